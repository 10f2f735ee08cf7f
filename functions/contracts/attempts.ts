/**
 * Attempts: a learner’s way through one paper. The server owns paper, order and clock. Answers are appended in batches that
 * a device numbers itself; a repeat is a success, a late one is kept; what counts is worked out when the attempt is closed.
 */
import { Cursor, Language, Moment, Sha256, id, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Answer, Score, ShownKey, ShownQuestion } from './question-kinds.ts';
import { QuizSettings } from './quiz-settings.ts';
import { z } from './z.ts';

/** bytes of a batch */
export const batchBytesMax = 250_000;
/** changes of one batch */
export const entriesMax = 400;
/** batches of one attempt */
export const batchesMax = 5_000;

/** open: under way · submitted: by the learner · closed: by the end of its time */
export const attemptStates = ['open', 'submitted', 'closed'] as const;
/** Who writes a journal: one tab of one browser, named by itself. */
export const DeviceId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
const Seq = z.int().check(z.minimum(1), z.maximum(batchesMax));

/** One change of an answer in the journal of a device. */
export const Entry = z.strictObject({
  /** counts up through all batches of the device */
  n: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  questionId: id('question'),
  /** null: taken back */
  answer: z.nullable(Answer),
  /** how long before this sending of its batch it was made; by a clock that nobody sets back, where the device has one */
  ageMs: z.number().check(z.minimum(0), z.maximum(90 * 24 * 3600 * 1000)),
});
export type Entry = z.infer<typeof Entry>;
const Entries = z.array(Entry).check(z.minLength(1), z.maxLength(entriesMax));

/** What the fold holds of a question. */
export const KeptAnswer = z.object({
  questionId: id('question'),
  answer: Answer,
  /** when it was made, by the server’s clock */
  at: Moment,
  device: DeviceId,
});
export type KeptAnswer = z.infer<typeof KeptAnswer>;

export const RunCard = z.object({
  id: id('run'),
  /** of the quiz, unless the run has its own */
  title: localised(200),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  /** of a quiz in a lesson */
  place: z.nullable(z.object({ courseId: id('course'), lessonId: id('lesson') })),
  opensAt: z.nullable(Moment),
  closesAt: z.nullable(Moment),
  needsCode: z.boolean(),
  questions: z.int(),
  minutes: z.nullable(z.int()),
  languages: z.array(Language),
});
export type RunCard = z.infer<typeof RunCard>;

/** Marks of an attempt, as far as the asker may see them. */
export const AttemptResult = z.object({
  /** marking: a person has to decide something still · hidden: it is not shown (yet) · shown */
  state: z.enum(['marking', 'hidden', 'shown']),
  points: z.nullable(z.number()),
  pointsMax: z.number(),
  passed: z.nullable(z.boolean()),
});
export type AttemptResult = z.infer<typeof AttemptResult>;

export const AttemptCard = z.object({
  id: id('attempt'),
  number: z.int(),
  state: z.enum(attemptStates),
  openedAt: Moment,
  /** null: open end */
  closesAt: z.nullable(Moment),
  closedAt: z.nullable(Moment),
  result: z.nullable(AttemptResult),
  mayReview: z.boolean(),
});
export type AttemptCard = z.infer<typeof AttemptCard>;

/** A run as a learner meets it. */
export const OwnRun = z.extend(RunCard, {
  intro: z.nullable(z.string()),
  settings: QuizSettings,
  /** extra minutes the asker has */
  extraMinutes: z.int(),
  attempts: z.array(AttemptCard),
  /** null: as many as one likes */
  attemptsLeft: z.nullable(z.int()),
  /** may the asker begin one now? else why not */
  mayBegin: z.boolean(),
  why: z.nullable(z.enum(['notOpen', 'over', 'noneLeft', 'underWay'])),
  /** of all attempts, as the quiz counts them */
  result: z.nullable(AttemptResult),
});
export type OwnRun = z.infer<typeof OwnRun>;

