/** Where two requests meet, or the first attempt was cut off: what a second pair of eyes went looking for. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { identity } from '#contracts/identity.ts';
import { people } from '#contracts/people.ts';
import { exportColumns, learnerStatuses, progress, type ExportWords } from '#contracts/progress.ts';
import { courseBundle, importCourse, newImport, run, smallBundle, upload, type Import } from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  invoke,
  newId,
  now,
  signIn,
  until,
  testPassword,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { replyIn } from './direct.ts';

let tree: AcademyTree;
let other: AcademyTree;
let instructor: TestClient;

beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  instructor = await signIn(tree.instructor.login);
});

describe('two imports of one course', () => {
  async function announce(client: TestClient, ids: Import, title: string) {
    const from = smallBundle(title);
    const { uploads } = await client.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    await upload(uploads, from.bytes);
  }

  it('at the same moment release two versions', async () => {
    const first = newImport(tree.academyId);
    const second = newImport(tree.academyId, first.courseId);
    await announce(instructor, first, 'Одне');
    await announce(instructor, second, 'Друге');
    const ended = await Promise.all([run(instructor, first.jobId), run(instructor, second.jobId)]);
    expect(ended.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    expect(ended.map(({ result }) => result?.version).sort()).toEqual(['1', '2']);
  });

  it('announced by two academies before either is released: the second does not take it over', async () => {
    const stranger = await signIn(other.instructor.login);
    const mine = newImport(tree.academyId);
    const theirs = newImport(other.academyId, mine.courseId);
    await announce(instructor, mine, 'Наше');
    await announce(stranger, theirs, 'Не наше');
    expect(await run(instructor, mine.jobId)).toMatchObject({ state: 'succeeded' });
    expect(await run(stranger, theirs.jobId)).toMatchObject({ state: 'failed', failure: { code: 'idTaken' } });
    const course = await instructor.call(courses.course, { params: { courseId: mine.courseId } });
    expect(course).toMatchObject({ version: 1, title: { uk: 'Наше' }, organisation: { id: tree.academyId } });
  });
});

describe('a learner of an earlier version', () => {
  it('sees its title and length in lists, not those of the version after', async () => {
    const learner = await signIn((await createPerson(tree.academyId, ['learner'])).login);
    const courseId = await importCourse(instructor, courseBundle('own', 'Перше видання'), tree.academyId);
    await learner.call(courses.enrol, { params: { courseId } });
    await importCourse(instructor, smallBundle('Друге видання'), tree.academyId, courseId);
    const [mine] = (await learner.call(courses.mine, { query: {} })).items;
    expect(mine?.course).toMatchObject({ version: 1, title: { uk: 'Перше видання' }, lessonsTotal: 3 });
    const home = await learner.call(progress.home, {});
    expect(home.courses[0]?.course).toMatchObject({ version: 1, lessonsTotal: 3 });
    expect(home.next?.course).toMatchObject({ version: 1, title: { uk: 'Перше видання' } });
  });
});

describe('the same change of a profile', () => {
  it('sent twice at the same moment is made once and answered twice', async () => {
    const client = await signIn((await createPerson(tree.academyId, ['learner'])).login);
    for (const locale of ['kk', 'en', 'ru'] as const) {
      const { revision } = await client.call(identity.me, {});
      const send = () => client.reply(identity.changeMe, { body: { locale, revision } });
      const answers = await Promise.all([send(), send(), send()]);
      expect(answers.map(({ status, body }) => [status, body.locale, body.revision])).toEqual(
        answers.map(() => [200, locale, revision + 1]),
      );
    }
  });
});

describe('an export', () => {
  const words: ExportWords = {
    columns: Object.fromEntries(exportColumns.map((name) => [name, name])) as ExportWords['columns'],
    statuses: Object.fromEntries(learnerStatuses.map((name) => [name, name])) as ExportWords['statuses'],
  };

  it('is offered for a day, and no link leads to a file that is gone', async () => {
    const client = await signIn(tree.admin.login);
    const courseId = await importCourse(instructor, smallBundle(), tree.academyId);
    const body = { jobId: newId('job'), organisationId: tree.academyId, language: 'uk' as const, words };
    await client.call(progress.startExport, { params: { courseId }, body });
    const input = { params: { jobId: body.jobId } };
    const ended = await until(
      () => client.call(progress.exportJob, input),
      ({ state }) => state === 'succeeded',
    );
    expect(ended.result?.url).toMatch(/^http/);
    const hour = 3_600_000;
    // a session lives by being used
    for (const hours of [11, 22]) expect((await replyIn(client, hours * hour, identity.me, {})).status).toBe(200);
    const late = await replyIn(client, 25 * hour, progress.exportJob, input);
    expect([late.status, late.body.state, late.body.result]).toEqual([200, 'succeeded', null]);
  });
});

describe('a login', () => {
  it('of the first administrator may be written in capitals', async () => {
    const login = `Capital.${newId('person').slice(4)}@Kurs.test`;
    const organisation = { id: inject('national').organisationId, name: { uk: 'Служба' }, timeZone: 'Europe/Kyiv' };
    const administrator = { id: newId('person'), givenName: 'Велика', familyName: 'Літера', login };
    await invoke('identity-bootstrap', { organisation, administrator, now: await now() });
    await fetch(`${inject('control')}/setPassword`, {
      method: 'POST',
      body: JSON.stringify({ login: login.toLowerCase(), password: testPassword }),
    });
    const me = await (await signIn(login.toLowerCase())).call(identity.me, {});
    expect(me.id).toBe(administrator.id);
  });

  it('that is no address, or longer than the user pool takes, is refused before anything is made', async () => {
    const admin = await signIn(tree.admin.login);
    const names = { givenName: 'Проба', familyName: 'Особа', locale: 'uk', timeZone: 'Europe/Kyiv' } as const;
    const memberships = [{ organisationId: tree.academyId, roles: ['learner' as const] }];
    for (const login of ['a..b@kurs.test', 'a@kurs..test', '.a@kurs.test', `${'a'.repeat(120)}@kurs.test`]) {
      const body = { id: newId('person'), login, memberships, ...names };
      const answer = await admin.reply(people.createPerson, { body });
      expect([answer.status, answer.body.error.details?.['field']], login).toEqual([400, 'body.login']);
    }
  });
});
