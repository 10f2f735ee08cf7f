/** Statements of completion: issued, printed, checked by anybody who holds one, revoked. */
import { Cursor, Job, Language, Moment, id, languages, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** Languages of a statement, a page for each, in this order. */
export const StatementLanguages = z.array(Language).check(
  z.minLength(1),
  z.maxLength(languages.length),
  z.refine((all: string[]) => new Set(all).size === all.length, 'twice'),
);

/** A day as it is printed, in the academy’s calendar: `2026-11-23`. */
export const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/**
 * How an academy counts hours: so many minutes each, by which act, from which day on. Nothing here knows such a number by
 * itself; where an academy has named none, hours and minutes stand as the course plan has them.
 */
export const HoursRule = z.strictObject({
  minutes: z.int().check(z.minimum(30), z.maximum(60)),
  source: line(200),
  since: Day,
});
export type HoursRule = z.infer<typeof HoursRule>;

/** 130 random bits in Crockford’s base 32: what the square code on a statement leads to. */
export const CheckCode = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

const Name = z.object({ givenName: z.string(), familyName: z.string() });

/** What stands on the paper, as it was on the day of issue; never changed afterwards. */
export const Printed = z.object({
  /** `2026-7KQ4-M2XR-9`: year, random, check sign */
  number: z.string(),
  languages: StatementLanguages,
  /** null once the person’s data were erased */
  person: z.nullable(Name),
  academy: localised(200),
  title: localised(200),
  version: z.int(),
  /** of all lessons, as the course plan has them */
  minutes: z.int(),
  /** counted by the academy’s rule; null: it has none */
  hours: z.nullable(z.object({ count: z.int(), minutes: z.int(), source: z.string(), since: Day })),
  startedOn: Day,
  completedOn: Day,
  issuedOn: Day,
  /** of the course’s tests, where the academy prints them and the tests let them be seen */
  points: z.nullable(z.object({ reached: z.number(), of: z.number() })),
  /** null: the academy issues by itself when a course is completed */
  issuer: z.nullable(Name),
});
export type Printed = z.infer<typeof Printed>;

export const statementStates = ['valid', 'revoked'] as const;
export const StatementState = z.enum(statementStates);

export const Statement = z.extend(Printed, {
  id: id('statement'),
  organisationId: id('organisation'),
  personId: id('person'),
  courseId: id('course'),
  state: StatementState,
  issuedAt: Moment,
  revokedAt: z.nullable(Moment),
  /** for the learner and those who issue; the public check does not show it */
  reason: z.nullable(z.string()),
  /** the statement that took its place */
  replacedBy: z.nullable(id('statement')),
  /** leads to the public check: `/check/{code}` */
  code: CheckCode,
  /** may the asker revoke it, or issue it anew? The server checks again. */
  mayRevoke: z.boolean(),
});
export type Statement = z.infer<typeof Statement>;

/** What anybody who holds the paper is told: what stands on it, and whether it counts. */
export const CheckedStatement = z.object({
  number: z.string(),
  state: StatementState,
  revokedOn: z.nullable(Day),
  languages: StatementLanguages,
  academy: localised(200),
  title: localised(200),
  version: z.int(),
  completedOn: Day,
  issuedOn: Day,
  /** null once the person was erased: number, course and days are all that is left */
  details: z.nullable(
    z.object({
      person: Name,
      minutes: z.int(),
      hours: Printed.shape.hours,
      startedOn: Day,
      points: Printed.shape.points,
      issuer: Printed.shape.issuer,
    }),
  ),
});
export type CheckedStatement = z.infer<typeof CheckedStatement>;

/** Somebody who has completed a course, and the statement they hold for it. */
export const Candidate = z.object({
  personId: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  organisationName: localised(200),
  version: z.int(),
  completedAt: Moment,
  statement: z.nullable(z.object({ id: id('statement'), number: z.string(), issuedOn: Day })),
  /** oneself: somebody else has to */
  own: z.boolean(),
});
export type Candidate = z.infer<typeof Candidate>;

export const StatementSettings = z.object({
  organisationId: id('organisation'),
  /** chosen beforehand when statements are issued */
  languages: StatementLanguages,
  showPoints: z.boolean(),
  /** everybody who completes a course gets theirs at once */
  automatic: z.boolean(),
  hours: z.nullable(HoursRule),
  revision: z.int(),
  mayChange: z.boolean(),
});
export type StatementSettings = z.infer<typeof StatementSettings>;

export const statementColumns = [
  'number',
  'familyName',
  'givenName',
  'course',
  'version',
  'minutes',
  'completedOn',
  'issuedOn',
  'state',
  'revokedOn',
] as const;

/** The words of a file in its reader’s language: they live in the web’s messages, so the web sends them along. */
export const StatementWords = z.strictObject({
  columns: z.record(z.enum(statementColumns), line(80)),
  states: z.record(StatementState, line(80)),
});
export type StatementWords = z.infer<typeof StatementWords>;

/** people of one order; an academy’s whole list is asked for without names */
export const issuedAtOnceMax = 500;

const params = z.strictObject({ statementId: id('statement') });
const reason = line(300);
/** one of the academy or region that the asker teaches: whoever learns in it counts, wherever they belong */
const cohortId = z.optional(id('cohort'));

export const statements = {
  check: endpoint({
    method: 'GET',
    path: '/api/statements/check/{code}',
    summary: 'What stands on the statement with this code and whether it counts; for anybody who holds the paper.',
    permission: 'public',
    // not a schema of codes: whatever somebody types is answered the same calm way
    params: z.strictObject({ code: z.string().check(z.maxLength(200)) }),
    output: CheckedStatement,
    strictLimit: 60,
  }),
  own: endpoint({
    method: 'GET',
    path: '/api/statements/own',
    summary: 'One’s own statements, the latest first; revoked ones too, with the reason.',
    permission: 'signedIn',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(Statement),
    errors: ['cursorInvalid'],
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/statements',
    summary: 'Statements an academy or region has issued, the latest first; by name where a name is looked for.',
    permission: 'seeStatements',
    query: z.strictObject({
      organisationId: id('organisation'),
      courseId: z.optional(id('course')),
      state: z.optional(StatementState),
      /** a number, or the beginning of a name */
      q: z.optional(z.string().check(z.maxLength(100))),
      cursor: z.optional(Cursor),
    }),
    output: page(Statement),
    errors: ['cursorInvalid'],
  }),
  candidates: endpoint({
    method: 'GET',
    path: '/api/statements/courses/{courseId}/learners',
    summary:
      'Who of an academy or region has completed the course, by name, with the statement they hold; or who of a cohort has.',
    permission: 'issueStatements',
    params: z.strictObject({ courseId: id('course') }),
    query: z.strictObject({ organisationId: id('organisation'), cohortId, cursor: z.optional(Cursor) }),
    output: page(Candidate),
    errors: ['cursorInvalid'],
  }),
  settings: endpoint({
    method: 'GET',
    path: '/api/statements/settings/{organisationId}',
    summary: 'How an academy or region issues statements.',
    permission: 'seeStatements',
    params: z.strictObject({ organisationId: id('organisation') }),
    output: StatementSettings,
  }),
  changeSettings: endpoint({
    method: 'PUT',
    path: '/api/statements/settings/{organisationId}',
    summary: 'Changes how an academy or region issues statements; what has been issued stays as it is.',
    permission: 'setStatements',
    params: z.strictObject({ organisationId: id('organisation') }),
    body: z.strictObject({
      languages: StatementLanguages,
      showPoints: z.boolean(),
      automatic: z.boolean(),
      hours: z.nullable(HoursRule),
      revision: z.int().check(z.minimum(0)),
    }),
    output: StatementSettings,
    errors: ['conflict'],
  }),
  issueMany: endpoint({
    method: 'POST',
    path: '/api/statements/issues',
    summary: 'Issues statements to those chosen, or to all who have completed the course and hold none, as a job.',
    permission: 'issueStatements',
    body: z.strictObject({
      jobId: id('job'),
      organisationId: id('organisation'),
      courseId: id('course'),
      cohortId,
      languages: StatementLanguages,
      /** null: all who have completed it – of the cohort, where there is one */
      people: z.nullable(z.array(id('person')).check(z.minLength(1), z.maxLength(issuedAtOnceMax))),
    }),
    output: Job,
    errors: ['idTaken'],
  }),
  startExport: endpoint({
    method: 'POST',
    path: '/api/statements/exports',
    summary: 'Writes the statements of an academy or region as CSV, as a job; the file lives 24 hours.',
    permission: 'seeStatements',
    body: z.strictObject({
      jobId: id('job'),
      organisationId: id('organisation'),
      courseId: z.optional(id('course')),
      language: Language,
      words: StatementWords,
    }),
    output: Job,
    errors: ['idTaken'],
  }),
  statement: endpoint({
    method: 'GET',
    path: '/api/statements/{statementId}',
    summary: 'A statement: one’s own, or one of an academy or region whose statements one may see.',
    permission: 'signedIn',
    params,
    output: Statement,
  }),
  issue: endpoint({
    method: 'PUT',
    path: '/api/statements/{statementId}',
    summary: 'Issues a statement to one person, or a new one in place of theirs; never to oneself.',
    permission: 'issueStatements',
    params,
    body: z.strictObject({
      organisationId: id('organisation'),
      courseId: id('course'),
      personId: id('person'),
      cohortId,
      languages: StatementLanguages,
      /** the one whose place it takes: that one is revoked with the reason */
      replaces: z.nullable(z.strictObject({ statementId: id('statement'), reason })),
    }),
    output: Statement,
    errors: ['idTaken', 'ownStatement', 'courseNotCompleted', 'alreadyIssued', 'statementRevoked'],
  }),
  revoke: endpoint({
    method: 'PUT',
    path: '/api/statements/{statementId}/revoked',
    summary: 'Revokes a statement for good, with a reason that its owner reads; asked twice, it is revoked once.',
    permission: 'issueStatements',
    params,
    body: z.strictObject({ reason }),
    output: Statement,
    errors: ['ownStatement'],
  }),
  file: endpoint({
    method: 'GET',
    path: '/api/statements/{statementId}/file',
    summary: 'The statement as PDF, a page for each of its languages (bytes).',
    permission: 'signedIn',
    params,
    raw: true,
  }),
};