/** An attempt under way, or just opened: all a browser needs to go on without a network. */
export const OpenAttempt = z.object({
  id: id('attempt'),
  runId: id('run'),
  title: localised(200),
  number: z.int(),
  state: z.enum(attemptStates),
  settings: QuizSettings,
  languages: z.array(Language),
  language: Language,
  sections: z.array(z.object({ id: z.string(), title: z.nullable(localised(200)), questions: z.array(ShownQuestion) })),
  /** pictures of the texts: media id → address and size */
  pictures: z.record(z.string(), z.object({ sha256: Sha256, width: z.int(), height: z.int() })),
  /** what the academy holds */
  answers: z.array(KeptAnswer),
  /** lets its holder write into this attempt and no other */
  ticket: z.string(),
  openedAt: Moment,
  closesAt: z.nullable(Moment),
  /** the server’s clock */
  now: Moment,
});
export type OpenAttempt = z.infer<typeof OpenAttempt>;

const runParams = z.strictObject({ runId: id('run') });
const attemptParams = z.strictObject({ attemptId: id('attempt') });
/**
 * When a batch was sent, by the academy’s clock as the device knows it: ages are of that moment, however long it was on its way.
 * Unsaid, it came at once.
 */
const SentAt = z.optional(Moment);
const Ticket = z.string().check(z.minLength(20), z.maxLength(200));

