/** Rows of tests: runs for who holds them where they are sat; sitting them for the learners there; attempts for nobody but their owner. */
import { ulid } from 'ulid';
import type { attempts } from '#contracts/attempts.ts';
import type { Role } from '#contracts/permissions.ts';
import type { runs } from '#contracts/runs.ts';
import { approvedQuiz } from '../../support/quizzes.ts';
import { newReviewer } from '../../support/reviews.ts';
import { createPerson, newId, signIn, type TestClient } from '../../support/stack.ts';
import { createRun, sit } from '../../support/tests.ts';
import { forOwn, forOwner, forOwnOrganisation, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A test of the academy, and an attempt of one of its learners (of `sitter`, where there is one). */
export async function createTest(author: TestClient, academyId: string, sitter?: TestClient) {
  const { client: reviewer } = await newReviewer(academyId);
  const { id: testQuizId } = await approvedQuiz({ author, reviewer }, academyId);
  const { id: runId } = await createRun(author, academyId, testQuizId);
  const client = sitter ?? (await signIn((await createPerson(academyId, ['learner'])).login));
  return { testQuizId, runId, attemptId: (await sit(client, runId)).opened.id };
}

/** Of the academy whoever learns in it; staff sit no test of theirs. */
const forLearners = {
  own: (role: Role) => (role === 'learner' ? 200 : 'notFound'),
  foreign: 'notFound',
  below: 200,
} as const;
/** whose people sit it: in their part of the academy too */
const forHolders = { own: 200, foreign: 'notFound', below: 200 } as const;

export function attemptRows({ test }: World): RowsOf<typeof attempts> {
  const { runId, attemptId } = test;
  const ofRun = { params: { runId } };
  const ofAttempt = { params: { attemptId } };
  const device = ulid();
  const ticket = 'x'.repeat(80);
  const questionId = newId('question');
  const entries = [{ n: 1, questionId, answer: null, ageMs: 0 }];
  return {
    ownRuns: { input: () => ({ query: {} }), own: 200, foreign: 200 },
    ownRun: { input: () => ({ ...ofRun, query: {} }), ...forLearners },
    // of a course that is not there
    lessonRun: {
      input: () => ({
        params: { courseId: newId('course'), lessonId: newId('lesson'), quizId: newId('quiz') },
        query: {},
      }),
      ...forOwner,
    },
    openAttempt: {
      input: () => ({ ...ofRun, body: { attemptId: newId('attempt'), language: 'uk', code: null } }),
      ...forLearners,
    },
    attempt: { input: () => ({ ...ofAttempt, query: {} }), ...forOwner },
    saveBatch: { input: () => ({ params: { attemptId, device, seq: '1' }, body: { ticket, entries } }), ...forOwner },
    seen: { input: () => ({ ...ofAttempt, body: { ticket, device, answered: 0, unsent: 0 } }), ...forOwner },
    submitAttempt: { input: () => ({ ...ofAttempt, body: { ticket, device, last: null, sent: 0 } }), ...forOwner },
    attemptReview: { input: () => ({ ...ofAttempt, query: {} }), ...forOwner },
    checkAnswer: {
      input: () => ({
        params: { attemptId, questionId },
        body: { ticket, answer: { kind: 'trueFalse', value: true }, language: 'uk' },
      }),
      ...forOwner,
    },
    attemptPicture: { input: () => ({ params: { attemptId, sha256: '0'.repeat(64) }, query: {} }), ...forOwner },
  };
}

export function runRows({ own, author, course: { courseId }, test }: World): RowsOf<typeof runs> {
  const ofAcademy = { params: { organisationId: own.academyId } };
  const ofRun = { params: { runId: test.runId } };
  const newRun = () => ({
    ...ofAcademy,
    body: {
      ...{ id: newId('run'), quizId: test.testQuizId, title: null, audience: [own.academyId] },
      ...{ opensAt: null, closesAt: null, code: null },
    },
  });
  return {
    organisationRuns: { input: () => ({ ...ofAcademy, query: {} }), ...forOwnOrganisation },
    courseRuns: { input: () => ({ params: { courseId }, query: {} }), ...forHolders },
    createRun: { input: newRun, ...forOwnOrganisation },
    run: { input: () => ofRun, ...forHolders },
    changeRun: {
      input: async () => {
        const { id, revision } = await createRun(author, own.academyId, test.testQuizId);
        return { params: { runId: id }, body: { revision, title: { uk: 'Інша назва' } } };
      },
      ...{ own: 200, foreign: 'notFound', below: 'notAllowed' },
    },
    live: { input: () => ofRun, ...forHolders },
    extend: {
      input: () => ({ ...ofRun, body: { key: newId('job'), minutes: 5, personIds: null, reason: null } }),
      ...forHolders,
    },
    accommodate: {
      input: () => ({
        params: { runId: test.runId, personId: own.learner.id },
        body: { extraMinutes: 10, extraAttempts: 0, reason: null },
      }),
      ...forOwn,
    },
  };
}
