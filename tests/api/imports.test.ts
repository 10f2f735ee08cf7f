import { beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#contracts/common.ts';
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { reviews } from '#contracts/reviews.ts';
import { draftOf } from '../support/authoring.ts';
import {
  courseBundle,
  importBundle,
  importCourse,
  newImport,
  setFile,
  smallBundle,
  upload,
  type Import,
} from '../support/bundle.ts';
import { outcome } from '../support/people.ts';
import { release, reviewOf as seenReview, serviceReviewer } from '../support/reviews.ts';
import { createPerson, records, settled, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';
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

const reviewOf = (ids: Import, job: Job) => ({ courseId: ids.courseId, reviewId: job.result!['reviewId']! });
const facts = async (subjectId: string) =>
  (await records(subjectId)).filter(({ kind }) => kind === 'fact').map(({ type }) => type);
const releases = async (subjectId: string) =>
  (await facts(subjectId)).filter((type) => type === 'courses.released').length;

describe('an import', { timeout: 60_000 }, () => {
  it('ends as a job that leads to a review; nobody learns the course before it is approved', async () => {
    const ids = newImport(tree.academyId);
    const from = courseBundle('all');
    const job = await importBundle(instructor, from, ids);
    const files = from.bundle.files.length;
    expect(job).toMatchObject({ state: 'succeeded', done: files, total: files, failure: null });
    expect(job.result).toEqual({ courseId: ids.courseId, reviewId: expect.stringMatching(/^rvw_/) as string });
    const key = reviewOf(ids, job);
    for (const client of [instructor, learner, stranger]) expect(await statusOf(client, ids.courseId)).toBe(404);
    expect(await holds(learner, ids.courseId)).toBe(false);
    expect(await draftOf(instructor, ids.courseId)).toMatchObject({
      ...{ state: 'inReview', version: null, role: 'owner', reviewId: key.reviewId, title: from.bundle.title },
    });
    const reviewer = await serviceReviewer();
    expect(await seenReview(reviewer, key)).toMatchObject({
      ...{ state: 'open', version: 1, before: null, submittedBy: { id: tree.instructor.id } },
      parts: [{ part: 'course' }, { part: 'en' }],
    });
    expect((await facts(ids.courseId)).sort()).toEqual(['authoring.imported', 'authoring.reviewOpened']);
    await release(reviewer, key);
    expect(await statusOf(learner, ids.courseId)).toBe(200);
    expect(await holds(stranger, ids.courseId)).toBe(true);
    expect(await draftOf(instructor, ids.courseId)).toMatchObject({ state: 'released', version: 1, changed: false });
  });

  it('is approved by nobody who brought it in, whatever their roles', async () => {
    const both = await createPerson(tree.academyId, ['instructor', 'reviewer']);
    const client = await signIn(both.login);
    const ids = newImport(tree.academyId);
    const key = reviewOf(ids, await importBundle(client, smallBundle(), ids));
    const body = { part: 'course' as const, decision: 'approve' as const, note: null };
    expect(outcome(await client.reply(reviews.decide, { params: key, body }))).toBe('ownWork');
    expect(await statusOf(learner, ids.courseId)).toBe(404);
  });

  it('may be announced and run twice: it is reviewed and released once', async () => {
    const ids = newImport(tree.academyId);
    const from = smallBundle();
    await instructor.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    const job = await importBundle(instructor, from, ids);
    await release(await serviceReviewer(), reviewOf(ids, job));
    const again = await instructor.call(courses.runImport, { params: { jobId: ids.jobId } });
    await settled();
    expect(again.result).toEqual(job.result);
    expect(await releases(ids.courseId)).toBe(1);
  });

  it('opens one review although its records arrive three times at once', async () => {
    const ids = newImport(tree.academyId);
    const from = courseBundle();
    const { uploads } = await instructor.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    await upload(uploads, from.bytes);
    await instructor.call(courses.runImport, { params: { jobId: ids.jobId } });
    const record = { type: 'courses.importRequested', subjectId: ids.jobId };
    await Promise.all([record, record, record].map((each) => deliverRecords('courses', [each])));
    await settled();
    const [handed] = (await records(ids.courseId)).filter(({ type }) => type === 'courses.imported');
    const heard = { type: 'courses.imported', subjectId: ids.courseId, objectId: ids.jobId };
    const data = handed!.data as Record<string, string>;
    await Promise.all([1, 2, 3].map(() => deliverRecords('authoring', [{ ...heard, data }])));
    const job = await instructor.call(courses.importJob, { params: { jobId: ids.jobId } });
    expect(job).toMatchObject({ state: 'succeeded', done: from.bundle.files.length });
    const { items } = await instructor.call(reviews.courseReviews, {
      params: { courseId: ids.courseId },
      query: {},
    });
    expect(items.map(({ id, state }) => [id, state])).toEqual([[job.result!['reviewId'], 'open']]);
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
    const job = await importBundle(instructor, mine, ids);
    await release(await serviceReviewer(), reviewOf(ids, job));
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
    await learner.call(progress.openLesson, { params: { courseId: id, lessonId: lessonIds(before)[0]! } });
    await settled();
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
