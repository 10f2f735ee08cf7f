import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { progress } from '#contracts/progress.ts';
import { courseBundle, importCourse, smallBundle, withLecture } from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  now,
  records,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { replyAt } from './direct.ts';

let tree: AcademyTree;
let courseId: string;
let [law, duty, talk, lectureId] = ['', '', '', ''];
/** declared by the bundle: rules count by it, whatever the six-second film is */
const lectureSeconds = 600;

beforeAll(async () => {
  tree = await createAcademyTree();
  const instructor = await signIn(tree.instructor.login);
  const from = withLecture(courseBundle(), { durationSeconds: lectureSeconds });
  courseId = await importCourse(instructor, from, tree.academyId);
  const { modules } = await instructor.call(courses.course, { params: { courseId } });
  const lessons = modules.flatMap(({ lessons }) => lessons);
  [law = '', duty = '', talk = ''] = lessons.map(({ id }) => id);
  lectureId = lessons[2]!.lectures.uk!;
  const look = () => instructor.reply(lectures.lecture, { params: { lectureId } });
  await until(look, ({ body }) => body.state === 'ready');
});

interface Learner {
  id: string;
  client: TestClient;
}
async function enrolled(): Promise<Learner> {
  const { id, login } = await createPerson(tree.academyId, ['learner']);
  const client = await signIn(login);
  await client.call(courses.enrol, { params: { courseId } });
  return { id, client };
}
const open = ({ client }: Learner, lessonId: string) =>
  client.call(progress.openLesson, { params: { courseId, lessonId } });
const read = ({ client }: Learner, lessonId: string) =>
  client.call(progress.readLesson, { params: { courseId, lessonId } });
const courseOf = ({ client }: Learner) => client.call(progress.course, { params: { courseId } });
const homeOf = ({ client }: Learner) => client.call(progress.home, {});
const watchedOf = ({ client }: Learner) =>
  client.call(progress.watch, { params: { courseId, lessonId: talk, lectureId } });
const factsOf = async ({ id }: Learner) => (await records(id)).filter(({ type }) => type.startsWith('progress.'));

/** Opens the lesson with the lecture at a fixed moment; answers a way to report so many seconds later. */
async function watching(learner: Learner) {
  const opened = await now();
  await replyAt(learner.client, opened, progress.openLesson, { params: { courseId, lessonId: talk } });
  return async (seconds: number, spans: [number, number][], positionSeconds = spans.at(-1)?.[1] ?? 0) => {
    const input = { params: { courseId, lessonId: talk, lectureId }, body: { positionSeconds, spans } };
    const { status, body } = await replyAt(learner.client, opened + seconds * 1000, progress.reportWatch, input);
    expect([status, body.error]).toEqual([200, undefined]);
    return body;
  };
}

