import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { createPerson, newId, signIn } from '../support/stack.ts';
import { createPlace, Learner, lectureSeconds, type Place } from './learning.ts';

let place: Place;
let [tree, courseId, law, duty, talk, lectureId] = [{} as Place['tree'], '', '', '', '', ''];
beforeAll(async () => {
  place = await createPlace();
  ({ tree, courseId, law, duty, talk, lectureId } = place);
});
const enrolled = () => Learner.create(place);

describe('a lesson', () => {
  it('is opened, and opened again without beginning anew', async () => {
    const learner = await enrolled();
    expect((await learner.course()).startedAt).toBeNull();
    const first = await learner.open(law);
    expect(first).toMatchObject({ lessonId: law, state: 'open', read: false, watchedShare: null, completedAt: null });
    expect(await learner.open(law)).toEqual(first);
    expect(await learner.course()).toMatchObject({ startedAt: first.openedAt, lessonsCompleted: 0, lessonsTotal: 3 });
    expect(await learner.facts()).toEqual([]);
  });

  it('without a lecture is completed by reading, once, for its version', async () => {
    const learner = await enrolled();
    await learner.open(law);
    const done = await learner.read(law);
    expect(done).toMatchObject({ state: 'completed', read: true });
    expect(await learner.read(law)).toEqual(done);
    expect(await learner.open(law)).toEqual(done);
    expect(await learner.facts()).toMatchObject([
      { kind: 'fact', type: 'progress.lessonCompleted', objectId: law, data: { courseId, version: 1 } },
    ]);
  });

  it('is on record once although two windows complete it at the same moment', async () => {
    const learner = await enrolled();
    await Promise.all([learner.read(law), learner.read(law), learner.read(duty)]);
    expect((await learner.course()).lessonsCompleted).toBe(2);
    expect(await learner.facts()).toHaveLength(2);
  });

  it('with a lecture needs both: the text read and the lecture watched', async () => {
    const learner = await enrolled();
    const report = await learner.watching();
    expect(await learner.read(talk)).toMatchObject({ state: 'open', read: true, watchedShare: 0 });
    await report(300, [[0, 600]]);
    const lesson = (await learner.course()).lessons.find(({ lessonId }) => lessonId === talk);
    expect(lesson).toMatchObject({ state: 'completed', read: true, watchedShare: 1 });
    const types = (await learner.facts()).map(({ type }) => type);
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

describe('a course', () => {
  it('is completed by its last lesson, on record once', async () => {
    const learner = await enrolled();
    const report = await learner.watching();
    await report(300, [[0, 600]]);
    for (const lesson of [law, talk]) await learner.read(lesson);
    expect((await learner.course()).completedAt).toBeNull();
    await learner.read(duty);
    await learner.read(duty);
    const done = await learner.course();
    expect(done).toMatchObject({ lessonsCompleted: 3, lessonsTotal: 3, completedAt: expect.any(String) });
    const completed = (await learner.facts()).filter(({ type }) => type === 'progress.courseCompleted');
    expect(completed).toMatchObject([{ objectId: courseId, actorId: learner.id, data: { courseId, version: 1 } }]);
    expect((await learner.facts()).map(({ type }) => type).toSorted()).toEqual([
      'progress.courseCompleted',
      'progress.lectureWatched',
      'progress.lessonCompleted',
      'progress.lessonCompleted',
      'progress.lessonCompleted',
    ]);
    expect(await learner.home()).toMatchObject({
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
    expect(await learner.home()).toMatchObject({
      next: { lesson: { id: law, number: 1 }, moduleNumber: 1, modulesTotal: 2 },
    });
    await learner.read(law);
    expect((await learner.home()).next).toMatchObject({
      lesson: { id: duty },
      steps: [
        { lessonId: law, completed: true },
        { lessonId: duty, completed: false },
      ],
    });
    await learner.open(talk);
    expect((await learner.home()).next).toMatchObject({
      lesson: { id: talk },
      moduleNumber: 2,
      positionSeconds: null,
    });
    expect((await learner.course()).continueLessonId).toBe(talk);
  });

  it('tells where in the lecture the learner stopped', async () => {
    const learner = await enrolled();
    const report = await learner.watching();
    await report(60, [[0, 48]], 48.5);
    expect((await learner.home()).next).toMatchObject({
      lesson: { id: talk },
      positionSeconds: 48.5,
      lectureSeconds,
    });
  });

  it('shows the course last touched first', async () => {
    const learner = await enrolled();
    const newer = await importCourse(await signIn(tree.instructor.login), smallBundle('Новіший'), tree.academyId);
    await learner.client.call(courses.enrol, { params: { courseId: newer } });
    const order = async () => (await learner.home()).courses.map(({ course }) => course.id);
    expect(await order()).toEqual([newer, courseId]);
    await learner.open(law);
    expect(await order()).toEqual([courseId, newer]);
    expect((await learner.home()).next?.course.id).toBe(courseId);
  });
});
