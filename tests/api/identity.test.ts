import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { newcomer as newcomerOf, outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  invoke,
  nationalAdmin,
  newId,
  records,
  signIn,
  type TestClient,
  testPassword,
  type AcademyTree,
} from '../support/stack.ts';

let tree: AcademyTree;
beforeAll(async () => void (tree = await createAcademyTree()));

describe('one’s profile', () => {
  const change = (client: TestClient, body: { locale?: 'uk' | 'kk' | 'en'; timeZone?: string; revision: number }) =>
    client.reply(identity.changeMe, { body });

  it('changes language and time zone', async () => {
    const client = await signIn((await createPerson(tree.academyId, ['learner'])).login);
    const { revision } = await client.call(identity.me, {});
    await client.call(identity.changeMe, { body: { locale: 'kk', timeZone: 'Asia/Almaty', revision } });
    expect(await client.call(identity.me, {})).toMatchObject({ locale: 'kk', timeZone: 'Asia/Almaty' });
  });

  it('changes once when the same change is sent twice', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const client = await signIn(person.login);
    const first = await change(client, { locale: 'en', revision: 0 });
    const second = await change(client, { locale: 'en', revision: 0 });
    expect([second.status, second.body]).toEqual([200, first.body]);
    const changes = (await records(person.id)).filter(({ type }) => type === 'identity.profileChanged');
    expect(changes).toHaveLength(1);
  });

  it('does not overwrite what was changed elsewhere in the meantime', async () => {
    const client = await signIn((await createPerson(tree.academyId, ['learner'])).login);
    await change(client, { locale: 'en', revision: 0 });
    const stale = await change(client, { locale: 'kk', revision: 0 });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'conflict']);
    expect(await client.call(identity.me, {})).toMatchObject({ locale: 'en', revision: 1 });
  });

  it('refuses a time zone that is none', async () => {
    const client = await signIn(tree.learner.login);
    const { body } = await change(client, { timeZone: 'Europe/Atlantis', revision: 0 });
    expect(body.error).toMatchObject({ code: 'invalid', details: { field: 'body.timeZone', reason: 'timeZone' } });
  });
});

describe('the first administrator', () => {
  const newcomer = () => {
    const id = newId('person');
    return { id, givenName: 'Перший', familyName: 'Керівник', login: `${id.toLowerCase()}@kurs.test` };
  };

  it('comes although the first run was cut off after the national body', async () => {
    const [administrator, organisation] = [
      newcomer(),
      { id: inject('national').organisationId, name: { uk: 'Служба' } },
    ];
    const event = { organisation: { ...organisation, timeZone: 'Europe/Kyiv' }, administrator, now: Date.now() };
    expect(await invoke('identity-bootstrap', event)).toEqual({ created: true });
    expect(await invoke('identity-bootstrap', event)).toEqual({ created: false });
  });

  it('has one national body: a second is refused', async () => {
    const administrator = newcomer();
    const organisation = { id: newId('organisation'), name: { uk: 'Друга служба' }, timeZone: 'Europe/Kyiv' };
    const again = invoke('identity-bootstrap', { organisation, administrator, now: Date.now() });
    await expect(again).rejects.toThrow('conflict');
    const { items } = await (await nationalAdmin()).call(organisations.listOrganisations, { query: {} });
    expect(items.map(({ id }) => id)).toEqual([inject('national').organisationId]);
  });
});

describe('organisations', () => {
  const academy = () => ({
    id: newId('organisation'),
    parentId: inject('national').organisationId,
    kind: 'academy' as const,
    name: { en: 'Academy', uk: 'Академія' },
    timeZone: 'Europe/Kyiv',
  });

  it('are made once when the same request comes twice', async () => {
    const admin = await nationalAdmin();
    const body = academy();
    const first = await admin.call(organisations.createOrganisation, { body });
    expect(await admin.call(organisations.createOrganisation, { body })).toEqual(first);
    expect(await records(body.id)).toMatchObject([{ kind: 'fact', type: 'identity.organisationCreated' }]);
  });

  it('do not share an id', async () => {
    const admin = await nationalAdmin();
    const body = academy();
    await admin.call(organisations.createOrganisation, { body });
    for (const other of [{ name: { uk: 'Інша' } }, { kind: 'region' as const }, { timeZone: 'Asia/Almaty' }]) {
      const answer = await admin.reply(organisations.createOrganisation, { body: { ...body, ...other } });
      expect([answer.status, answer.body.error?.code], JSON.stringify(other)).toEqual([409, 'idTaken']);
    }
  });

  it('need a parent that exists and may have them', async () => {
    const admin = await nationalAdmin();
    const lost = await admin.reply(organisations.createOrganisation, {
      body: { ...academy(), parentId: newId('organisation') },
    });
    expect([lost.status, lost.body.error.code]).toEqual([404, 'notFound']);
    const misplaced = await admin.reply(organisations.createOrganisation, {
      body: { ...academy(), parentId: tree.academyId },
    });
    expect(misplaced.body.error).toMatchObject({ code: 'invalid', details: { reason: 'notBelow.academy' } });
  });

  it('are made below one’s own only', async () => {
    const admin = await signIn(tree.admin.login);
    const create = async (body: ReturnType<typeof academy>) => {
      const { status, body: answer } = await admin.reply(organisations.createOrganisation, {
        body: { ...body, kind: body.parentId === tree.academyId ? ('unit' as const) : body.kind },
      });
      return answer.error?.code ?? status;
    };
    expect(await create({ ...academy(), parentId: tree.academyId })).toBe(200);
    expect(await create(academy())).toBe('notAllowed');
  });

  it('are listed below their parent in the order of the alphabet', async () => {
    const parentId = await createOrganisation('academy');
    for (const name of ['Яблунівка', 'Ірпінь', 'Єнакієве', 'Їжакове', 'Буча', 'Ґалаґан', 'Галич'])
      await createOrganisation('unit', parentId, { uk: name, en: name });
    const { items } = await (await nationalAdmin()).call(organisations.listOrganisations, { query: { parentId } });
    const names = items.map(({ name }) => name.uk);
    expect(names).toEqual(['Буча', 'Галич', 'Ґалаґан', 'Єнакієве', 'Ірпінь', 'Їжакове', 'Яблунівка']);
  });
});

