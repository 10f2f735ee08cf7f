/**
 * Marking: what a person decides about answers – essays, appeals, a corrected key – and when learners see it. A machine
 * marks at once what it can; it never decides about free text.
 */
import { Named, isPlain } from './blocks.ts';
import { Cursor, Language, Moment, id, line, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Answer, PartId, partsMax, QuestionContent, ShownKey, ShownQuestion } from './question-kinds.ts';
import { QuizSettings } from './quiz-settings.ts';
import { z } from './z.ts';

export const appealStates = ['open', 'upheld', 'changed'] as const;
const text = (max: number) =>
  z.string().check(
    z.maxLength(max),
    z.refine((value: string) => value.trim().length > 0, 'blank'),
    z.refine(isPlain, 'control'),
  );
const Points = z.number().check(z.minimum(0), z.maximum(100));

/** What a person gave for an answer. */
export const Mark = z.object({
  points: z.number(),
  /** criterion of the rubric → level */
  levels: z.record(PartId, PartId),
  comment: z.nullable(z.string()),
  by: Named,
  at: Moment,
});
export type Mark = z.infer<typeof Mark>;

export const Appeal = z.object({
  id: id('appeal'),
  attemptId: id('attempt'),
  questionId: id('question'),
  text: z.string(),
  at: Moment,
  state: z.enum(appealStates),
  /** what the learner is told */
  answer: z.nullable(z.string()),
  decidedBy: z.nullable(Named),
  decidedAt: z.nullable(Moment),
  pointsBefore: z.nullable(z.number()),
  pointsAfter: z.nullable(z.number()),
});
export type Appeal = z.infer<typeof Appeal>;

/** An answer that a person marks. The learner is null where the run is marked without names. */
export const ToMark = z.object({
  attemptId: id('attempt'),
  questionId: id('question'),
  learner: z.nullable(Named),
  /** the same for all answers of one attempt, so that they can be told apart without a name */
  alias: z.string(),
  answer: z.nullable(Answer),
  pointsMax: z.number(),
  mark: z.nullable(Mark),
  /** counts marks of this answer */
  revision: z.int(),
});
export type ToMark = z.infer<typeof ToMark>;

/** One learner’s counted attempt, question by question: what the results are made of. */
export const ResultRow = z.object({
  attemptId: id('attempt'),
  learner: Named,
  organisationId: id('organisation'),
  number: z.int(),
  openedAt: Moment,
  closedAt: z.nullable(Moment),
  state: z.enum(['marking', 'marked']),
  points: z.number(),
  pointsMax: z.number(),
  passed: z.nullable(z.boolean()),
  /** of questions on this paper: share of the points (null: not marked yet), and what was chosen, by part ids */
  questions: z.array(
    z.object({ questionId: id('question'), share: z.nullable(z.number()), chosen: z.array(z.string()) }),
  ),
});
export type ResultRow = z.infer<typeof ResultRow>;

/** A question of the results, with the key it is marked by now. */
export const ResultQuestion = z.object({
  questionId: id('question'),
  points: z.number(),
  /** the version it is marked by */
  version: z.int(),
  content: QuestionContent,
  /** null: marked as it was sat */
  correction: z.nullable(z.object({ by: Named, at: Moment, reason: z.nullable(z.string()) })),
});
export type ResultQuestion = z.infer<typeof ResultQuestion>;

/** An appeal as who decides it sees it: what was asked, what was answered, what would be right, what it brought. */
export const AppealToDecide = z.object({
  appeal: Appeal,
  /** null where the run is marked without names */
  learner: z.nullable(Named),
  alias: z.string(),
  question: ShownQuestion,
  answer: z.nullable(Answer),
  key: ShownKey,
  /** null: not marked yet */
  points: z.nullable(z.number()),
});
export type AppealToDecide = z.infer<typeof AppealToDecide>;

/** Who would get what by a corrected question. */
export const RegradeChange = z.object({
  attemptId: id('attempt'),
  learner: Named,
  pointsBefore: z.number(),
  pointsAfter: z.number(),
  passedBefore: z.nullable(z.boolean()),
  passedAfter: z.nullable(z.boolean()),
});
export type RegradeChange = z.infer<typeof RegradeChange>;

const runParams = z.strictObject({ runId: id('run') });
const answerParams = z.strictObject({ attemptId: id('attempt'), questionId: id('question') });

