import { beforeAll, describe, expect, it } from 'vitest';
import { courses, type Course } from '#contracts/courses.ts';
import type { Language } from '#contracts/common.ts';
import {
  courseBundle,
  importBundle,
  importCourse,
  newImport,
  png,
  setFile,
  sha256,
  smallBundle,
  upload,
} from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  records,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { deliverRecords } from './direct.ts';

let tree: AcademyTree;
let other: AcademyTree;
let instructor: TestClient;
let learner: TestClient;
let stranger: TestClient;
let courseId: string;
let course: Course;

beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  instructor = await signIn(tree.instructor.login);
  learner = await signIn(tree.learner.login);
  stranger = await signIn(other.learner.login);
  courseId = await importCourse(instructor, courseBundle('all', 'Право для всіх'), tree.academyId);
  course = await learner.call(courses.course, { params: { courseId } });
});

const lessonIds = ({ modules }: Pick<Course, 'modules'>) =>
  modules.flatMap(({ lessons }) => lessons.map((lesson) => lesson.id));
const catalogueOf = async (client: TestClient, language?: Language) => {
  const { items } = await client.call(courses.catalogue, { query: language ? { language } : {} });
  return items;
};
const holds = async (client: TestClient, id: string) => (await catalogueOf(client)).some((card) => card.id === id);
const statusOf = async (client: TestClient, id: string) =>
  (await client.reply(courses.course, { params: { courseId: id } })).status;

describe('an import', () => {
  it('ends as a job that says what it has made', async () => {
    const ids = newImport(tree.academyId);
    const from = courseBundle();
    const job = await importBundle(instructor, from, ids);
    const files = from.bundle.files.length;
    expect(job).toMatchObject({ state: 'succeeded', done: files, total: files, failure: null });
    expect(job.result).toEqual({ courseId: ids.courseId, version: '1' });
    expect(await records(ids.courseId)).toMatchObject([
      { kind: 'fact', type: 'courses.released', actorId: tree.instructor.id, data: { version: 1 } },
    ]);
  });

  it('may be announced and run twice: the course is released once', async () => {
    const ids = newImport(tree.academyId);
    const from = smallBundle();
    await instructor.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    expect(await importBundle(instructor, from, ids)).toMatchObject({ state: 'succeeded' });
    await settled();
    const again = await instructor.call(courses.runImport, { params: { jobId: ids.jobId } });
    expect(again).toMatchObject({ state: 'succeeded', result: { version: '1' } });
    expect(await records(ids.courseId)).toHaveLength(1);
  });

  it('releases one version although its record arrives three times at once', async () => {
    const ids = newImport(tree.academyId);
    const from = courseBundle();
    const { uploads } = await instructor.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    await upload(uploads, from.bytes);
    await instructor.call(courses.runImport, { params: { jobId: ids.jobId } });
    const record = { type: 'courses.importRequested', subjectId: ids.jobId };
    await Promise.all([record, record, record].map((each) => deliverRecords('courses', [each])));
    await settled();
    const job = await instructor.call(courses.importJob, { params: { jobId: ids.jobId } });
    expect(job).toMatchObject({ state: 'succeeded', done: from.bundle.files.length, result: { version: '1' } });
    expect(await records(ids.courseId)).toHaveLength(1);
  });

  it('belongs to who began it', async () => {
    const ids = newImport(tree.academyId);
    await instructor.call(courses.startImport, { body: { ...ids, bundle: smallBundle().bundle } });
    const colleague = await signIn(tree.admin.login);
    for (const endpoint of [courses.importJob, courses.runImport])
      expect((await colleague.reply(endpoint, { params: { jobId: ids.jobId } })).status).toBe(404);
  });

  it('is not changed by somebody who announces another bundle under its id', async () => {
    const ids = newImport(tree.academyId);
    const mine = smallBundle('Справжній');
    const { uploads } = await instructor.call(courses.startImport, { body: { ...ids, bundle: mine.bundle } });
    const theirs = smallBundle('Підмінений');
    const bad = await signIn(other.instructor.login);
    const foreign = { ...ids, organisationId: other.academyId, bundle: theirs.bundle };
    expect((await bad.reply(courses.startImport, { body: foreign })).body.error.code).toBe('idTaken');
    const changed = await instructor.reply(courses.startImport, { body: { ...ids, bundle: theirs.bundle } });
    expect(changed.body.error?.code).toBe('idTaken');
    expect(uploads).toHaveLength(1);
    await importBundle(instructor, mine, ids);
    const { title } = await instructor.call(courses.course, { params: { courseId: ids.courseId } });
    expect(title.uk).toBe('Справжній');
  });

  it('is not for learners, nor into another academy', async () => {
    const bundle = smallBundle().bundle;
    const asLearner = await learner.reply(courses.startImport, { body: { ...newImport(tree.academyId), bundle } });
    expect([asLearner.status, asLearner.body.error.code]).toEqual([403, 'notAllowed']);
    const astray = await instructor.reply(courses.startImport, { body: { ...newImport(other.academyId), bundle } });
    expect([astray.status, astray.body.error.code]).toEqual([403, 'notAllowed']);
  });

  it('cannot take over the course of another academy', async () => {
    const bad = await signIn(other.instructor.login);
    const body = { ...newImport(other.academyId, courseId), bundle: smallBundle().bundle };
    const { status, body: answer } = await bad.reply(courses.startImport, { body });
    expect([status, answer.error.code]).toEqual([409, 'idTaken']);
  });
});

