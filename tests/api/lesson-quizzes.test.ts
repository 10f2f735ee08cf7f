/** A test in a lesson: named by its text, released with the course, sat by who learns it, each in the version of their course. */
import { beforeAll, describe, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { reviews } from '#contracts/reviews.ts';
import { runs } from '#contracts/runs.ts';
import { courseWithQuiz, newVersion, sitLessonTest, testIn } from '../support/lesson-quizzes.ts';
import { outcome } from '../support/people.ts';
import { approvedQuestion } from '../support/questions.ts';
import { approvedQuiz, createQuiz, plainSettings, quizOf } from '../support/quizzes.ts';
import { newReviewer, release, submit } from '../support/reviews.ts';
import { createAcademyTree, newId, settled, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;
let learner: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  [author, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  reviewer = (await newReviewer(tree.academyId)).client;
});

const courseWith = (quizId: string) => courseWithQuiz(author, tree.academyId, quizId);
const sit = (runId: string, choice: string) => sitLessonTest(learner, runId, choice);

describe('a test in a lesson', () => {
  it('is sat by who learns the course, in the version that was released with it', async () => {
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId);
    const course = await courseWith(quiz.id);
    await release(reviewer, await submit(author, course.courseId));
    // a newer version is for a newer version of the course
    const question = await approvedQuestion({ author, reviewer }, tree.academyId);
    const changed = async () =>
      (await author.call(reviews.readiness, { params: { courseId: course.courseId } })).changed;
    expect(await changed()).toBe(false);
    await newVersion({ author, reviewer }, quiz.id, quizOf([question], { settings: quiz.content.settings }));
    expect(await changed()).toBe(true);

    expect(outcome(await testIn(learner, course, quiz.id))).toBe('notEnrolled');
    await learner.call(courses.enrol, { params: { courseId: course.courseId } });
    const [first, again] = await Promise.all([testIn(learner, course, quiz.id), testIn(learner, course, quiz.id)]);
    expect(first.body).toMatchObject({
      ...{ questions: 2, mayBegin: true },
      place: { courseId: course.courseId, lessonId: course.lessonId },
    });
    expect(again.body.id).toBe(first.body.id);
    const runId = first.body.id;
    const opened = await learner.call(attempts.openAttempt, {
      params: { runId },
      body: { attemptId: newId('attempt'), language: 'uk', code: null },
    });
    expect(opened.sections.flatMap((section) => section.questions)).toHaveLength(2);
    // who holds tests sees it, as long as the course is in sight
    expect(await author.call(runs.run, { params: { runId } })).toMatchObject({ quizVersion: 1 });
    const inCourse = { params: { courseId: course.courseId }, query: {} };
    expect((await author.call(runs.courseRuns, inCourse)).items).toMatchObject([{ id: runId, mayChange: true }]);
    expect(outcome(await learner.reply(runs.courseRuns, inCourse))).toBe('notAllowed');
    const own = await learner.call(attempts.ownRuns, { query: {} });
    expect(own.items.map(({ id }) => id)).not.toContain(runId);
  });

  it('has to be passed before its lesson is completed; reading alone is not enough, failing neither', async () => {
    const questionId = await approvedQuestion({ author, reviewer }, tree.academyId);
    const settings = { ...plainSettings, show: { ...plainSettings.show, when: 'atOnce' as const } };
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId, quizOf([questionId], { settings }));
    const course = await courseWith(quiz.id);
    await release(reviewer, await submit(author, course.courseId));
    await learner.call(courses.enrol, { params: { courseId: course.courseId } });
    const params = { courseId: course.courseId, lessonId: course.lessonId };
    const read = await learner.call(progress.readLesson, { params, query: {} });
    expect(read).toMatchObject({ read: true, state: 'open', testsLeft: 1 });
    const { body: run } = await testIn(learner, course, quiz.id);

    await sit(run.id, 'b');
    await settled();
    const lesson = async () => (await learner.call(progress.course, { params })).lessons[0];
    expect(await lesson()).toMatchObject({ state: 'open', testsLeft: 1 });

    await sit(run.id, 'a');
    await settled();
    expect(await lesson()).toMatchObject({ state: 'completed', testsLeft: 0 });
    const whole = await learner.call(progress.course, { params });
    expect([whole.lessonsCompleted, whole.completedAt]).toEqual([1, expect.any(String)]);
  });

  it('without a pass mark, or for practice, holds up no lesson', async () => {
    const questionId = await approvedQuestion({ author, reviewer }, tree.academyId);
    const settings = { ...plainSettings, passShare: null };
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId, quizOf([questionId], { settings }));
    const course = await courseWith(quiz.id);
    await release(reviewer, await submit(author, course.courseId));
    await learner.call(courses.enrol, { params: { courseId: course.courseId } });
    const params = { courseId: course.courseId, lessonId: course.lessonId };
    expect(await learner.call(progress.readLesson, { params, query: {} })).toMatchObject({ state: 'completed' });
  });

  it('is nothing to others, nor anywhere but in its lesson', async () => {
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId);
    const course = await courseWith(quiz.id);
    await release(reviewer, await submit(author, course.courseId));
    await learner.call(courses.enrol, { params: { courseId: course.courseId } });
    const elsewhere = { courseId: course.courseId, lessonId: newId('lesson') };
    expect(outcome(await testIn(learner, elsewhere, quiz.id))).toBe('notFound');
    expect(outcome(await testIn(learner, course, newId('quiz')))).toBe('notFound');
    const stranger = await signIn((await createAcademyTree()).learner.login);
    expect(outcome(await testIn(stranger, course, quiz.id))).toBe('notFound');
  });

  it('has to be approved before the course is submitted', async () => {
    const quiz = await createQuiz(author, tree.academyId, quizOf([]));
    const course = await courseWith(quiz.id);
    const { problems } = await author.call(reviews.readiness, { params: { courseId: course.courseId } });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'quizNotReleased', blocks: true, lessonId: course.lessonId, language: 'uk' }),
    );
    await expect(submit(author, course.courseId)).rejects.toThrow('notReady');
  });
});
