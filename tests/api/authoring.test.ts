/** Drafts: beginning one, what a course says of itself, lists; modules and lessons in their order; the bin. */
import { beforeAll, describe, expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { addLesson, createDraft, draftOf } from '../support/authoring.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  records,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let [author, admin, colleague]: TestClient[] = [];
beforeAll(async () => {
  tree = await createAcademyTree();
  const second = await createPerson(tree.academyId, ['instructor']);
  [author, admin, colleague] = await Promise.all(
    [tree.instructor, tree.admin, second].map(({ login }) => signIn(login)),
  );
});

describe('a draft', () => {
  it('is its author’s, on record, and seen by nobody else of the academy but who answers for it', async () => {
    const draft = await createDraft(author!, tree.academyId, { title: { uk: 'Домашнє насильство' } });
    expect(draft).toMatchObject({
      ...{ title: { uk: 'Домашнє насильство' }, state: 'draft', version: null, audience: 'own', role: 'owner' },
      ...{ mayChange: true, mayChangeTeam: true, team: [{ person: { id: tree.instructor.id }, role: 'owner' }] },
    });
    expect(await records(draft.id)).toMatchObject([
      { kind: 'fact', type: 'authoring.drafted', actorId: tree.instructor.id, objectId: tree.academyId },
    ]);
    const params = { courseId: draft.id };
    expect(outcome(await colleague!.reply(authoring.draft, { params }))).toBe('notFound');
    expect(await draftOf(admin!, draft.id)).toMatchObject({ role: null, mayChange: false, mayChangeTeam: true });
  });

  it('begun twice by the same request is one; its id is nobody else’s', async () => {
    const id = newId('course');
    const [one, other] = await Promise.all([0, 1].map(() => createDraft(author!, tree.academyId, { id })));
    expect(one).toEqual(other);
    const body = {
      id,
      organisationId: tree.academyId,
      title: { uk: 'Новий курс', en: 'A new course' },
      languages: ['uk' as const, 'en' as const],
    };
    expect(outcome(await colleague!.reply(authoring.createDraft, { body }))).toBe('idTaken');
    expect(outcome(await author!.reply(authoring.createDraft, { body: { ...body, title: { uk: 'Інший' } } }))).toBe(
      'idTaken',
    );
    expect(await records(id)).toHaveLength(1);
  });

  it('says of itself what its authors write; of two who change it at once one is told', async () => {
    const { id: courseId } = await createDraft(author!, tree.academyId);
    const params = { courseId };
    const put = (title: string, revision: number) =>
      author!.reply(authoring.changeDraft, { params, body: { revision, title: { uk: title } } });
    const answers = await Promise.all([put('Раз', 0), put('Два', 0)]);
    expect(answers.map(outcome).sort()).toEqual([200, 'conflict']);
    const { title } = await draftOf(author!, courseId);
    // sent again, it is made already
    expect(outcome(await put(title.uk!, 0))).toBe(200);
    const first = await author!.reply(authoring.changeDraft, {
      params,
      body: { revision: 1, languages: ['en', 'uk'] },
    });
    expect(first.body.error).toMatchObject({ code: 'invalid', details: { field: 'body.languages' } });
    const more = {
      revision: 1,
      languages: ['uk' as const, 'kk' as const],
      summary: { uk: 'Про що' },
      audience: 'all' as const,
    };
    expect(await author!.call(authoring.changeDraft, { params, body: more })).toMatchObject({
      ...{ languages: ['uk', 'kk'], summary: { uk: 'Про що' }, audience: 'all', revision: 2 },
    });
  });

  it('that is archived is read and not written, until it is brought back; both are on record', async () => {
    const { id: courseId } = await createDraft(author!, tree.academyId);
    const lessonId = await addLesson(author!, courseId);
    const params = { courseId };
    const archive = (client: TestClient, archived: boolean, revision: number) =>
      client.call(authoring.changeDraft, { params, body: { revision, archived } });
    expect(await archive(admin!, true, 0)).toMatchObject({ archived: true });
    const body = { revision: 0, minutes: 9 };
    const input = { params: { courseId, lessonId }, body };
    expect(outcome(await author!.reply(draftOutline.changeLesson, input))).toBe('notAllowed');
    expect(await archive(author!, false, 1)).toMatchObject({ archived: false, mayChange: true });
    expect(outcome(await author!.reply(draftOutline.changeLesson, input))).toBe(200);
    const archived = (await records(courseId)).filter(({ type }) => type === 'authoring.archived');
    expect(archived.map(({ actorId, data }) => [actorId, data?.['archived']])).toEqual([
      [tree.admin.id, true],
      [tree.instructor.id, false],
    ]);
  });
});

describe('lists', () => {
  it('of one’s own show the latest changed first, page by page', { timeout: 60_000 }, async () => {
    const { login } = await createPerson(tree.academyId, ['instructor']);
    const client = await signIn(login);
    const ids: string[] = [];
    for (let index = 0; index < 33; index += 1) ids.push((await createDraft(client, tree.academyId)).id);
    await client.call(authoring.changeDraft, {
      params: { courseId: ids[0]! },
      body: { revision: 0, topics: ['право'] },
    });
    const first = await client.call(authoring.ownDrafts, { query: {} });
    const rest = await client.call(authoring.ownDrafts, { query: { cursor: first.next! } });
    const shown = [...first.items, ...rest.items].map(({ id }) => id);
    expect(shown).toEqual([ids[0], ...ids.slice(1).reverse()]);
    expect([first.items.length, rest.next]).toEqual([30, null]);
    expect(outcome(await author!.reply(authoring.ownDrafts, { query: { cursor: first.next! } }))).toBe('cursorInvalid');
  });

  it('of an academy stand by title, for who answers for it', async () => {
    const own = await createAcademyTree();
    const [writer, head] = [await signIn(own.instructor.login), await signIn(own.admin.login)];
    for (const uk of ['Яма', 'Їжа', 'Арешт']) await createDraft(writer, own.academyId, { title: { uk } });
    const input = { params: { organisationId: own.academyId }, query: {} };
    const { items } = await head.call(authoring.organisationDrafts, input);
    expect(items.map(({ title }) => title.uk)).toEqual(['Арешт', 'Їжа', 'Яма']);
    expect(outcome(await writer.reply(authoring.organisationDrafts, input))).toBe('notAllowed');
  });
});