describe('the catalogue', () => {
  it('shows a course for all with its academy, languages and length', async () => {
    const card = (await catalogueOf(stranger)).find(({ id }) => id === courseId);
    expect(card).toMatchObject({
      version: 1,
      title: { uk: 'Право для всіх', en: 'Право для всіх (en)' },
      languages: ['uk', 'en'],
      topics: ['rights'],
      organisation: { id: tree.academyId },
      lessonsTotal: 3,
      lecturesTotal: 0,
      minutes: 22,
    });
  });

  it('keeps what an academy has for itself from others, at every door', async () => {
    const own = await importCourse(instructor, courseBundle('own'), tree.academyId);
    const { modules } = await learner.call(courses.course, { params: { courseId: own } });
    const unit = await signIn(tree.unitLearner.login);
    expect([await holds(learner, own), await holds(unit, own), await holds(stranger, own)]).toEqual([
      true,
      true,
      false,
    ]);
    const params = { courseId: own, lessonId: modules[0]!.lessons[0]!.id };
    const doors = [
      stranger.reply(courses.course, { params: { courseId: own } }),
      stranger.reply(courses.enrol, { params: { courseId: own } }),
      stranger.reply(courses.lesson, { params, query: {} }),
      stranger.reply(courses.picture, { params: { courseId: own, sha256: sha256(png) } }),
    ];
    const answers = await Promise.all(doors);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('is in the order of titles in the asked language', async () => {
    const tree = await createAcademyTree();
    const [author, reader] = [await signIn(tree.instructor.login), await signIn(tree.learner.login)];
    for (const [uk, en] of [
      ['Яма', 'Arrest'],
      ['Їжа', 'Custody'],
      ['Арешт', 'Law'],
    ] as const) {
      const from = smallBundle(uk);
      from.bundle.title = { uk, en };
      await importCourse(author, from, tree.academyId);
    }
    const own = async (language: Language) =>
      (await catalogueOf(reader, language)).filter(({ organisation }) => organisation.id === tree.academyId);
    expect((await own('uk')).map(({ title }) => title.uk)).toEqual(['Арешт', 'Їжа', 'Яма']);
    expect((await own('en')).map(({ title }) => title.en)).toEqual(['Arrest', 'Custody', 'Law']);
  });
});

describe('a course', () => {
  it('shows modules and numbered lessons in order', () => {
    expect(course.modules.map(({ title }) => title.en)).toEqual(['Basics', 'Practice']);
    const lessons = course.modules.flatMap(({ lessons }) => lessons);
    expect(lessons.map(({ number, title, minutes }) => [number, title.en, minutes])).toEqual([
      [1, 'Law', 10],
      [2, 'Duty', 5],
      [3, 'Talk', 7],
    ]);
    expect(course).toMatchObject({ outcomes: [{ en: 'Knows the law' }], enrolledAt: null });
  });

  it('that nobody knows is not found', async () => {
    expect(await statusOf(learner, newId('course'))).toBe(404);
  });
});

describe('a lesson', () => {
  const read = (lessonId: string, language?: Language) =>
    learner.call(courses.lesson, { params: { courseId, lessonId }, query: language ? { language } : {} });

  it('comes in the asked language, else in the first of the course', async () => {
    const [law, duty] = lessonIds(course) as [string, string];
    expect(await read(law, 'en')).toMatchObject({
      language: 'en',
      languages: ['uk', 'en'],
      text: expect.stringMatching(/^# Law/),
    });
    expect(await read(law)).toMatchObject({ language: 'uk', text: expect.stringMatching(/^# Право/) });
    expect(await read(law, 'kk')).toMatchObject({ language: 'uk' });
    expect(await read(duty, 'en')).toMatchObject({ language: 'uk', languages: ['uk'] });
  });

  it('knows its place and its neighbours across modules', async () => {
    const [law, duty, talk] = lessonIds(course) as [string, string, string];
    expect(await read(law)).toMatchObject({ previous: null, next: { id: duty }, moduleNumber: 1, lessonsTotal: 3 });
    expect(await read(duty)).toMatchObject({ previous: { id: law }, next: { id: talk } });
    expect(await read(talk)).toMatchObject({ previous: { id: duty }, next: null, moduleNumber: 2 });
  });

  it('is not found under another course', async () => {
    const elsewhere = await importCourse(instructor, smallBundle(), tree.academyId);
    const params = { courseId: elsewhere, lessonId: lessonIds(course)[0]! };
    expect((await learner.reply(courses.lesson, { params, query: {} })).status).toBe(404);
  });
});

describe('a picture', () => {
  const picture = (client: TestClient, id: string, hash: string) => client.fetch(`/api/courses/${id}/pictures/${hash}`);

  it('is the very bytes, cached for good and never run as a page', async () => {
    const { pictures } = await learner.call(courses.lesson, {
      params: { courseId, lessonId: lessonIds(course)[0]! },
      query: {},
    });
    expect(pictures['law/scheme.png']).toEqual({ sha256: sha256(png), width: 1, height: 1 });
    const answer = await picture(learner, courseId, sha256(png));
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('has the type it was found to be, whatever its name ends with', async () => {
    const from = smallBundle();
    setFile(from, 'scheme.jpg', 'image/png', png);
    const id = await importCourse(instructor, from, tree.academyId);
    expect((await picture(learner, id, sha256(png))).headers.get('content-type')).toBe('image/png');
  });

  it('is not found in a course that does not have it, and no other content is shown by it', async () => {
    const from = smallBundle();
    const id = await importCourse(instructor, from, tree.academyId);
    for (const hash of [sha256(png), from.bundle.files[0]!.sha256])
      expect((await picture(learner, id, hash)).status).toBe(404);
  });
});

describe('enrolment', () => {
  it('happens once, whether asked twice or at the same moment', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const client = await signIn(person.login);
    const enrol = () => client.call(courses.enrol, { params: { courseId } });
    const [first, second] = await Promise.all([enrol(), enrol()]);
    expect([second, await enrol()]).toEqual([first, first]);
    const facts = await records(person.id);
    expect(facts.filter(({ type }) => type === 'courses.enrolled')).toMatchObject([
      { kind: 'fact', objectId: courseId, data: { version: 1 } },
    ]);
    const { items } = await client.call(courses.mine, { query: {} });
    expect(items).toMatchObject([{ course: { id: courseId }, enrolledAt: first.enrolledAt }]);
  });
});

describe('a second version', () => {
  it('leaves enrolled learners on theirs, and lessons keep their ids', async () => {
    const id = await importCourse(instructor, courseBundle('own'), tree.academyId);
    const before = await learner.call(courses.course, { params: { courseId: id } });
    await learner.call(courses.enrol, { params: { courseId: id } });
    const next = courseBundle('own', 'Права, друге видання');
    setFile(next, 'law/uk.md', 'text/markdown', '# Право, оновлене\n');
    next.bundle.modules[0]!.lessons.reverse();
    await importCourse(instructor, next, tree.academyId, id);

    const lessonId = lessonIds(before)[0]!;
    const read = async (client: TestClient) =>
      (await client.call(courses.lesson, { params: { courseId: id, lessonId }, query: {} })).text;
    expect(await learner.call(courses.course, { params: { courseId: id } })).toMatchObject({ version: 1 });
    expect(await read(learner)).toMatch(/^# Право\n/);
    const unit = await signIn(tree.unitLearner.login);
    const after = await unit.call(courses.course, { params: { courseId: id } });
    expect([after.version, after.title.uk]).toEqual([2, 'Права, друге видання']);
    expect(lessonIds(after)).toEqual([lessonIds(before)[1], lessonId, lessonIds(before)[2]]);
    expect(await read(unit)).toMatch(/^# Право, оновлене/);
  });

  it('for the academy alone leaves the catalogue of the others', async () => {
    const id = await importCourse(instructor, smallBundle('Для всіх', 'all'), tree.academyId);
    expect(await holds(stranger, id)).toBe(true);
    await importCourse(instructor, smallBundle('Лише для нас', 'own'), tree.academyId, id);
    expect([await holds(stranger, id), await statusOf(stranger, id)]).toEqual([false, 404]);
    const cards = (await catalogueOf(learner)).filter((card) => card.id === id);
    expect(cards.map(({ title }) => title.uk)).toEqual(['Лише для нас']);
  });
});
