/** Where two requests meet, or the first attempt was cut off: what a second pair of eyes went looking for. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { identity } from '#contracts/identity.ts';
import { people } from '#contracts/people.ts';
import { exportColumns, learnerStatuses, progress, type ExportWords } from '#contracts/progress.ts';
import { draftOf } from '../support/authoring.ts';
import { courseBundle, importCourse, newImport, run, smallBundle, upload, type Import } from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  invoke,
  items,
  nationalAdmin,
  newId,
  now,
  sentMail,
  settled,
  signIn,
  until,
  testPassword,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { checked, confirmed } from '../support/people-import.ts';
import { detail, lookAt, outcome, sentTokens, setRoles } from '../support/people.ts';
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

  it('at the same moment: one waits for reviewers, the other is told so', async () => {
    const first = newImport(tree.academyId);
    const second = newImport(tree.academyId, first.courseId);
    await announce(instructor, first, 'Одне');
    await announce(instructor, second, 'Друге');
    const ended = await Promise.all([run(instructor, first.jobId), run(instructor, second.jobId)]);
    expect(ended.map(({ state, failure }) => failure?.code ?? state).sort()).toEqual(['reviewOpen', 'succeeded']);
  });

  it('announced by two academies before either has it: the second does not take it over', async () => {
    const stranger = await signIn(other.instructor.login);
    const mine = newImport(tree.academyId);
    const theirs = newImport(other.academyId, mine.courseId);
    await announce(instructor, mine, 'Наше');
    await announce(stranger, theirs, 'Не наше');
    expect(await run(instructor, mine.jobId)).toMatchObject({ state: 'succeeded' });
    expect(await run(stranger, theirs.jobId)).toMatchObject({ state: 'failed', failure: { code: 'idTaken' } });
    const draft = await draftOf(instructor, mine.courseId);
    expect(draft).toMatchObject({ title: { uk: 'Наше' }, organisation: { id: tree.academyId } });
  });
});

describe('a learner of an earlier version', () => {
  it('sees its title and length in lists, not those of the version after', async () => {
    const learner = await signIn((await createPerson(tree.academyId, ['learner'])).login);
    const courseId = await importCourse(instructor, courseBundle('own', 'Перше видання'), tree.academyId);
    await learner.call(courses.enrol, { params: { courseId } });
    const [first] = (await learner.call(courses.course, { params: { courseId } })).modules[0]!.lessons;
    await learner.call(progress.openLesson, { params: { courseId, lessonId: first!.id } });
    await settled();
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

describe('an import of people', () => {
  const heading = 'Прізвище;Ім’я;email;Роль';

  it('gives no roles to who was merged between check and confirmation', async () => {
    const admin = await signIn(tree.admin.login);
    const [kept, duplicate] = [
      await createPerson(tree.academyId, ['learner']),
      await createPerson(tree.academyId, ['learner']),
    ];
    const text = `${heading}\nКопія;Друга;${duplicate.login};викладач`;
    const { jobId, preview } = await checked(admin, tree.academyId, [{ kind: 'people', text }]);
    expect(preview).toMatchObject({ updates: 1, bad: 0 });
    const body = { duplicateId: duplicate.id, revision: 0, duplicateRevision: 0 };
    await admin.call(people.mergePeople, { params: { personId: kept.id }, body });
    const { job } = await confirmed(admin, jobId);
    expect(job.result).toMatchObject({ updated: '0', failed: '1' });
    expect((await detail(admin, duplicate.id)).current).toEqual([]);
  });

  it('whose invitations are asked for once more opens no link that was made void', async () => {
    const admin = await signIn(tree.admin.login);
    const [wrong, right] = ['wrong', 'right'].map(
      (name) => `${name}.${newId('person').slice(4).toLowerCase()}@kurs.test`,
    );
    const text = `${heading}\nАдресна;Помилка;${wrong};`;
    const { jobId } = await checked(admin, tree.academyId, [{ kind: 'people', text }]);
    await confirmed(admin, jobId, true);
    const token = await until(
      async () => (await sentTokens(wrong!))[0],
      (sent) => sent !== undefined,
    );
    await settled();
    const { items: found } = await admin.call(people.listPeople, {
      query: { organisationId: tree.academyId, q: wrong! },
    });
    const { id: personId } = found[0]!;
    const { revision } = await detail(admin, personId);
    await admin.call(people.changePerson, { params: { personId }, body: { login: right!, revision } });
    expect(outcome(await lookAt(token!))).toBe('invitationInvalid');
    const [batch] = (await items(`$record#${jobId}`)).filter(({ type }) => type === 'identity.invitationsRequested');
    await deliver('identity-events', batch!);
    await settled();
    expect(outcome(await lookAt(token!))).toBe('invitationInvalid');
    expect((await sentMail()).filter(({ to }) => [to].flat().includes(right!))).toEqual([]);
  });

  /** Brings a record to a function once more, as a queue does. */
  async function deliver(name: string, record: Record<string, unknown>): Promise<void> {
    const body = { source: 'kurs', time: record['at'], detail: { dynamodb: { NewImage: imageOf(record) } } };
    const attributes = { ApproximateReceiveCount: '1', SentTimestamp: String(await now()) };
    await invoke(name, { Records: [{ messageId: newId('job'), body: JSON.stringify(body), attributes }] });
  }
  const imageOf = (record: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, attributeOf(value)]));
  const attributeOf = (value: unknown) =>
    typeof value === 'string'
      ? { S: value }
      : typeof value === 'number'
        ? { N: String(value) }
        : { M: imageOf(value as Record<string, unknown>) };
});

describe('an auditor of the whole service who administers one academy', () => {
  it('takes nobody in there whom they only see', async () => {
    const person = await createPerson(tree.academyId, ['academyAdmin']);
    await setRoles(await nationalAdmin(), person.id, inject('national').organisationId, ['auditor']);
    const client = await signIn(person.login);
    expect((await detail(client, other.learner.id)).mayManage).toBe(false);
    expect(outcome(await setRoles(client, other.learner.id, tree.academyId, ['learner']))).toBe('notAllowed');
  });
});
