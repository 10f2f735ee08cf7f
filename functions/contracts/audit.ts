/** Audit: who held what on which day, who changed what; everybody's own record; all data about one person. */
import { Cursor, Job, Language, Moment, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { roles } from './permissions.ts';
import { z } from './z.ts';

/** A calendar day, e.g. `2026-11-22`; it ends at midnight in the organisation's time zone. */
export const Day = z.iso.date().check(z.regex(/^20/));
/** A calendar month, e.g. `2026-11`. */
export const Month = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/));

const personName = z.object({ id: id('person'), givenName: z.string(), familyName: z.string() });
const organisationName = z.object({ id: id('organisation'), name: localised(200) });
const courseTitle = z.object({ id: id('course'), title: localised(200) });

/** One fact. Names are looked up when it is shown: a record holds ids only. */
export const RecordRow = z.object({
  id: z.string(),
  at: Moment,
  /** `<room>.<whatHappened>`, e.g. `progress.courseCompleted` */
  type: z.string(),
  /** null: the system or an operator (`by` says which) */
  actor: z.nullable(personName),
  by: z.enum(['person', 'system', 'operator']),
  /** whom or what it is about, as far as it is still known */
  person: z.nullable(personName),
  organisation: z.nullable(organisationName),
  course: z.nullable(courseTitle),
  /** versions, roles, numbers */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** of an administrator's change; null where there is none, or it was erased */
  change: z.nullable(
    z.object({
      address: z.nullable(z.string()),
      before: z.record(z.string(), z.string()),
      after: z.record(z.string(), z.string()),
    }),
  ),
  /** names of the organisations and courses whose ids stand in `data` and `change` */
  names: z.record(z.string(), localised(200)),
});
export type RecordRow = z.infer<typeof RecordRow>;

/** A course somebody had completed by the day asked for. */
export const HeldCourse = z.object({ course: courseTitle, version: z.int(), completedAt: Moment });
export type HeldCourse = z.infer<typeof HeldCourse>;

export const HeldRole = z.object({
  organisation: organisationName,
  roles: z.array(z.enum(roles)),
  since: Moment,
  until: z.nullable(Moment),
});

/** Who held what: one row per person and version of a course. */
export const HeldRow = z.extend(HeldCourse, { person: personName, organisation: organisationName });
export type HeldRow = z.infer<typeof HeldRow>;

const personParams = z.strictObject({ personId: id('person') });
const organisationParams = z.strictObject({ organisationId: id('organisation') });
const paged = z.strictObject({ cursor: z.optional(Cursor) });

/** What an export of records contains: the same question as on the page. */
export const RecordsQuestion = z.discriminatedUnion('view', [
  z.strictObject({ view: z.literal('person'), personId: id('person') }),
  z.strictObject({
    view: z.literal('course'),
    courseId: id('course'),
    month: Month,
  }),
  z.strictObject({ view: z.literal('day'), organisationId: id('organisation'), day: Day }),
  z.strictObject({
    view: z.literal('held'),
    organisationId: id('organisation'),
    day: Day,
    courseId: z.optional(id('course')),
  }),
]);
export type RecordsQuestion = z.infer<typeof RecordsQuestion>;

/** Columns of an export of facts, and of “who held what”; a heading that is not sent along is the name itself. */
export const recordColumns = [
  'at',
  'type',
  'actor',
  'person',
  'organisation',
  'course',
  'details',
  'address',
  'before',
  'after',
] as const;
export const heldColumns = ['familyName', 'givenName', 'organisation', 'course', 'version', 'completedAt'] as const;

