/** Runs: a quiz held for certain learners in a certain time; the view of who is in, extensions, accommodations. */
import { Named } from './blocks.ts';
import { Cursor, Moment, id, line, localised, page } from './common.ts';
import { attemptStates, RunCard } from './attempts.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** academies, regions or units whose learners sit a test */
export const audienceMax = 50;
/** a code that opens an attempt: said aloud in a room, so short and without letters that look alike */
const Code = z.string().check(z.regex(/^[A-HJ-NP-Z2-9]{4,12}$/));
const Window = {
  opensAt: z.nullable(Moment),
  closesAt: z.nullable(Moment),
};

export const Run = z.extend(RunCard, {
  quizId: id('quiz'),
  quizVersion: z.int(),
  audience: z.array(z.object({ id: id('organisation'), name: localised(200) })),
  code: z.nullable(z.string()),
  revision: z.int(),
  state: z.enum(['coming', 'open', 'over', 'cancelled']),
  /** results wait for a release by a person: when it was given */
  releasedAt: z.nullable(Moment),
  /** null: of a quiz in a lesson, made when somebody first came to it */
  createdBy: z.nullable(Named),
  mayChange: z.boolean(),
});
export type Run = z.infer<typeof Run>;

export const LiveRow = z.object({
  personId: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  organisationId: id('organisation'),
  state: z.enum(['notBegun', ...attemptStates]),
  openedAt: z.nullable(Moment),
  closesAt: z.nullable(Moment),
  closedAt: z.nullable(Moment),
  /** when the server last heard of them */
  seenAt: z.nullable(Moment),
  answered: z.int(),
  /** changes that are on the device only, as it said last */
  unsent: z.int(),
  extraMinutes: z.int(),
  /** what was agreed for the attempts they begin from now on */
  agreed: z.object({ minutes: z.int(), attempts: z.int() }),
});
export type LiveRow = z.infer<typeof LiveRow>;

const orgParams = z.strictObject({ organisationId: id('organisation') });
const runParams = z.strictObject({ runId: id('run') });

export const runs = {
  organisationRuns: endpoint({
    method: 'GET',
    path: '/api/assessments/organisations/{organisationId}/runs',
    summary: 'Tests that an academy holds or takes part in, the latest first.',
    permission: 'runQuizzes',
    params: orgParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(Run),
    errors: ['cursorInvalid'],
  }),
  courseRuns: endpoint({
    method: 'GET',
    path: '/api/assessments/courses/{courseId}/runs',
    summary: 'Tests in the lessons of a course, as soon as somebody has come to them; the latest first.',
    permission: 'runQuizzes',
    params: z.strictObject({ courseId: id('course') }),
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(Run),
    errors: ['cursorInvalid'],
  }),
  createRun: endpoint({
    method: 'POST',
    path: '/api/assessments/organisations/{organisationId}/runs',
    summary: 'Sets a test: which quiz, for whom, when.',
    permission: 'runQuizzes',
    params: orgParams,
    body: z.strictObject({
      id: id('run'),
      quizId: id('quiz'),
      /** null: as the quiz is called */
      title: z.nullable(localised(200)),
      /** the asker must be allowed to hold tests in each */
      audience: z.array(id('organisation')).check(z.minLength(1), z.maxLength(audienceMax)),
      ...Window,
      code: z.nullable(Code),
    }),
    output: Run,
    errors: ['idTaken', 'quizNotReleased', 'organisationClosed'],
  }),
  run: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}/setting',
    summary: 'A test as who holds it sees it.',
    permission: 'runQuizzes',
    params: runParams,
    output: Run,
  }),
  changeRun: endpoint({
    method: 'PATCH',
    path: '/api/assessments/runs/{runId}',
    summary: 'Changes title, window or code. Once somebody has begun, the window can only become longer.',
    permission: 'runQuizzes',
    params: runParams,
    body: z.strictObject({
      revision: z.int(),
      title: z.optional(z.nullable(localised(200))),
      opensAt: z.optional(z.nullable(Moment)),
      closesAt: z.optional(z.nullable(Moment)),
      code: z.optional(z.nullable(Code)),
      cancelled: z.optional(z.literal(true)),
    }),
    output: Run,
    errors: ['conflict', 'runBegun'],
  }),
  live: endpoint({
    method: 'GET',
    path: '/api/assessments/runs/{runId}/live',
    summary: 'Who is in a test and how it goes, of those the asker answers for. Answers 304 to a known ETag.',
    permission: 'runQuizzes',
    params: runParams,
    /** JSON `{ now, rows: LiveRow[] }` with an ETag that does not follow the clock */
    raw: true,
  }),
  extend: endpoint({
    method: 'POST',
    path: '/api/assessments/runs/{runId}/extensions',
    summary: 'Gives more time to some or to all who are in.',
    permission: 'runQuizzes',
    params: runParams,
    body: z.strictObject({
      /** made by the client: the same extension twice is given once */
      key: line(40),
      minutes: z.int().check(z.minimum(1), z.maximum(24 * 60)),
      /** null: all who are in */
      personIds: z.nullable(z.array(id('person')).check(z.minLength(1), z.maxLength(100))),
      reason: z.nullable(line(300)),
    }),
    output: z.object({ extended: z.int() }),
    errors: ['runOver'],
  }),
  accommodate: endpoint({
    method: 'PUT',
    path: '/api/assessments/runs/{runId}/accommodations/{personId}',
    summary: 'Gives one person more time, or more attempts, before they begin.',
    permission: 'runQuizzes',
    params: z.strictObject({ runId: id('run'), personId: id('person') }),
    body: z.strictObject({
      extraMinutes: z.int().check(z.minimum(0), z.maximum(24 * 60)),
      extraAttempts: z.int().check(z.minimum(0), z.maximum(20)),
      reason: z.nullable(line(300)),
    }),
  }),
};