describe('a lesson', () => {
  it('is opened, and opened again without beginning anew', async () => {
    const learner = await enrolled();
    expect((await courseOf(learner)).startedAt).toBeNull();
    const first = await open(learner, law);
    expect(first).toMatchObject({ lessonId: law, state: 'open', read: false, watchedShare: null, completedAt: null });
    expect(await open(learner, law)).toEqual(first);
    expect(await courseOf(learner)).toMatchObject({ startedAt: first.openedAt, lessonsCompleted: 0, lessonsTotal: 3 });
    expect(await factsOf(learner)).toEqual([]);
  });

  it('without a lecture is completed by reading, once, for its version', async () => {
    const learner = await enrolled();
    await open(learner, law);
    const done = await read(learner, law);
    expect(done).toMatchObject({ state: 'completed', read: true });
    expect(await read(learner, law)).toEqual(done);
    expect(await open(learner, law)).toEqual(done);
    expect(await factsOf(learner)).toMatchObject([
      { kind: 'fact', type: 'progress.lessonCompleted', objectId: law, data: { courseId, version: 1 } },
    ]);
  });

  it('is on record once although two windows complete it at the same moment', async () => {
    const learner = await enrolled();
    await Promise.all([read(learner, law), read(learner, law), read(learner, duty)]);
    expect((await courseOf(learner)).lessonsCompleted).toBe(2);
    expect(await factsOf(learner)).toHaveLength(2);
  });

  it('with a lecture needs both: the text read and the lecture watched', async () => {
    const learner = await enrolled();
    const report = await watching(learner);
    expect(await read(learner, talk)).toMatchObject({ state: 'open', read: true, watchedShare: 0 });
    await report(300, [[0, 600]]);
    const lesson = (await courseOf(learner)).lessons.find(({ lessonId }) => lessonId === talk);
    expect(lesson).toMatchObject({ state: 'completed', read: true, watchedShare: 1 });
    const types = (await factsOf(learner)).map(({ type }) => type);
    expect(types.toSorted()).toEqual(['progress.lectureWatched', 'progress.lessonCompleted']);
  });

  it('asks for enrolment before anything is counted', async () => {
    const client = await signIn(tree.unitLearner.login);
    const params = { courseId, lessonId: talk };
    const body = { positionSeconds: 0, spans: [] };
    const answers = [
      await client.reply(progress.openLesson, { params }),
      await client.reply(progress.readLesson, { params }),
      await client.reply(progress.reportWatch, { params: { ...params, lectureId }, body }),
    ];
    expect(answers.map((answer) => [answer.status, answer.body.error.code])).toEqual(
      answers.map(() => [403, 'notEnrolled']),
    );
    expect(await client.call(progress.course, { params: { courseId } })).toMatchObject({
      enrolledAt: null,
      lessons: [],
    });
  });

  it('is not found under the wrong course, nor a lecture under the wrong lesson', async () => {
    const { client } = await enrolled();
    const elsewhere = await importCourse(await signIn(tree.instructor.login), smallBundle(), tree.academyId);
    await client.call(courses.enrol, { params: { courseId: elsewhere } });
    const body = { positionSeconds: 1, spans: [] };
    const answers = [
      await client.reply(progress.openLesson, { params: { courseId: elsewhere, lessonId: law } }),
      await client.reply(progress.readLesson, { params: { courseId, lessonId: newId('lesson') } }),
      await client.reply(progress.watch, { params: { courseId, lessonId: law, lectureId } }),
      await client.reply(progress.reportWatch, { params: { courseId, lessonId: law, lectureId }, body }),
      await client.reply(progress.watch, { params: { courseId, lessonId: talk, lectureId: newId('lecture') } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});

describe('watching', () => {
  it('counts distinct seconds, however often a stretch is watched', async () => {
    const report = await watching(await enrolled());
    await report(100, [[0, 30]]);
    await report(200, [[10, 40]]);
    const state = await report(300, [
      [0, 30],
      [100, 110],
    ]);
    expect(state).toMatchObject({
      watchedSeconds: 50,
      spans: [
        [0, 40],
        [100, 110],
      ],
      completed: false,
    });
    expect(state.watchedShare).toBeCloseTo(50 / lectureSeconds);
  });

  it('is never credited faster than 2.2 times the time that passed', async () => {
    const report = await watching(await enrolled());
    expect((await report(60, [[0, 600]])).watchedSeconds).toBe(60 * 2.2 + 5);
    const later = await report(100, [[0, 600]]);
    expect(later.watchedSeconds).toBeLessThanOrEqual(100 * 2.2 + 5);
    expect(later.watchedSeconds).toBeGreaterThanOrEqual(100 * 2.2);
  });

  it('is not credited faster by reporting more often', async () => {
    const learner = await enrolled();
    const report = await watching(learner);
    for (let times = 0; times < 40; times += 1) await report(10 + times / 100, [[0, 600]]);
    expect((await watchedOf(learner)).watchedSeconds).toBeLessThanOrEqual(10.4 * 2.2 + 5);
  });

  it('is credited in full when double speed is watched and reported in time', async () => {
    const report = await watching(await enrolled());
    for (let seconds = 15; seconds <= 150; seconds += 15) await report(seconds, [[0, seconds * 2]]);
    expect(await report(151, [[0, 302]])).toMatchObject({ watchedSeconds: 302 });
  });

  it('completes the lecture at nine tenths, and stays complete', async () => {
    const learner = await enrolled();
    const report = await watching(learner);
    expect(await report(600, [[0, 539]])).toMatchObject({ completed: false });
    expect(await factsOf(learner)).toEqual([]);
    expect(await report(700, [[539, 540]])).toMatchObject({ completed: true });
    expect(await report(800, [[0, 10]], 3)).toMatchObject({ completed: true, watchedSeconds: 540 });
    expect((await factsOf(learner)).map(({ type }) => type)).toEqual(['progress.lectureWatched']);
  });

  it('gives the same credit when a report is sent twice', async () => {
    const report = await watching(await enrolled());
    const once = await report(60, [
      [0, 20],
      [50, 60],
    ]);
    expect(
      await report(60, [
        [0, 20],
        [50, 60],
      ]),
    ).toMatchObject({ spans: once.spans, watchedSeconds: 30 });
  });

  it('loses nothing when two windows report at the same moment', async () => {
    const learner = await enrolled();
    const report = await watching(learner);
    await Promise.all([report(60, [[0, 4]]), report(60, [[100, 104]]), report(60, [[200, 204]])]);
    // what could not be credited at once the device keeps and sends again
    const state = await report(70, [
      [0, 4],
      [100, 104],
      [200, 204],
    ]);
    expect(state.spans).toEqual([
      [0, 4],
      [100, 104],
      [200, 204],
    ]);
  });

  it('keeps the position for the next device', async () => {
    const learner = await enrolled();
    expect(await watchedOf(learner)).toMatchObject({ positionSeconds: 0, spans: [], savedAt: null });
    const report = await watching(learner);
    await report(20, [[0, 15]], 15.2);
    expect((await watchedOf(learner)).positionSeconds).toBe(15.2);
    await report(30, [], 86_400);
    expect((await watchedOf(learner)).positionSeconds).toBe(lectureSeconds);
    await report(40, [], 5e-324);
    expect((await watchedOf(learner)).positionSeconds).toBe(0);
  });
});

describe('a course', () => {
  it('is completed by its last lesson, on record once', async () => {
    const learner = await enrolled();
    const report = await watching(learner);
    await report(300, [[0, 600]]);
    for (const lesson of [law, talk]) await read(learner, lesson);
    expect((await courseOf(learner)).completedAt).toBeNull();
    await read(learner, duty);
    await read(learner, duty);
    const done = await courseOf(learner);
    expect(done).toMatchObject({ lessonsCompleted: 3, lessonsTotal: 3, completedAt: expect.any(String) });
    const completed = (await factsOf(learner)).filter(({ type }) => type === 'progress.courseCompleted');
    expect(completed).toMatchObject([{ objectId: courseId, actorId: learner.id, data: { courseId, version: 1 } }]);
    expect((await factsOf(learner)).map(({ type }) => type).toSorted()).toEqual([
      'progress.courseCompleted',
      'progress.lectureWatched',
      'progress.lessonCompleted',
      'progress.lessonCompleted',
      'progress.lessonCompleted',
    ]);
    expect(await homeOf(learner)).toMatchObject({
      next: null,
      courses: [{ course: { id: courseId }, lessonsCompleted: 3, completedAt: done.completedAt }],
    });
  });
});

describe('home', () => {
  it('is empty for who has not enrolled', async () => {
    const { login } = await createPerson(tree.academyId, ['learner']);
    expect(await (await signIn(login)).call(progress.home, {})).toEqual({ next: null, courses: [] });
  });

  it('leads to the first lesson, then to where the learner is', async () => {
    const learner = await enrolled();
    expect(await homeOf(learner)).toMatchObject({
      next: { lesson: { id: law, number: 1 }, moduleNumber: 1, modulesTotal: 2 },
    });
    await read(learner, law);
    expect((await homeOf(learner)).next).toMatchObject({
      lesson: { id: duty },
      steps: [
        { lessonId: law, completed: true },
        { lessonId: duty, completed: false },
      ],
    });
    await open(learner, talk);
    expect((await homeOf(learner)).next).toMatchObject({
      lesson: { id: talk },
      moduleNumber: 2,
      positionSeconds: null,
    });
    expect((await courseOf(learner)).continueLessonId).toBe(talk);
  });

  it('tells where in the lecture the learner stopped', async () => {
    const learner = await enrolled();
    const report = await watching(learner);
    await report(60, [[0, 48]], 48.5);
    expect((await homeOf(learner)).next).toMatchObject({
      lesson: { id: talk },
      positionSeconds: 48.5,
      lectureSeconds,
    });
  });

  it('shows the course last touched first', async () => {
    const learner = await enrolled();
    const newer = await importCourse(await signIn(tree.instructor.login), smallBundle('Новіший'), tree.academyId);
    await learner.client.call(courses.enrol, { params: { courseId: newer } });
    const order = async () => (await homeOf(learner)).courses.map(({ course }) => course.id);
    expect(await order()).toEqual([newer, courseId]);
    await open(learner, law);
    expect(await order()).toEqual([courseId, newer]);
    expect((await homeOf(learner)).next?.course.id).toBe(courseId);
  });
});
