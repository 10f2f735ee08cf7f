import { beforeAll, describe, expect, inject, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import type { EndpointTable } from '#contracts/endpoint.ts';
import { rooms } from '#contracts/endpoints.ts';
import { questionFolders } from '#contracts/question-folders.ts';
import { identity } from '#contracts/identity.ts';
import { organisations } from '#contracts/organisations.ts';
import { courses } from '#contracts/courses.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { outcome } from '../support/people.ts';
import {
  academyDay,
  createAcademyTree,
  createOrganisation,
  createPerson,
  now,
  settled,
  signIn,
  type TestClient,
} from '../support/stack.ts';
import { replyIn } from './direct.ts';
import { createMarking } from './permissions/rows-marking.ts';
import { createQuestion } from './permissions/rows-questions.ts';
import { createSideQuiz } from './permissions/rows-quizzes.ts';

let admin: TestClient;
/** The fields of a part of a request. */
const fieldsOf = (schema: unknown): object => (schema as { shape?: object }).shape ?? {};
const isNeeded = ([, field]: [string, { _zod?: { optin?: string } }]) => field._zod?.optin !== 'optional';
const neededOf = (schema: unknown): string[] =>
  Object.entries(fieldsOf(schema) as Record<string, object>)
    .filter(isNeeded)
    .map(([name]) => name);

describe('a place in a list', () => {
  const list = (client: TestClient, cursor: string, parentId: string) =>
    client.reply(organisations.listOrganisations, { query: { parentId, cursor } });
  let parentId: string;
  let cursor: string;
  let first: string[];

  beforeAll(async () => {
    // may read every list there is
    const everything = await createPerson(inject('national').organisationId, [
      'nationalAdmin',
      'reviewer',
      'instructor',
    ]);
    admin = await signIn(everything.login);
    parentId = await createOrganisation('academy');
    for (let made = 0; made < 55; made += 5)
      await Promise.all([1, 2, 3, 4, 5].map(() => createOrganisation('unit', parentId)));
    const page = await admin.call(organisations.listOrganisations, { query: { parentId } });
    first = page.items.map(({ id }) => id);
    cursor = page.next ?? '';
  });

  it('leads to the rest, each once', async () => {
    const { body } = await list(admin, cursor, parentId);
    const all = [...first, ...body.items.map(({ id }) => id)];
    expect([all.length, new Set(all).size, body.next]).toEqual([55, 55, null]);
  });

  it('is of no use bent, made up, to another person, in another list or a day later', async () => {
    const colleague = await signIn((await createPerson(inject('national').organisationId, ['nationalAdmin'])).login);
    const bent = `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}`;
    for (const hours of [11, 22]) await replyIn(admin, hours * 3_600_000, identity.me, {});
    const answers = [
      await list(admin, bent, parentId),
      await list(admin, 'AAAA', parentId),
      await list(admin, Buffer.from('{"pk":"$identity#root"}').toString('base64url'), parentId),
      await list(admin, '%00', parentId),
      await list(colleague, cursor, parentId),
      await list(admin, cursor, inject('national').organisationId),
      await admin.reply(courses.catalogue, { query: { cursor } }),
      await admin.reply(courses.mine, { query: { cursor } }),
      await replyIn(admin, 25 * 3_600_000, organisations.listOrganisations, { query: { parentId, cursor } }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error?.code])).toEqual(
      answers.map(() => [400, 'cursorInvalid']),
    );
  });

  it('leads nowhere in any other list there is', { timeout: 60_000 }, async () => {
    const { id: personId } = await admin.call(identity.me, {});
    const { organisationId } = inject('national');
    const courseId = await importCourse(admin, smallBundle(), organisationId);
    await settled();
    const { lessons } = await admin.call(authoring.draft, { params: { courseId } });
    const bank = await createQuestion(admin, organisationId);
    // what others share with all
    const others = await createAcademyTree();
    const theirAuthor = await signIn(others.instructor.login);
    const { folderId } = await createQuestion(theirAuthor, others.academyId);
    await theirAuthor.call(questionFolders.putFolder, {
      params: { organisationId: others.academyId, folderId },
      body: { revision: 1, parentId: null, name: 'Спільна', sharedWith: 'all', organisationIds: [] },
    });
    const quiz = await createSideQuiz(admin, organisationId, bank.questionId);
    // a test of the national body would be everybody's
    const { runId, attemptId } = await createMarking(admin, parentId);
    const day = academyDay(await now());
    const known: Record<string, string> = {
      ...{ organisationId, personId, courseId, lessonId: lessons[0]!.id, day, month: day.slice(0, 7) },
      ...{ ...bank, ...quiz, folderId, runId, attemptId, kind: 'picture', state: 'open', version: '1' },
    };
    const lists = Object.values(rooms)
      .flatMap((endpoints) => Object.values(endpoints as EndpointTable))
      .filter(({ query }) => 'cursor' in fieldsOf(query));
    expect(lists.length).toBeGreaterThan(10);
    const pick = (names: string[]) =>
      Object.fromEntries(names.flatMap((name) => (known[name] ? [[name, known[name]]] : [])));
    const answers = await Promise.all(
      lists.map(async (endpoint) => {
        const params = pick(Object.keys(fieldsOf(endpoint.params)));
        const query = { ...pick(neededOf(endpoint.query)), cursor };
        return [endpoint.path, outcome(await admin.reply(endpoint, { params, query }))];
      }),
    );
    expect(answers).toEqual(lists.map(({ path }) => [path, 'cursorInvalid']));
  });

  it('shows nothing of the table', () => {
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/identity|org_|gsi/);
  });
});
