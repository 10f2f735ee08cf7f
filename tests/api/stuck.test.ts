/** Who of a cohort is stuck: each reason by itself, told to who teaches it; who is done, moves on or has left is not there. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assigned } from '#contracts/assigned.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { stuck } from '#contracts/stuck.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { courseWithQuiz, sitLessonTest, testIn, type CourseWithQuiz } from '../support/lesson-quizzes.ts';
import { outcome } from '../support/people.ts';
import { approvedQuestion } from '../support/questions.ts';
import { approvedQuiz, quizOf } from '../support/quizzes.ts';
import { newReviewer, release, submit } from '../support/reviews.ts';
import { createAcademyTree, createPerson, settled, signIn, type TestClient } from '../support/stack.ts';
import { daysAgo, learningCohort } from '../support/stuck.ts';
import { createPlace, type Place } from './learning.ts';

let place: Place;
let teacher: TestClient;
beforeAll(async () => {
  place = await createPlace();
  teacher = await signIn(place.tree.instructor.login);
});

interface Someone {
  id: string;
  client: TestClient;
}
async function someone(): Promise<Someone> {
  const { id, login } = await createPerson(place.tree.academyId, ['learner']);
  return { id, client: await signIn(login) };
}
const several = (count: number) => Promise.all(Array.from({ length: count }, someone));
const learning = (people: Someone[], courseIds: string[], days: number) =>
  learningCohort(teacher, place.tree.academyId, { courseIds, personIds: people.map(({ id }) => id), days });

const look = (cohortId: string, by = teacher) => by.reply(stuck.stuckLearners, { params: { cohortId } });
/** Reasons by person, in the order of the answer. */
async function told(cohortId: string) {
  await settled();
  const { items, left } = (await look(cohortId)).body;
  expect(left).toBe(0);
  return items.map(({ personId, reasons }) => ({
    personId,
    reasons: reasons.map(({ kind, since, course, lesson }) => [kind, since, course.id, lesson?.id ?? null]),
  }));
}
const lesson = (lessonId: string) => ({ params: { courseId: place.courseId, lessonId } });

describe('nobody has been in a course for a week', () => {
  it('whether it was begun or not; the longest stuck comes first', async () => {
    const people = await several(4);
    const [never, left, active, gone] = people as [Someone, Someone, Someone, Someone];
    const { cohortId, since } = await learning(people, [place.courseId], 10);
    const seen = await daysAgo(left.client, 8, progress.openLesson, lesson(place.duty));
    await daysAgo(active.client, 8, progress.openLesson, lesson(place.law));
    await daysAgo(active.client, 6, progress.openLesson, lesson(place.duty));
    const params = { cohortId, personId: gone.id };
    await teacher.call(cohortMembers.endMember, { params, body: { note: null } });
    expect(await told(cohortId)).toEqual([
      { personId: never.id, reasons: [['noVisit', since, place.courseId, null]] },
      { personId: left.id, reasons: [['noVisit', seen, place.courseId, place.duty]] },
    ]);
    const [first] = (await look(cohortId)).body.items;
    expect(Object.keys(first!).sort()).toEqual(['familyName', 'givenName', 'personId', 'reasons']);
    expect(Object.keys(first!.reasons[0]!).sort()).toEqual(['course', 'kind', 'lesson', 'since']);
  });

  it('but who has completed it is not there, and waits for the next one only since then', async () => {
    const people = await several(2);
    const [done, waiting] = people as [Someone, Someone];
    const small = await importCourse(teacher, smallBundle('Перший'), place.tree.academyId);
    const { cohortId, since } = await learning(people, [small, place.courseId], 12);
    const order = { revision: 0, version: 1, startsOn: null, dueOn: null, after: [small] };
    const inOrder = { params: { targetId: cohortId, courseId: place.courseId }, body: order };
    await teacher.call(assigned.changeAssigned, inOrder);
    const only = (await done.client.call(courses.course, { params: { courseId: small } })).modules[0]!.lessons[0]!.id;
    const params = { courseId: small, lessonId: only };
    const completed = await daysAgo(done.client, 8, progress.readLesson, { params, query: {} });
    expect(await told(cohortId)).toEqual([
      // what cannot be begun yet is nobody's fault
      { personId: waiting.id, reasons: [['noVisit', since, small, null]] },
      { personId: done.id, reasons: [['noVisit', completed, place.courseId, null]] },
    ]);
  });
});

