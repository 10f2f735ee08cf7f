/** The tree of organisations: settings, lists by name in four alphabets, logo. */
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { languages, type Language } from '#contracts/common.ts';
import { organisations } from '#contracts/organisations.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  items,
  nationalAdmin,
  newId,
  records,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let admin: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  admin = await signIn(tree.admin.login);
});

const at = (organisationId: string) => ({ params: { organisationId } });
const detail = (client: TestClient, id: string) => client.call(organisations.organisation, at(id));
const unit = (parentId: string) => ({
  id: newId('organisation'),
  parentId,
  kind: 'unit' as const,
  name: { uk: 'Підрозділ' },
  timeZone: 'Europe/Kyiv',
});

describe('an organisation', () => {
  it('shows its place, its settings and what the asker may do there', async () => {
    const shown = await detail(admin, tree.unitId);
    expect(shown).toMatchObject({
      kind: 'unit',
      parentId: tree.academyId,
      languages: [...languages],
      storageQuotaBytes: null,
      closedAt: null,
      logo: null,
      mayChange: true,
      mayMove: true,
      mayManagePeople: true,
      maySetQuota: false,
      mayCreate: [],
    });
    expect(shown.ancestors.map(({ id }) => id).slice(1)).toEqual([tree.academyId]);
    expect(await detail(admin, tree.academyId)).toMatchObject({ mayCreate: ['unit'], mayMove: false, mayChange: true });
    const learner = await signIn(tree.learner.login);
    expect(await detail(learner, tree.unitId)).toMatchObject({ mayChange: false, maySeePeople: false, mayCreate: [] });
    expect(outcome(await admin.reply(organisations.organisation, at(newId('organisation'))))).toBe('notFound');
  });

  it('is made by an administrator of the one above, and by nobody else', async () => {
    const create = async (client: TestClient, parentId: string, kind: 'unit' | 'region' = 'unit') =>
      outcome(await client.reply(organisations.createOrganisation, { body: { ...unit(parentId), kind } }));
    const elsewhere = await createOrganisation('academy');
    expect(await create(admin, tree.academyId)).toBe(200);
    expect(await create(admin, elsewhere)).toBe('notAllowed');
    const [national] = (await detail(admin, tree.academyId)).ancestors;
    expect(await create(admin, national!.id, 'region')).toBe('notAllowed');
    expect(await create(await nationalAdmin(), elsewhere)).toBe(200);
  });

  it('keeps what was changed, by whom, from where, before and after', async () => {
    const body = { name: { uk: 'Нова назва', en: 'New name' }, languages: ['uk' as const], revision: 0 };
    const id = await createOrganisation('unit', tree.academyId, { uk: 'Назва', en: 'Name' });
    const changed = await admin.call(organisations.changeOrganisation, { ...at(id), body });
    expect(changed).toMatchObject({ name: body.name, languages: ['uk'], timeZone: 'Europe/Kyiv', revision: 1 });
    expect((await records(id)).map(({ type, actorId }) => [type, actorId]).at(-1)).toEqual([
      'identity.organisationChanged',
      tree.admin.id,
    ]);
    const kept = (await items(`$identity#${id}`)).filter(({ entity }) => entity === 'change');
    expect(kept.at(-1)).toMatchObject({
      actorId: tree.admin.id,
      address: expect.stringMatching(/^[0-9a-f.:]+$/),
      before: { 'name.uk': 'Назва', 'name.en': 'Name', languages: 'uk ru kk en' },
      after: { 'name.uk': 'Нова назва', 'name.en': 'New name', languages: 'uk' },
    });
  });

  it('is changed once by the same request, and not over what somebody else changed', async () => {
    const id = await createOrganisation('unit', tree.academyId);
    const change = (name: string) =>
      admin.reply(organisations.changeOrganisation, { ...at(id), body: { name: { uk: name }, revision: 0 } });
    const first = await change('Перша');
    expect((await change('Перша')).body).toEqual(first.body);
    expect(outcome(await change('Друга'))).toBe('conflict');
    expect(await records(id)).toHaveLength(2);
  });

  it('is changed from its own branch only; its quota from above', async () => {
    const elsewhere = await signIn((await createPerson(await createOrganisation('academy'), ['academyAdmin'])).login);
    const change = async (client: TestClient, body: { timeZone?: string; storageQuotaBytes?: number | null }) => {
      const { revision } = await detail(client, tree.academyId);
      return outcome(
        await client.reply(organisations.changeOrganisation, { ...at(tree.academyId), body: { ...body, revision } }),
      );
    };
    expect(await change(elsewhere, { timeZone: 'Asia/Almaty' })).toBe('notAllowed');
    expect(await change(admin, { timeZone: 'Asia/Almaty' })).toBe(200);
    expect(await change(admin, { storageQuotaBytes: 1 })).toBe('notAllowed');
    expect(await change(await nationalAdmin(), { storageQuotaBytes: 10 ** 12 })).toBe(200);
    expect(await change(await nationalAdmin(), { storageQuotaBytes: null })).toBe(200);
  });
});

