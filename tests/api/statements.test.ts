import { beforeAll, describe, expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { courses } from '#contracts/courses.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import { statements, type Statement } from '#contracts/statements.ts';
import { courseBundle, importCourse, smallBundle } from '../support/bundle.ts';
import { createCohort } from '../support/cohorts.ts';
import { detail, outcome } from '../support/people.ts';
import { courseWithQuiz, sitLessonTest, testIn } from '../support/lesson-quizzes.ts';
import { approvedQuestion } from '../support/questions.ts';
import { approvedQuiz, plainSettings, quizOf } from '../support/quizzes.ts';
import { newReviewer, release, submit } from '../support/reviews.ts';
import { completeCourse, graduateOf, issueTo, order } from '../support/statements.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  now,
  records,
  settled,
  signIn,
  TestClient,
  until,
  type AcademyTree,
} from '../support/stack.ts';
import { replyAt } from './direct.ts';
import { statementWords } from './permissions/rows-statements.ts';

let tree: AcademyTree;
let admin: TestClient;
let instructor: TestClient;
let courseId: string;
const nobody = new TestClient();

beforeAll(async () => {
  tree = await createAcademyTree();
  [admin, instructor] = await Promise.all([signIn(tree.admin.login), signIn(tree.instructor.login)]);
  courseId = await importCourse(instructor, courseBundle('own', 'Права людини'), tree.academyId);
});

const graduate = (familyName: string, organisationId = tree.academyId, course = courseId) =>
  graduateOf(organisationId, course, { familyName, givenName: 'Ірина' });
const issued = (personId: string, course = courseId) => issueTo(instructor, tree.academyId, course, personId);
const check = (code: string, client = nobody) => client.reply(statements.check, { params: { code } });
const revoke = (statementId: string, reason = 'Помилка в імені', by = instructor) =>
  by.reply(statements.revoke, { params: { statementId }, body: { reason } });
const list = (query: { q?: string; courseId?: string; state?: 'valid' | 'revoked' } = {}) =>
  admin.call(statements.list, { query: { organisationId: tree.academyId, ...query } });
const ended = (jobId: string) =>
  until(
    () => instructor.call(jobs.job, { params: { jobId } }),
    ({ state }) => state !== 'running' && state !== 'waiting',
  );
const isStatement = (type: string) => type.startsWith('statements.');