describe('a test of a lesson', () => {
  it('was failed twice and is not passed', async () => {
    const reviewer = (await newReviewer(place.tree.academyId)).client;
    const questionId = await approvedQuestion({ author: teacher, reviewer }, place.tree.academyId);
    const quiz = await approvedQuiz({ author: teacher, reviewer }, place.tree.academyId, quizOf([questionId]));
    const course = await courseWithQuiz(teacher, place.tree.academyId, quiz.id);
    await release(reviewer, await submit(teacher, course.courseId));
    const people = await several(3);
    const [twice, once, passed] = people as [Someone, Someone, Someone];
    const { cohortId } = await learning(people, [course.courseId], 2);
    await sitIn(twice, course, quiz.id, ['b', 'b']);
    await sitIn(once, course, quiz.id, ['b']);
    await sitIn(passed, course, quiz.id, ['b', 'a']);
    const since = expect.any(String) as string;
    expect(await told(cohortId)).toEqual([
      { personId: twice.id, reasons: [['failedTwice', since, course.courseId, course.lessonId]] },
    ]);
  });

  async function sitIn({ client }: Someone, course: CourseWithQuiz, quizId: string, choices: string[]): Promise<void> {
    const { courseId, lessonId } = course;
    await client.call(progress.openLesson, { params: { courseId, lessonId } });
    const { body: run } = await testIn(client, course, quizId);
    for (const choice of choices) await sitLessonTest(client, run.id, choice);
  }
});

describe('a lecture', () => {
  it('was begun three days ago and left; watched through it holds up nobody', async () => {
    const people = await several(3);
    const [halfway, through, lately] = people as [Someone, Someone, Someone];
    const { cohortId } = await learning(people, [place.courseId], 6);
    const since = await watch(halfway, 4, 100);
    await watch(through, 4, 545);
    await watch(lately, 2, 100);
    expect(await told(cohortId)).toEqual([
      { personId: halfway.id, reasons: [['sameLecture', since, place.courseId, place.talk]] },
    ]);
  });

  /** From its beginning, ten minutes after the lesson was opened. */
  async function watch({ client }: Someone, days: number, seconds: number): Promise<string> {
    await daysAgo(client, days + 10 / (24 * 60), progress.openLesson, lesson(place.talk));
    const { params } = lesson(place.talk);
    return daysAgo(client, days, progress.reportWatch, {
      params: { ...params, lectureId: place.lectureId },
      body: { positionSeconds: seconds, spans: [[0, seconds]] },
    });
  }
});

describe('a cohort', () => {
  it('does not exist for who does not teach it; who learns in it may not ask', async () => {
    const [learner] = await several(1);
    const { cohortId } = await learning([learner!], [place.courseId], 10);
    const stranger = await signIn((await createAcademyTree()).instructor.login);
    expect(outcome(await look(cohortId, stranger))).toBe('notFound');
    expect(outcome(await look(cohortId, learner!.client))).toBe('notAllowed');
    expect((await look(cohortId)).body.items).toHaveLength(1);
  });

  it('without courses has nobody who is stuck', async () => {
    const [learner] = await several(1);
    const { cohortId } = await learning([learner!], [place.courseId], 10);
    const withdrawn = { params: { targetId: cohortId, courseId: place.courseId }, body: { revision: 0, withdrawn: true } };
    await teacher.call(assigned.withdrawAssigned, withdrawn);
    expect((await look(cohortId)).body).toEqual({ items: [], left: 0, courses: 0 });
  });
});
