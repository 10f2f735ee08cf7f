/** A course with a test that goes to another academy: adopted it keeps the test, as a file it says what does not come along. */
import { beforeAll, describe, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { courseQuizzes } from '#contracts/course-quizzes.ts';
import { courses } from '#contracts/courses.ts';
import { quizHref } from '#contracts/quiz-link.ts';
import { quizzes } from '#contracts/quizzes.ts';
import { reviews } from '#contracts/reviews.ts';
import { runs } from '#contracts/runs.ts';
import { bringIn, exported, unpacked } from '../support/archive.ts';
import { draftOf } from '../support/authoring.ts';
import { newImport } from '../support/bundle.ts';
import { courseWithQuiz, newVersion, sitLessonTest, testIn } from '../support/lesson-quizzes.ts';
import { plainPicture, sendAndCheck } from '../support/media.ts';
import { outcome } from '../support/people.ts';
import { approvedQuestion, singleChoice } from '../support/questions.ts';
import { approvedQuiz, plainSettings, quizOf } from '../support/quizzes.ts';
import { newReviewer, release, reviewOf, submit } from '../support/reviews.ts';
import {
  adoptCourse,
  decide,
  openPieces,
  releaseDraft,
  rewrite,
  seesShared,
  share,
  textsOf,
} from '../support/sharing.ts';
import { createAcademyTree, newId, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let a: AcademyTree;
let b: AcademyTree;
let by: Record<'author' | 'reviewer', TestClient>;
let adopter: TestClient;
let reviewerThere: TestClient;

beforeAll(async () => {
  [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [author, instructor, reviewer, other] = await Promise.all([
    signIn(a.instructor.login),
    signIn(b.instructor.login),
    newReviewer(a.academyId),
    newReviewer(b.academyId),
  ]);
  by = { author, reviewer: reviewer.client };
  [adopter, reviewerThere] = [instructor, other.client];
});

const settings = { ...plainSettings, show: { ...plainSettings.show, when: 'atOnce' as const } };

/** A question that shows a picture of A’s library. */
async function pictured(): Promise<string> {
  const data = await plainPicture(40, 30).png().toBuffer();
  const { id } = await sendAndCheck(by.author, { organisationId: a.academyId, kind: 'picture', data });
  const given = `![Схема](media:${id})`;
  return approvedQuestion(by, a.academyId, { content: { ...singleChoice(), given: { uk: given, en: given } } });
}

/** A shares a course with a test of one question; B has adopted it. */
async function adopted() {
  const quiz = await approvedQuiz(by, a.academyId, quizOf([await pictured()], { settings }));
  const original = await courseWithQuiz(by.author, a.academyId, quiz.id);
  await share(by.author, original.courseId, 'all');
  await releaseDraft(by.author, original.courseId);
  await seesShared(adopter, original.courseId);
  const copy = await adoptCourse(adopter, original.courseId, b.academyId);
  return { quizId: quiz.id, from: original.courseId, copy };
}

const look = (client: TestClient, courseId: string, quizId: string, query: object = {}) =>
  client.reply(courseQuizzes.courseQuiz, { params: { courseId, quizId }, query });
const versionSeen = async (...asked: Parameters<typeof look>) => (await look(...asked)).body.version;

/** Enrols and comes to the test of the first lesson. */
async function comeToTest(login: string, courseId: string, quizId: string) {
  const client = await signIn(login);
  await client.call(courses.enrol, { params: { courseId } });
  const { modules } = await client.call(courses.course, { params: { courseId } });
  const { body: run } = await testIn(client, { courseId, lessonId: modules[0]!.lessons[0]!.id }, quizId);
  return { client, run };
}

describe('an adopted course with a test', { timeout: 180_000 }, () => {
  it('is released with it and sat here; authors and reviewers read it, nobody else', async () => {
    const { quizId, copy } = await adopted();
    const { status, body } = await look(adopter, copy, quizId);
    expect([status, body]).toMatchObject([200, { version: 1, own: false, organisation: { id: a.academyId } }]);
    const [picture] = Object.values(body.quiz.pictures);
    const ofTest = { courseId: copy, quizId, sha256: picture!.sha256 };
    const shown = await adopter.reply(courseQuizzes.courseQuizPicture, { params: ofTest, query: {} });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    // the quiz itself stays A's
    expect(outcome(await adopter.reply(quizzes.quiz, { params: { quizId } }))).toBe('notFound');
    const strangers = [await signIn(b.learner.login), await signIn((await createAcademyTree()).instructor.login)];
    for (const each of [by.author, ...strangers]) expect(outcome(await look(each, copy, quizId))).toBe('notFound');
    expect(outcome(await look(adopter, copy, newId('quiz')))).toBe('notFound');

    expect(outcome(await look(reviewerThere, copy, quizId))).toBe('notFound');
    const key = await submit(adopter, copy);
    expect(await versionSeen(reviewerThere, copy, quizId, { reviewId: key.reviewId })).toBe(1);
    await release(reviewerThere, key);

    const { client, run } = await comeToTest(b.learner.login, copy, quizId);
    expect(run).toMatchObject({ questions: 1, mayBegin: true, place: { courseId: copy } });
    const card = await sitLessonTest(client, run.id, 'a');
    expect(card).toMatchObject({ state: 'submitted', result: { points: 1, passed: true } });
    const { questions } = await client.call(attempts.attemptReview, { params: { attemptId: card.id }, query: {} });
    expect(questions[0]?.key).toMatchObject({ answer: { option: 'a' } });
    // it is held here: whose quiz it is sees nothing of it
    expect(await adopter.call(runs.run, { params: { runId: run.id } })).toMatchObject({ quizVersion: 1 });
    expect(outcome(await by.author.reply(runs.run, { params: { runId: run.id } }))).toBe('notFound');
  });

  it('keeps its version, whatever becomes of the quiz; a newer one comes with the correction, once it is taken', async () => {
    const { quizId, from, copy } = await adopted();
    await releaseDraft(adopter, copy);
    const two = await Promise.all([approvedQuestion(by, a.academyId), approvedQuestion(by, a.academyId)]);
    await newVersion(by, quizId, quizOf(two, { settings }));
    // not a word of the original says so yet
    expect(await openPieces(adopter, copy)).toEqual([]);
    expect(await versionSeen(adopter, copy, quizId)).toBe(1);
    await releaseDraft(by.author, from);
    const [piece, ...others] = await openPieces(adopter, copy);
    expect(others).toEqual([]);
    expect(piece).toMatchObject({ kind: 'quiz', change: 'changed', mine: '1', theirs: '2', changedHere: false });
    expect(piece?.about).toMatchObject({ uk: 'Вогнева підготовка' });
    expect(await versionSeen(adopter, copy, quizId, { upstream: 'true' })).toBe(2);
    const readiness = () => adopter.call(reviews.readiness, { params: { courseId: copy } });
    expect((await readiness()).changed).toBe(false);
    expect(await decide(adopter, copy, piece!, 'take')).toEqual({ outcome: 'done', open: 0 });
    expect(await versionSeen(adopter, copy, quizId)).toBe(2);
    expect(await readiness()).toMatchObject({ changed: true, problems: [] });
    await by.author.call(quizzes.archiveQuiz, { params: { quizId }, body: { archived: true } });
    await releaseDraft(adopter, copy);
    expect((await comeToTest(b.learner.login, copy, quizId)).run).toMatchObject({ questions: 2 });
  });

  it('whose authors keep the version they have is asked again only when there is another', async () => {
    const { quizId, from, copy } = await adopted();
    const next = async () => {
      const question = await approvedQuestion(by, a.academyId);
      await newVersion(by, quizId, quizOf([question], { settings }));
      await releaseDraft(by.author, from);
    };
    await next();
    const [piece] = await openPieces(adopter, copy);
    expect(await decide(adopter, copy, piece!, 'keep')).toEqual({ outcome: 'done', open: 0 });
    expect(await versionSeen(adopter, copy, quizId)).toBe(1);
    await rewrite(by.author, from, [0, 1], 'Правка без тесту.');
    await releaseDraft(by.author, from);
    expect((await openPieces(adopter, copy)).map(({ kind }) => kind)).toEqual(['text']);
    await next();
    expect((await openPieces(adopter, copy)).map(({ kind }) => kind).sort()).toEqual(['quiz', 'text']);
  });
});

it('a test of another academy that nobody has shared is none, whoever knows its id', async () => {
  const quiz = await approvedQuiz(by, a.academyId);
  const { courseId, lessonId } = await courseWithQuiz(adopter, b.academyId, quiz.id);
  const { problems } = await adopter.call(reviews.readiness, { params: { courseId } });
  expect(problems).toContainEqual(expect.objectContaining({ code: 'quizNotReleased', blocks: true, lessonId }));
  expect(outcome(await look(adopter, courseId, quiz.id))).toBe('notFound');
});

describe('a course with a test as a file', { timeout: 120_000 }, () => {
  it('keeps it where the academy has it, and is known again', async () => {
    const quiz = await approvedQuiz(by, a.academyId, quizOf([await approvedQuestion(by, a.academyId)], { settings }));
    const { courseId } = await courseWithQuiz(by.author, a.academyId, quiz.id);
    await releaseDraft(by.author, courseId);
    const archive = unpacked(await exported(by.author, courseId));
    const same = await bringIn(by.author, archive, newImport(a.academyId, courseId));
    expect(same.result).toEqual({ courseId, version: '1' });
    const ids = newImport(a.academyId);
    const { result } = await bringIn(by.author, archive, ids);
    expect(result).toEqual({ courseId: ids.courseId, reviewId: expect.any(String) });
    const key = { courseId: ids.courseId, reviewId: result!['reviewId']! };
    const { body } = await look(by.author, key.courseId, quiz.id, { reviewId: key.reviewId });
    expect(body).toMatchObject({ version: 1, own: true });
    await release(by.reviewer, key);
    const { run } = await comeToTest(a.learner.login, key.courseId, quiz.id);
    expect(run).toMatchObject({ questions: 1, mayBegin: true });
  });

  it('leaves words where the academy does not have it, and says how many tests did not come along', async () => {
    const quiz = await approvedQuiz(by, a.academyId);
    const { courseId } = await courseWithQuiz(by.author, a.academyId, quiz.id);
    const archive = unpacked(await exported(by.author, courseId));
    const ids = newImport(b.academyId);
    const { state, result } = await bringIn(adopter, archive, ids);
    expect([state, result]).toMatchObject(['succeeded', { testsLeftOut: '1' }]);
    expect(await textsOf(adopter, ids.courseId)).toContain('Тест: Перевірка');
    expect(await textsOf(adopter, ids.courseId, 'en')).toContain('Test: check');
    expect(JSON.stringify(await textsOf(adopter, ids.courseId))).not.toContain(quizHref(quiz.id));
    const key = { courseId: ids.courseId, reviewId: result!['reviewId']! };
    expect((await reviewOf(reviewerThere, key)).lessons).toHaveLength(1);
    expect((await draftOf(adopter, ids.courseId)).state).toBe('inReview');
  });
});