describe('people', () => {
  const newcomer = (organisationId = tree.academyId) => newcomerOf(organisationId);
  const create = async (client: TestClient, body: ReturnType<typeof newcomer>) =>
    outcome(await client.reply(people.createPerson, { body }));

  it('are made once when the same request comes twice', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer();
    expect([await create(admin, body), await create(admin, body)]).toEqual([200, 200]);
    expect(await records(body.id)).toMatchObject([{ type: 'identity.personCreated', actorId: tree.admin.id }]);
  });

  it('do not share an id', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer();
    await create(admin, body);
    expect(await create(admin, { ...newcomer(), id: body.id })).toBe('idTaken');
    expect(await create(admin, { ...body, familyName: 'Інша' })).toBe('idTaken');
    expect(await create(admin, { ...body, memberships: newcomer(tree.unitId).memberships })).toBe('idTaken');
  });

  it('belong to an organisation once, with all their roles there', async () => {
    const memberships = [...newcomer().memberships, ...newcomer().memberships];
    expect(await create(await signIn(tree.admin.login), { ...newcomer(), memberships })).toBe('invalid');
  });

  it('do not share a login', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer();
    await create(admin, body);
    for (const login of [body.login, body.login.toUpperCase()])
      expect(await create(admin, { ...newcomer(), login }), login).toBe('loginTaken');
  });

  it('see their organisation and what they may do', async () => {
    const body = newcomer(tree.unitId);
    await create(await signIn(tree.admin.login), body);
    const instructor = await signIn(tree.instructor.login);
    expect((await instructor.call(identity.me, {})).actions.toSorted()).toEqual([
      'authorCourses',
      'importCourses',
      'markAttempts',
      'moveLearners',
      'runQuizzes',
      'seeLearners',
      'useMedia',
      'useQuestions',
      'writeQuestions',
    ]);
    const learner = await signIn(tree.unitLearner.login);
    expect(await learner.call(identity.me, {})).toMatchObject({
      actions: [],
      memberships: [{ organisation: { id: tree.unitId, kind: 'unit' }, roles: ['learner'] }],
    });
  });

  it('get no more power than the giver has', async () => {
    const [academyAdmin, national] = [await signIn(tree.admin.login), await nationalAdmin()];
    for (const role of ['nationalAdmin', 'auditor'] as const) {
      const body = { ...newcomer(), memberships: [{ organisationId: tree.academyId, roles: [role] }] };
      const code = (await academyAdmin.reply(people.createPerson, { body })).body.error?.code;
      expect(code, role).toBe('notAllowed');
      expect((await national.reply(people.createPerson, { body })).status, role).toBe(200);
    }
  });

  it('get roles only below the giver', async () => {
    const admin = await signIn(tree.admin.login);
    const elsewhere = await createOrganisation('academy');
    expect(await create(admin, newcomer(tree.unitId))).toBe(200);
    expect(await create(admin, newcomer(elsewhere))).toBe('notAllowed');
    expect(await create(admin, newcomer(inject('national').organisationId))).toBe('notAllowed');
    expect(await create(admin, newcomer(newId('organisation')))).toBe('notFound');
    const both = [...newcomer().memberships, ...newcomer(elsewhere).memberships];
    expect(await create(admin, { ...newcomer(), memberships: both })).toBe('notAllowed');
  });

  it('who are refused get no account at the provider either', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer(await createOrganisation('academy'));
    await create(admin, body);
    await expect(signIn(body.login, testPassword)).rejects.toThrow('stopped');
  });
});