export const attempts = {
  ownRuns: endpoint({
    method: 'GET',
    path: '/api/assessments/runs',
    summary: 'Tests the asker may sit or has sat, beside those inside courses; the next one first.',
    permission: 'signedIn',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(
      z.extend(RunCard, {
        state: z.enum(['coming', 'open', 'underWay', 'done', 'missed']),
        result: z.nullable(AttemptResult),
      }),
    ),
    errors: ['cursorInvalid'],
  }),
  ownRun: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}',
    summary: 'A test as a learner meets it: rules, window, own attempts.',
    permission: 'signedIn',
    params: runParams,
    query: z.strictObject({ language: z.optional(Language) }),
    output: OwnRun,
  }),
  lessonRun: endpoint({
    method: 'POST',
    path: '/api/assessments/courses/{courseId}/lessons/{lessonId}/quizzes/{quizId}',
    summary:
      'The test in a lesson of a course that the asker learns, in the version that was released with the course; made when it is first asked for.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lessonId: id('lesson'), quizId: id('quiz') }),
    query: z.strictObject({ language: z.optional(Language) }),
    output: OwnRun,
    errors: ['notEnrolled', 'quizNotReleased'],
  }),
  openAttempt: endpoint({
    method: 'POST',
    path: '/api/assessments/runs/{runId}/attempts',
    summary: 'Begins an attempt, or goes on with the one under way: on whatever device, there is one at a time.',
    permission: 'signedIn',
    params: runParams,
    body: z.strictObject({
      attemptId: id('attempt'),
      language: Language,
      code: z.nullable(z.string().check(z.maxLength(40))),
    }),
    output: OpenAttempt,
    errors: ['idTaken', 'runNotOpen', 'runOver', 'attemptsUsedUp', 'codeWrong', 'notEnrolled'],
  }),
  attempt: endpoint({
    method: 'GET',
    path: '/api/assessments/attempts/{attemptId}',
    summary: 'An own attempt under way, with the answers the academy holds.',
    permission: 'signedIn',
    params: attemptParams,
    query: z.strictObject({ language: z.optional(Language) }),
    output: OpenAttempt,
    errors: ['attemptClosed'],
  }),
  saveBatch: endpoint({
    method: 'PUT',
    path: '/api/assessments/attempts/{attemptId}/batches/{device}/{seq}',
    summary: 'Keeps a batch of answers. The same batch again is a success, a late one is kept too.',
    permission: 'signedIn',
    params: z.strictObject({
      attemptId: id('attempt'),
      device: DeviceId,
      seq: z.string().check(z.regex(/^[1-9]\d{0,3}$/)),
    }),
    body: z.strictObject({ ticket: Ticket, entries: Entries, sentAt: SentAt }),
    output: z.object({ receivedAt: Moment }),
    /** conflict: another batch bears this number */
    errors: ['conflict', 'tooLarge'],
    bodyBytesMax: batchBytesMax,
  }),
  seen: endpoint({
    method: 'POST',
    path: '/api/assessments/attempts/{attemptId}/seen',
    summary: 'Says that the learner is there; learns whether the end has moved.',
    permission: 'signedIn',
    params: attemptParams,
    body: z.strictObject({
      ticket: Ticket,
      device: DeviceId,
      answered: z.int().check(z.minimum(0), z.maximum(1_000)),
      /** changes on the device that the academy does not have */
      unsent: z.int().check(z.minimum(0), z.maximum(1_000_000)),
    }),
    output: z.object({ state: z.enum(attemptStates), closesAt: z.nullable(Moment), now: Moment }),
  }),
  submitAttempt: endpoint({
    method: 'POST',
    path: '/api/assessments/attempts/{attemptId}/submission',
    summary: 'Ends an attempt, with the last batch where one is left. Again: the same answer.',
    permission: 'signedIn',
    params: attemptParams,
    body: z.strictObject({
      ticket: Ticket,
      device: DeviceId,
      last: z.nullable(z.strictObject({ seq: Seq, entries: Entries, sentAt: SentAt })),
      /** the highest number this device has sent; the server says which it misses */
      sent: z.int().check(z.minimum(0), z.maximum(batchesMax)),
    }),
    output: AttemptCard,
    /** conflict: `details.missing` names batches that have not come */
    errors: ['conflict', 'tooLarge'],
    bodyBytesMax: batchBytesMax,
  }),
  attemptReview: endpoint({
    method: 'GET',
    path: '/api/assessments/attempts/{attemptId}/review',
    summary: 'A closed attempt as the quiz lets its learner see it.',
    permission: 'signedIn',
    params: attemptParams,
    query: z.strictObject({ language: z.optional(Language) }),
    output: z.object({
      attempt: AttemptCard,
      run: RunCard,
      pictures: OpenAttempt.shape.pictures,
      /** null fields: not shown (yet) */
      questions: z.array(
        z.object({
          question: ShownQuestion,
          answer: z.nullable(Answer),
          /** came after the end and did not count */
          late: z.boolean(),
          /** older ones from another device that came later: kept, not counted */
          others: z.array(z.object({ answer: Answer, at: Moment })),
          points: z.nullable(z.number()),
          score: z.nullable(Score),
          key: z.nullable(ShownKey),
          /** of who marked it */
          comment: z.nullable(z.string()),
        }),
      ),
    }),
    errors: ['reviewNotShown'],
  }),
  checkAnswer: endpoint({
    method: 'POST',
    path: '/api/assessments/attempts/{attemptId}/checks/{questionId}',
    summary: 'In practice: says at once whether an answer is right, and why.',
    permission: 'signedIn',
    params: z.strictObject({ attemptId: id('attempt'), questionId: id('question') }),
    body: z.strictObject({ ticket: Ticket, answer: Answer, language: Language }),
    output: z.object({ score: Score, key: ShownKey }),
    errors: ['notPractice'],
  }),
  attemptPicture: endpoint({
    method: 'GET',
    path: '/api/assessments/attempts/{attemptId}/pictures/{sha256}',
    summary: 'A picture of the paper.',
    permission: 'signedIn',
    params: z.strictObject({ attemptId: id('attempt'), sha256: Sha256 }),
    query: z.strictObject({ width: z.optional(z.string().check(z.regex(/^\d{2,4}$/))) }),
    raw: true,
  }),
};
