import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import {
  courseBundle,
  importBundle,
  importCourse,
  newImport,
  setFile,
  smallBundle,
  upload,
} from '../support/bundle.ts';
import { records, settled, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';
import { deliverRecords } from './direct.ts';
import { catalogueOf, createShelf, holds, lessonIds, statusOf } from './shelf.ts';

let tree: AcademyTree;
let other: AcademyTree;
let instructor: TestClient;
let learner: TestClient;
let stranger: TestClient;
let courseId: string;

beforeAll(async () => {
  ({ tree, other, instructor, learner, stranger, courseId } = await createShelf());
});

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
