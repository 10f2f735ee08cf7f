/** Quizzes before their reviewers: submitted and frozen, decided, and the versions that came of it. */
import { MarkdownText, Named } from './blocks.ts';
import { Cursor, Moment, Sha256, id, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { FrozenQuiz, Quiz, QuizCard, QuizVersion } from './quizzes.ts';
import { z } from './z.ts';

const params = z.strictObject({ quizId: id('quiz') });

export const quizReviews = {
  submitQuiz: endpoint({
    method: 'POST',
    path: '/api/quizzes/{quizId}/submission',
    summary: 'Freezes a quiz with the approved versions of its questions, and gives it to the reviewers.',
    permission: 'writeQuestions',
    params,
    body: z.strictObject({ revision: z.int() }),
    output: Quiz,
    errors: ['conflict', 'notReady', 'reviewOpen', 'nothingChanged', 'tooLarge'],
  }),
  withdrawQuiz: endpoint({
    method: 'POST',
    path: '/api/quizzes/{quizId}/withdrawal',
    summary: 'Takes a quiz back from the reviewers.',
    permission: 'writeQuestions',
    params,
    output: Quiz,
    errors: ['reviewEnded'],
  }),
  quizQueue: endpoint({
    method: 'GET',
    path: '/api/quizzes/organisations/{organisationId}/queue',
    summary: 'Quizzes that wait for a reviewer, the longest waiting first.',
    permission: 'reviewQuestions',
    params: z.strictObject({ organisationId: id('organisation') }),
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(z.extend(QuizCard, { submittedAt: Moment, submittedBy: Named, mayDecide: z.boolean() })),
    errors: ['cursorInvalid'],
  }),
  frozenQuiz: endpoint({
    method: 'GET',
    path: '/api/quizzes/{quizId}/frozen',
    summary: 'A frozen quiz with its keys, for who writes or reviews: what was submitted, or a version.',
    permission: 'useQuestions',
    params,
    query: z.strictObject({ version: z.optional(z.string().check(z.regex(/^\d{1,4}$/))) }),
    output: z.object({ hash: Sha256, version: z.nullable(z.int()), quiz: FrozenQuiz }),
  }),
  quizVersions: endpoint({
    method: 'GET',
    path: '/api/quizzes/{quizId}/versions',
    summary: 'Approved versions of a quiz, the newest first.',
    permission: 'useQuestions',
    params,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(QuizVersion),
    errors: ['cursorInvalid'],
  }),
  decideQuiz: endpoint({
    method: 'POST',
    path: '/api/quizzes/{quizId}/decision',
    summary: 'Approves what was submitted, or returns it. Never one’s own work.',
    permission: 'reviewQuestions',
    params,
    body: z.strictObject({
      decision: z.enum(['approve', 'return']),
      hash: Sha256,
      note: z.nullable(MarkdownText.check(z.maxLength(4_000))),
    }),
    output: Quiz,
    errors: ['reviewEnded', 'conflict', 'ownWork', 'noteMissing'],
  }),
};