export const marking = {
  markingQuestions: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}/marking',
    summary: 'Questions of a run that a person marks, how many answers wait, and open appeals.',
    permission: 'markAttempts',
    params: runParams,
    output: z.object({
      anonymous: z.boolean(),
      releasedAt: z.nullable(Moment),
      /** when learners see results; a release is needed for `onRelease` */
      shownWhen: QuizSettings.shape.show.shape.when,
      questions: z.array(
        z.object({
          questionId: id('question'),
          content: QuestionContent,
          points: z.number(),
          waiting: z.int(),
          marked: z.int(),
        }),
      ),
      appeals: z.int(),
    }),
  }),
  toMark: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}/marking/answers',
    summary: 'Answers that a person marks, of one question or all, in an order that says nothing of the learner.',
    permission: 'markAttempts',
    params: runParams,
    query: z.strictObject({
      questionId: z.optional(id('question')),
      attemptId: z.optional(id('attempt')),
      waiting: z.optional(z.literal('true')),
      cursor: z.optional(Cursor),
    }),
    output: page(ToMark),
    errors: ['cursorInvalid'],
  }),
  mark: endpoint({
    method: 'PUT',
    path: '/api/assessments/attempts/{attemptId}/marks/{questionId}',
    summary: 'Marks an answer, or marks it anew. Never one’s own.',
    permission: 'markAttempts',
    params: answerParams,
    body: z.strictObject({
      revision: z.int(),
      points: Points,
      levels: z.record(PartId, PartId).check(z.refine((levels) => Object.keys(levels).length <= partsMax, 'tooMany')),
      comment: z.nullable(text(4_000)),
    }),
    output: ToMark,
    errors: ['conflict', 'ownWork'],
  }),
  setAnonymous: endpoint({
    method: 'PUT',
    path: '/api/assessments/runs/{runId}/anonymous',
    summary: 'Marks a run with or without names.',
    permission: 'markAttempts',
    params: runParams,
    body: z.strictObject({ anonymous: z.boolean() }),
    errors: ['conflict'],
  }),
  releaseResults: endpoint({
    method: 'PUT',
    path: '/api/assessments/runs/{runId}/release',
    summary: 'Shows all learners of a run their results at once, or takes a release back.',
    permission: 'markAttempts',
    params: runParams,
    body: z.strictObject({ released: z.boolean() }),
    output: z.object({ releasedAt: z.nullable(Moment) }),
    errors: ['marksMissing', 'conflict'],
  }),
  results: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}/results',
    summary:
      'Results of a run, learner by learner, of those the asker answers for. Without names being marked they wait until every answer is.',
    permission: 'markAttempts',
    params: runParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: z.extend(page(ResultRow), {
      /** with the first page only: how many papers all pages have */
      total: z.nullable(z.int()),
      /** which of several attempts of a learner counts */
      countsAs: QuizSettings.shape.countsAs,
      /** false: others still sit the test, so whoever does not hold it gets no questions, and rows without them */
      keysShown: z.boolean(),
      /** with the first page only: the questions of the quiz with their keys */
      questions: z.nullable(z.array(ResultQuestion)),
    }),
    errors: ['cursorInvalid', 'marksMissing'],
  }),
  regradePreview: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}/regrades',
    summary: 'Who would have other marks if a question were marked by another version of it.',
    permission: 'markAttempts',
    params: runParams,
    query: z.strictObject({
      questionId: id('question'),
      version: z.string().check(z.regex(/^[1-9]\d{0,3}$/)),
      cursor: z.optional(Cursor),
    }),
    output: z.extend(page(RegradeChange), {
      /** papers of this page, those included that stay as they are */
      looked: z.int(),
      /** with the first page only: papers of all pages */
      total: z.nullable(z.int()),
    }),
    errors: ['cursorInvalid'],
  }),
  regrade: endpoint({
    method: 'POST',
    path: '/api/assessments/runs/{runId}/regrades',
    summary: 'Marks a question by another version of it from now on: also what has been marked, with a record of each.',
    permission: 'markAttempts',
    params: runParams,
    body: z.strictObject({
      questionId: id('question'),
      version: z.int().check(z.minimum(1)),
      reason: z.nullable(line(300)),
    }),
    errors: ['nothingChanged', 'conflict'],
  }),
  appeal: endpoint({
    method: 'PUT',
    path: '/api/assessments/attempts/{attemptId}/appeals/{questionId}',
    summary: 'A learner asks for another look at the marks of an own answer; once.',
    permission: 'signedIn',
    params: answerParams,
    body: z.strictObject({ id: id('appeal'), text: text(4_000) }),
    output: Appeal,
    errors: ['idTaken', 'reviewNotShown'],
  }),
  ownAppeals: endpoint({
    method: 'GET',
    path: '/api/assessments/attempts/{attemptId}/appeals',
    summary: 'Own appeals about an attempt, with what became of them.',
    permission: 'signedIn',
    params: z.strictObject({ attemptId: id('attempt') }),
    output: z.object({ appeals: z.array(Appeal) }),
  }),
  appeals: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}/appeals',
    summary: 'Appeals about a run, open ones first.',
    permission: 'markAttempts',
    params: runParams,
    query: z.strictObject({ language: z.optional(Language), cursor: z.optional(Cursor) }),
    output: page(AppealToDecide),
    errors: ['cursorInvalid'],
  }),
  decideAppeal: endpoint({
    method: 'POST',
    path: '/api/assessments/attempts/{attemptId}/appeals/{questionId}/decision',
    summary: 'Decides an appeal: the marks stay, or become others; with words for the learner.',
    permission: 'markAttempts',
    params: answerParams,
    body: z.strictObject({ id: id('appeal'), points: z.nullable(Points), answer: text(4_000) }),
    output: Appeal,
    errors: ['conflict', 'ownWork'],
  }),
};