export const audit = {
  personRecords: endpoint({
    method: 'GET',
    path: '/api/audit/people/{personId}/records',
    summary: 'Facts about a person, latest first.',
    permission: 'seeRecords',
    params: personParams,
    query: paged,
    output: page(RecordRow),
    errors: ['cursorInvalid'],
  }),
  personOnDay: endpoint({
    method: 'GET',
    path: '/api/audit/people/{personId}/held',
    summary: 'Which roles a person held and which courses they had completed, by which version, at the end of a day.',
    permission: 'seeRecords',
    params: personParams,
    query: z.strictObject({ day: Day }),
    output: z.object({ person: personName, roles: z.array(HeldRole), courses: z.array(HeldCourse) }),
  }),
  courseRecords: endpoint({
    method: 'GET',
    path: '/api/audit/courses/{courseId}/records',
    summary: 'Facts about a course in a month, latest first: releases, enrolments, completions in one’s organisations.',
    permission: 'seeRecords',
    params: z.strictObject({ courseId: id('course') }),
    query: z.strictObject({ month: Month, cursor: z.optional(Cursor) }),
    output: page(RecordRow),
    errors: ['cursorInvalid'],
  }),
  dayRecords: endpoint({
    method: 'GET',
    path: '/api/audit/organisations/{organisationId}/days/{day}',
    summary:
      'Facts of a day in an academy or region (national body: the whole service), latest first; `changes`: only what administrators changed.',
    permission: 'seeRecords',
    params: z.strictObject({ organisationId: id('organisation'), day: Day }),
    query: z.strictObject({ only: z.optional(z.literal('changes')), cursor: z.optional(Cursor) }),
    output: page(RecordRow),
    errors: ['cursorInvalid'],
  }),
  held: endpoint({
    method: 'GET',
    path: '/api/audit/organisations/{organisationId}/held',
    summary:
      'Who of an academy or region (national body: the whole service) had completed which course at the end of a day.',
    permission: 'seeRecords',
    params: organisationParams,
    query: z.strictObject({ day: Day, courseId: z.optional(id('course')), cursor: z.optional(Cursor) }),
    output: page(HeldRow),
    errors: ['cursorInvalid'],
  }),
  ownRecord: endpoint({
    method: 'GET',
    path: '/api/audit/own',
    summary: 'The signed-in person’s own record: roles with their periods, completed courses with version and day.',
    permission: 'signedIn',
    output: z.object({ roles: z.array(HeldRole), courses: z.array(HeldCourse) }),
  }),
  ownRecords: endpoint({
    method: 'GET',
    path: '/api/audit/own/records',
    summary: 'Facts about the signed-in person, latest first.',
    permission: 'signedIn',
    query: paged,
    output: page(RecordRow),
    errors: ['cursorInvalid'],
  }),
  startRecordsExport: endpoint({
    method: 'POST',
    path: '/api/audit/exports',
    summary: 'Writes records as CSV, as a job; the file lives 24 hours, and the export itself is on record.',
    permission: 'seeRecords',
    body: z.strictObject({
      jobId: id('job'),
      question: RecordsQuestion,
      language: Language,
      /** column → heading in the reader's language; the words live in the web's messages */
      columns: z.record(z.string().check(z.maxLength(40)), line(80)),
      /** record type → words, `system` and `operator` too; unknown types stay as they are */
      types: z.record(z.string().check(z.maxLength(60)), line(120)),
      /** field of the data or of a change → words */
      fields: z.optional(z.record(z.string().check(z.maxLength(40)), line(80))),
      /** value → words: roles, languages, kinds of organisations, `true` and `false`; others stay as they are */
      values: z.optional(z.record(z.string().check(z.maxLength(40)), line(80))),
    }),
    output: Job,
    errors: ['idTaken'],
  }),
  startPersonExport: endpoint({
    method: 'POST',
    path: '/api/audit/people/{personId}/export',
    summary: 'Gathers all data about one person in a zip, as a job.',
    permission: 'managePeople',
    params: personParams,
    body: z.strictObject({ jobId: id('job') }),
    output: Job,
    errors: ['idTaken'],
  }),
  startOwnExport: endpoint({
    method: 'POST',
    path: '/api/audit/own/export',
    summary: 'Gathers all data about the signed-in person in a zip, as a job.',
    permission: 'signedIn',
    body: z.strictObject({ jobId: id('job') }),
    output: Job,
    errors: ['idTaken'],
    strictLimit: 5,
  }),
};