describe('a list of organisations', () => {
  const names = [
    { uk: 'Їжакове', ru: 'Ёжиково', kk: 'Үлкен', en: 'Yizhakove' },
    { uk: 'Ґалаґан', ru: 'Галаган', kk: 'Ұлытау', en: 'Galagan' },
    { uk: 'Яблунівка', ru: 'Яблоневка', kk: 'Ақтау', en: 'Apple village' },
    { uk: 'Єнакієве', ru: 'Енакиево', kk: 'Әйтеке', en: 'Yenakiieve' },
    { uk: 'Ірпінь', ru: 'Ирпень', kk: 'Іле', en: 'Irpin' },
    { uk: 'Галич', ru: 'Жёлтое', kk: 'Қарағанды', en: 'Halych' },
  ];
  let parentId: string;
  beforeAll(async () => {
    parentId = await createOrganisation('region');
    for (const name of names) await createOrganisation('unit', parentId, name);
  });
  const list = async (
    query: { language?: Language; q?: string; closed?: 'true'; cursor?: string },
    parent = parentId,
  ) => (await nationalAdmin()).call(organisations.listOrganisations, { query: { parentId: parent, ...query } });

  it.each(languages)('stands in the order of the alphabet: %s', async (language) => {
    const { items: shown } = await list({ language });
    const expected = names.map((name) => name[language]).sort(new Intl.Collator(language).compare);
    expect(shown.map(({ name }) => name[language])).toEqual(expected);
  });

  it.each([
    ['uk', 'га', ['Галич']],
    ['uk', 'ґ', ['Ґалаґан']],
    ['ru', 'е', ['Ёжиково', 'Енакиево']],
    ['kk', 'ә', ['Әйтеке']],
    ['en', 'Y', ['Yenakiieve', 'Yizhakove']],
    ['en', 'zz', []],
  ] as const)('finds by the beginning of the name: %s «%s»', async (language, q, expected) => {
    expect((await list({ language, q })).items.map(({ name }) => name[language]).sort()).toEqual([...expected].sort());
  });

  it('shows a new name in its new place at once, and no longer in the old one', async () => {
    const id = await createOrganisation('unit', parentId, { uk: 'Аннинське', en: 'Annynske' });
    const body = { name: { uk: 'Юхимове' }, revision: 0 };
    await (await nationalAdmin()).call(organisations.changeOrganisation, { ...at(id), body });
    for (const language of ['uk', 'en'] as const) {
      expect(
        (await list({ language, q: 'а' })).items.filter((one) => one.id === id),
        language,
      ).toEqual([]);
      expect(
        (await list({ language, q: 'юх' })).items.map((one) => one.id),
        language,
      ).toEqual([id]);
    }
  });

  it('comes in pages: each once, in order', async () => {
    const region = await createOrganisation('region');
    const made: string[] = [];
    for (let start = 0; start < 120; start += 10) {
      const some = Array.from(
        { length: 10 },
        (_, index) => `Відділ ${String(((start + index) * 7) % 120).padStart(3, '0')}`,
      );
      made.push(...some);
      await Promise.all(some.map((name) => createOrganisation('unit', region, { uk: name, en: name })));
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(cursor ? { cursor } : {}, region);
      seen.push(...page.items.map(({ name }) => name.uk!));
      sizes.push(page.items.length);
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(sizes).toEqual([50, 50, 20]);
    expect(seen).toEqual(made.toSorted());
  }, 60_000);
});

describe('a logo', () => {
  const png = (width = 64, height = 64, color = 120) => {
    const picture = new PNG({ width, height });
    picture.data.fill(color);
    return PNG.sync.write(picture).toString('base64');
  };
  const set = async (client: TestClient, id: string, given: string | null) => {
    const { revision } = await detail(client, id);
    return client.reply(organisations.setLogo, { ...at(id), body: { png: given, revision } });
  };

  it('is shown to who is signed in, as a picture and nothing else', async () => {
    const { logo } = (await set(admin, tree.academyId, png())).body;
    const learner = await signIn(tree.learner.login);
    const answer = await learner.fetch(`/api/identity/organisations/${tree.academyId}/logo/${logo}`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'private, max-age=31536000, immutable',
    });
    expect(PNG.sync.read(Buffer.from(await answer.arrayBuffer()))).toMatchObject({ width: 64, height: 64 });
    expect((await records(tree.academyId)).at(-1)).toMatchObject({ type: 'identity.logoChanged' });
  });

  it('has another name when it is another picture, and is gone when it is taken away', async () => {
    const id = await createOrganisation('unit', tree.academyId);
    const first = (await set(admin, id, png())).body.logo;
    const second = (await set(admin, id, png(64, 64, 7))).body.logo;
    expect(second).not.toBe(first);
    const look = async (logo: string | null) => {
      const answer = await admin.fetch(`/api/identity/organisations/${id}/logo/${logo}`);
      await answer.arrayBuffer();
      return answer.status;
    };
    expect([await look(first), await look(second)]).toEqual([404, 200]);
    expect((await set(admin, id, null)).body).toMatchObject({ logo: null });
    expect(await look(second)).toBe(404);
  });

  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
    ['too many pixels', png(300, 20)],
    ['cut off', Buffer.from(png(), 'base64').subarray(0, 90).toString('base64')],
  ])('is refused: %s', async (_, given) => {
    expect(outcome(await set(admin, tree.academyId, given))).toBe('logoWrong');
  });

  it('is set by those who may change the organisation', async () => {
    const instructor = await signIn(tree.instructor.login);
    expect(outcome(await set(instructor, tree.academyId, png()))).toBe('notAllowed');
    const elsewhere = await signIn((await createPerson(await createOrganisation('academy'), ['academyAdmin'])).login);
    expect(outcome(await set(elsewhere, tree.academyId, png()))).toBe('notAllowed');
  });
});