describe('a statement', () => {
  it('says what was so on the day of issue, in the languages that were chosen', async () => {
    const { id, client } = await graduate('Коваленко');
    const request = order(tree.academyId, courseId, id);
    const asked = { ...request, body: { ...request.body, languages: ['kk' as const, 'uk' as const] } };
    const made = await instructor.call(statements.issue, asked);
    expect(made).toMatchObject({
      ...{ person: { familyName: 'Коваленко', givenName: 'Ірина' }, version: 1, hours: null, points: null },
      ...{ languages: ['kk', 'uk'], state: 'valid', revokedAt: null, reason: null, personId: id },
      title: { uk: 'Права людини', kk: expect.any(String) },
      issuer: { givenName: 'Проба', familyName: expect.stringMatching(/^Особа/) },
    });
    expect(made.number).toMatch(/^20\d\d-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    expect(made.minutes).toBeGreaterThan(0);
    // asked again, it is the same one
    expect(await instructor.call(statements.issue, asked)).toEqual(made);
    const facts = (await records(id)).filter(({ type }) => isStatement(type));
    expect(facts).toMatchObject([{ type: 'statements.issued', actorId: tree.instructor.id, objectId: courseId }]);
    expect(JSON.stringify(facts)).not.toContain('Коваленко');
    const own = await client.call(statements.own, { query: {} });
    expect(own.items).toMatchObject([{ id: made.id, mayRevoke: false }]);
  });

  it('is a file with a page for each language, the same bytes each time, for its owner too', async () => {
    const { id, client } = await graduate('Ґалаґан');
    const { body } = order(tree.academyId, courseId, id);
    const languages = ['uk' as const, 'ru' as const, 'kk' as const, 'en' as const];
    const { id: statementId, code } = await instructor.call(statements.issue, {
      ...{ params: { statementId: newId('statement') }, body: { ...body, languages } },
    });
    const load = async (by: TestClient) => {
      const answer = await by.fetch(`/api/statements/${statementId}/file`);
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const [first, second] = [await load(client), await load(instructor)];
    expect(first.answer.headers.get('content-type')).toBe('application/pdf');
    expect(first.answer.headers.get('content-disposition')).toMatch(/^attachment; filename="kurs-20\d\d-/);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(first.bytes)));
    const heads = ['Довідка про завершення', 'Справка о завершении', 'Курсты аяқтағаны', 'Statement of completion'];
    heads.forEach((head, page) => expect(text[page]).toContain(head));
    for (const page of text) expect(page).toContain(`/check/${code}`);
    expect((await (await signIn(tree.learner.login)).fetch(`/api/statements/${statementId}/file`)).status).toBe(404);
  });

  it('is for who has completed the course, learns here, and is somebody else', async () => {
    const learning = await createPerson(tree.academyId, ['learner']);
    const asked = (personId: string) => instructor.reply(statements.issue, order(tree.academyId, courseId, personId));
    expect(outcome(await asked(learning.id))).toBe('notFound');
    expect(outcome(await asked(newId('person')))).toBe('notFound');
    await completeCourse(instructor, courseId);
    expect(outcome(await asked(tree.instructor.id))).toBe('ownStatement');
    const { id } = await issueTo(admin, tree.academyId, courseId, tree.instructor.id);
    expect(outcome(await revoke(id))).toBe('ownStatement');
    const other = await createAcademyTree();
    const stranger = await graduateOf(tree.unitId, courseId);
    const there = await signIn(other.instructor.login);
    expect(outcome(await there.reply(statements.issue, order(other.academyId, courseId, stranger.id)))).toBe(
      'notFound',
    );
  });

  it('is one for a course, until it is revoked', async () => {
    const { id } = await graduate('Друга');
    const made = await issued(id);
    const again = () => instructor.reply(statements.issue, order(tree.academyId, courseId, id));
    expect(outcome(await again())).toBe('alreadyIssued');
    expect(outcome(await revoke(made.id))).toBe(200);
    expect(outcome(await again())).toBe(200);
  });

  it('of two who issue at once one is issued', async () => {
    const { id } = await graduate('Одночасна');
    const both = await Promise.all(
      [instructor, admin].map((by) => by.reply(statements.issue, order(tree.academyId, courseId, id))),
    );
    expect(both.map(outcome).sort()).toEqual([200, 'alreadyIssued']);
  });
});

describe('a statement that is not right', () => {
  it('is revoked for good, once, with a reason that its owner reads', async () => {
    const { id, client } = await graduate('Відклик');
    const made = await issued(id);
    expect((await revoke(made.id)).body).toMatchObject({ state: 'revoked', reason: 'Помилка в імені' });
    expect((await revoke(made.id, 'Інша')).body).toMatchObject({ reason: 'Помилка в імені' });
    const { items } = await client.call(statements.own, { query: {} });
    expect(items).toMatchObject([{ state: 'revoked', reason: 'Помилка в імені', mayRevoke: false }]);
    const types = (await records(id)).map(({ type }) => type).filter(isStatement);
    expect(types).toEqual(['statements.issued', 'statements.revoked']);
  });

  it('gets another one in its place, with today’s name; the old one stays as it was', async () => {
    const { id } = await graduate('Дівоча');
    const made = await issued(id);
    const { revision } = await detail(admin, id);
    await admin.call(people.changePerson, { params: { personId: id }, body: { familyName: 'Заміжня', revision } });
    const request = order(tree.academyId, courseId, id);
    const replaces = { statementId: made.id, reason: 'Змінено прізвище' };
    const asked = { ...request, body: { ...request.body, replaces } };
    const next = await instructor.call(statements.issue, asked);
    expect(next.person?.familyName).toBe('Заміжня');
    expect(next.number).not.toBe(made.number);
    const before = await instructor.call(statements.statement, { params: { statementId: made.id } });
    expect(before).toMatchObject({ state: 'revoked', replacedBy: next.id, person: { familyName: 'Дівоча' } });
    expect(await instructor.call(statements.issue, asked)).toEqual(next);
    const third = { ...asked, params: { statementId: newId('statement') } };
    expect(outcome(await instructor.reply(statements.issue, third))).toBe('statementRevoked');
  });
});

describe('the public check', () => {
  let made: Statement;
  beforeAll(async () => {
    made = await issued((await graduate('Перевірка')).id);
  });

  it('tells anybody what stands on the paper, and nothing else', async () => {
    const { status, body } = await check(made.code.toLowerCase());
    expect([status, body.state]).toEqual([200, 'valid']);
    expect(body.details?.person.familyName).toBe('Перевірка');
    for (const hidden of [made.id, made.personId, made.courseId, made.organisationId])
      expect(JSON.stringify(body)).not.toContain(hidden);
  });

  it('tells of a revoked one the day, never why', async () => {
    const { id, code } = await issued((await graduate('Знята')).id);
    await revoke(id, 'Таємна причина');
    const { body } = await check(code);
    expect(body).toMatchObject({ state: 'revoked', revokedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(JSON.stringify(body)).not.toContain('Таємна');
  });

  it('answers every wrong code the same calm way', async () => {
    const wrong = ['x', made.number, made.id, '0'.repeat(26), `${made.code}0`, '%2e%2e', 'а'.repeat(150)];
    const answers = await Promise.all(wrong.map((code) => check(code)));
    expect(answers.map(outcome)).toEqual(wrong.map(() => 'notFound'));
  });

  it('is asked so often and no more', async () => {
    const moment = Math.ceil((await now()) / 60_000) * 60_000 + 60_000;
    const limit = statements.check.strictLimit!;
    const ask = async () => {
      const answer = await replyAt(nobody, moment, statements.check, { params: { code: 'x' } });
      return answer.status;
    };
    const answers: number[] = [];
    for (let tries = 0; tries < limit; tries += 1) answers.push(await ask());
    expect(new Set(answers)).toEqual(new Set([404]));
    expect(await ask()).toBe(429);
  });
});

describe('a whole list', () => {
  it('is issued in one job; who holds one, or asked for it, is left out, and asked again nobody gets two', async () => {
    const course = await importCourse(instructor, smallBundle('Для списку'), tree.academyId);
    const made = await Promise.all(
      ['Авраменко', 'Їжак', 'Яременко'].map((name) =>
        graduate(name, name === 'Їжак' ? tree.unitId : undefined, course),
      ),
    );
    await completeCourse(instructor, course);
    await issued(made[2]!.id, course);
    const body = {
      ...{ jobId: newId('job'), organisationId: tree.academyId, courseId: course },
      ...{ languages: ['uk' as const], people: null },
    };
    await Promise.all([
      instructor.call(statements.issueMany, { body }),
      instructor.call(statements.issueMany, { body }),
    ]);
    expect(await ended(body.jobId)).toMatchObject({ state: 'succeeded', result: { issued: '2', left: '2' } });
    const query = { organisationId: tree.academyId };
    const { items } = await instructor.call(statements.candidates, { params: { courseId: course }, query });
    expect(items.map(({ familyName, own, statement }) => [familyName, own, statement !== null])).toEqual([
      ['Авраменко', false, true],
      ['Їжак', false, true],
      [expect.stringMatching(/^Особа/), true, false],
      ['Яременко', false, true],
    ]);
    const again = { ...body, jobId: newId('job'), people: made.map(({ id }) => id) };
    await instructor.call(statements.issueMany, { body: again });
    expect((await ended(again.jobId)).result).toMatchObject({ issued: '0', left: '3' });
  });

  it('is issued to a cohort, wherever its learners belong; to nobody else', async () => {
    const course = await importCourse(instructor, courseBundle('all', 'Для групи'), tree.academyId);
    const other = await createAcademyTree();
    const [guest, own] = [
      await graduateOf(other.unitId, course, { familyName: 'Гість', givenName: 'Ірина' }),
      await graduate('Свій', undefined, course),
    ];
    await graduate('Сторонній', undefined, course);
    const idle = await createPerson(tree.academyId, ['learner']);
    const cohortId = await createCohort(instructor, tree.academyId, { personIds: [own.id, idle.id] });
    const add = { params: { cohortId }, body: { personIds: [guest.id] } };
    await (await nationalAdmin()).call(cohortMembers.addMembers, add);
    const query = { organisationId: tree.academyId, cohortId };
    const asked = { params: { courseId: course }, query };
    const { items } = await instructor.call(statements.candidates, asked);
    expect(items.map(({ familyName }) => familyName)).toEqual(['Гість', 'Свій']);
    const body = { ...query, jobId: newId('job'), courseId: course, languages: ['uk' as const], people: null };
    await instructor.call(statements.issueMany, { body });
    expect(await ended(body.jobId)).toMatchObject({ state: 'succeeded', result: { issued: '2', left: '1' } });
    const after = await list({ courseId: course });
    expect(after.items.map(({ person }) => person?.familyName).sort()).toEqual(['Гість', 'Свій']);
    // of another academy’s cohort one knows nothing
    const theirs = await createCohort(await signIn(other.instructor.login), other.academyId);
    const strange = { params: { courseId: course }, query: { ...query, cohortId: theirs } };
    expect(outcome(await instructor.reply(statements.candidates, strange))).toBe('notFound');
  });

  it('is found by name, number, course and state', async () => {
    const course = await importCourse(instructor, smallBundle('Для пошуку'), tree.academyId);
    const [first, second] = [await graduate('Ясень', undefined, course), await graduate('Явір', undefined, course)];
    const [one, two] = [await issued(first.id, course), await issued(second.id, course)];
    await revoke(two.id);
    const found = async (query: Parameters<typeof list>[0]) => (await list(query)).items.map(({ id }) => id);
    expect(await found({ q: 'ясе' })).toEqual([one.id]);
    expect(await found({ q: one.number.toLowerCase().replaceAll('-', ' ') })).toEqual([one.id]);
    expect(await found({ courseId: course })).toEqual([two.id, one.id]);
    expect(await found({ courseId: course, state: 'revoked' })).toEqual([two.id]);
    expect(await found({ q: 'Явір', state: 'valid' })).toEqual([]);
  });

  it('goes out as a table, on record', async () => {
    const body = {
      jobId: newId('job'),
      organisationId: tree.academyId,
      language: 'uk' as const,
      words: statementWords,
    };
    await admin.call(statements.startExport, { body });
    const { file } = await until(
      () => admin.call(jobs.job, { params: { jobId: body.jobId } }),
      (job) => job.file !== null,
    );
    const text = await (await fetch(file!.url)).text();
    expect(text.split('\r\n')[0]).toContain('number,familyName,givenName,course');
    expect(text).toContain('Коваленко,Ірина,Права людини,1,');
    expect((await records(tree.academyId)).map(({ type }) => type)).toContain('statements.exported');
  });
});

describe('the rules of an academy', () => {
  const rules = { languages: ['uk' as const, 'en' as const], showPoints: true, automatic: true };
  const hours = { minutes: 45, source: 'Положення закладу, п. 4.2', since: '2020-01-01' };

  it('count hours, and issue by itself who completes a course; changed by one at a time', async () => {
    const school = await createAcademyTree();
    const params = { organisationId: school.academyId };
    const [chief, teacher] = [await signIn(school.admin.login), await signIn(school.instructor.login)];
    const change = (revision: number, by = chief) =>
      by.reply(statements.changeSettings, { params, body: { ...rules, hours, revision } });
    expect(outcome(await change(0, teacher))).toBe('notAllowed');
    expect(await teacher.call(statements.settings, { params })).toMatchObject({ hours: null, automatic: false });
    expect((await change(0)).body).toMatchObject({ revision: 1, hours });
    expect(outcome(await change(0))).toBe(200);
    expect((await change(1)).body).toMatchObject({ revision: 2 });
    const stale = { ...rules, hours: null, revision: 0 };
    expect(outcome(await chief.reply(statements.changeSettings, { params, body: stale }))).toBe('conflict');
    const course = await importCourse(teacher, courseBundle('own', 'Саме'), school.academyId);
    const { client } = await graduateOf(school.unitId, course);
    await settled();
    const { items } = await client.call(statements.own, { query: {} });
    expect(items).toMatchObject([
      { issuer: null, languages: ['uk', 'en'], hours: { minutes: 45, source: hours.source } },
    ]);
    expect(items[0]!.hours!.count).toBe(Math.max(1, Math.round(items[0]!.minutes / 45)));
  });
});

describe('points', () => {
  it('of the tests stand on it where the academy prints them and the tests let them be seen', async () => {
    const school = await createAcademyTree();
    const [chief, author, learner] = await Promise.all(
      [school.admin, school.instructor, school.learner].map(({ login }) => signIn(login)),
    );
    const reviewer = (await newReviewer(school.academyId)).client;
    const by = { author: author!, reviewer };
    const question = await approvedQuestion(by, school.academyId);
    const settings = { ...plainSettings, show: { ...plainSettings.show, when: 'atOnce' as const } };
    const quiz = await approvedQuiz(by, school.academyId, quizOf([question], { settings }));
    const course = await courseWithQuiz(author!, school.academyId, quiz.id);
    await release(reviewer, await submit(author!, course.courseId));
    const place = { courseId: course.courseId, lessonId: course.lessonId };
    await learner!.call(courses.enrol, { params: place });
    await learner!.call(progress.readLesson, { params: place, query: {} });
    await sitLessonTest(learner!, (await testIn(learner!, course, quiz.id)).body.id, 'a');
    await settled();
    const first = await issueTo(author!, school.academyId, course.courseId, school.learner.id);
    expect(first.points).toBeNull();
    await chief!.call(statements.changeSettings, {
      params: { organisationId: school.academyId },
      body: { languages: ['uk'], showPoints: true, automatic: false, hours: null, revision: 0 },
    });
    const request = order(school.academyId, course.courseId, school.learner.id);
    const replaces = { statementId: first.id, reason: 'Із балами' };
    const next = await author!.call(statements.issue, { ...request, body: { ...request.body, replaces } });
    expect(next.points).toEqual({ reached: expect.any(Number), of: expect.any(Number) });
    expect(next.points!.reached).toBe(next.points!.of);
  });
});

describe('people who change', () => {
  it('a duplicate’s statement is the kept person’s, as it was printed', async () => {
    const duplicate = await graduate('Дублікат');
    const kept = await createPerson(tree.academyId, ['learner'], { familyName: 'Справжня' });
    const made = await issued(duplicate.id);
    const preview = { params: { personId: kept.id }, query: { duplicateId: duplicate.id } };
    const { keptRevision, duplicateRevision } = await admin.call(people.previewMerge, preview);
    await admin.call(people.mergePeople, {
      params: { personId: kept.id },
      body: { duplicateId: duplicate.id, revision: keptRevision, duplicateRevision },
    });
    await settled();
    const { items } = await (await signIn(kept.login)).call(statements.own, { query: {} });
    expect(items).toMatchObject([{ id: made.id, personId: kept.id, person: { familyName: 'Дублікат' } }]);
    expect(outcome(await instructor.reply(statements.issue, order(tree.academyId, courseId, kept.id)))).toBe(
      'alreadyIssued',
    );
  });

  it('of who was erased number, course and days are left, also for who holds the paper', async () => {
    const { id } = await graduate('Незабудько');
    const made = await issued(id);
    const { revision } = await detail(admin, id);
    const body = { jobId: newId('job'), mode: 'erase' as const, revision };
    await admin.call(people.erasePerson, { params: { personId: id }, body });
    await until(
      () => admin.call(jobs.job, { params: { jobId: body.jobId } }),
      ({ state }) => state !== 'running',
    );
    await settled();
    const { body: told } = await check(made.code, admin);
    expect(told).toMatchObject({ number: made.number, state: 'valid', title: made.title, details: null });
    expect((await list({ q: 'Незабудько' })).items).toEqual([]);
    expect(JSON.stringify(await list({ q: made.number }))).not.toContain('Незабудько');
    expect((await admin.fetch(`/api/statements/${made.id}/file`)).status).toBe(404);
  });
});
