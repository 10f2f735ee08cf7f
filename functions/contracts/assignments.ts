/** Assignments of a cohort: what is asked, until when, how it is marked; who has handed in, and exceptions for one person. */
import { MarkdownText, Named, isPlain } from './blocks.ts';
import { Cursor, Language, Moment, id, line, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { fileBytesMax, fileTypes } from './media.ts';
import { Rubric } from './question-kinds.ts';
import { z } from './z.ts';

/** assignments of one cohort, those taken back among them */
export const assignmentsMax = 200;
export const submissionsMax = 20;
export const filesMax = 10;
export const assignmentTextMax = 20_000;
/** exceptions that one person is given for one assignment, one after another */
export const allowancesMax = 20;

/** Where one person’s work stands. `open`: there is time left · `missing`: there is none, and nothing came · `returned`: to be reworked. */
export const workStates = ['open', 'missing', 'handedIn', 'marked', 'returned', 'excused'] as const;
export const WorkState = z.enum(workStates);
export type WorkState = z.infer<typeof WorkState>;

const text = (max: number) =>
  z.string().check(
    z.maxLength(max, 'tooLarge'),
    z.refine((value: string) => value.trim().length > 0, 'blank'),
    z.refine(isPlain, 'control'),
  );
/** A few words on why, for who looks at it later. */
export const Reason = text(1_000);
const revision = z.int().check(z.minimum(0));

/** What is handed in. */
const Asked = {
  /** a text written here */
  takesText: z.boolean(),
  /** empty: no files */
  fileTypes: z.array(z.enum(fileTypes)).check(z.maxLength(fileTypes.length)),
  fileBytesMax: z.int().check(z.minimum(1024), z.maximum(fileBytesMax)),
  filesMax: z.int().check(z.minimum(1), z.maximum(filesMax)),
  /** how often one may hand in without being asked to rework it */
  submissionsMax: z.int().check(z.minimum(1), z.maximum(submissionsMax)),
};
const Terms = {
  opensAt: Moment,
  dueAt: Moment,
  /** nothing is taken any more from then on; null: late work is taken, and marked late */
  closesAt: z.nullable(Moment),
};

/** An assignment as its teachers write it. */
export const AssignmentContent = z.strictObject({
  title: line(200),
  /** in which it is written */
  language: Language,
  text: MarkdownText.check(z.maxLength(assignmentTextMax, 'tooLarge')),
  ...Terms,
  ...Asked,
  pointsMax: z.number().check(z.minimum(0.5), z.maximum(1_000)),
  rubric: Rubric,
  /** who marks sees no names until marks are released */
  anonymous: z.boolean(),
});
export type AssignmentContent = z.infer<typeof AssignmentContent>;

/** An assignment in a list of its teachers. */
export const AssignmentCard = z.object({
  id: id('assignment'),
  title: z.string(),
  language: Language,
  opensAt: Moment,
  /** after the days that were postponed */
  dueAt: Moment,
  closesAt: z.nullable(Moment),
  anonymous: z.boolean(),
  pointsMax: z.number(),
  releasedAt: z.nullable(Moment),
  removedAt: z.nullable(Moment),
  /** work that waits for its marks; a moment behind */
  waiting: z.int(),
});
export type AssignmentCard = z.infer<typeof AssignmentCard>;

/** An assignment as its teachers see it. */
export const Assignment = z.extend(AssignmentCard, {
  cohort: z.object({ id: id('cohort'), name: z.string(), timeZone: z.string() }),
  content: AssignmentContent,
  revision: z.int(),
  /** somebody has handed in: points, rubric and marking without names stay as they are */
  begun: z.boolean(),
  changedBy: Named,
  changedAt: Moment,
  releases: z.array(z.object({ released: z.boolean(), by: Named, at: Moment, reason: z.nullable(z.string()) })),
});
export type Assignment = z.infer<typeof Assignment>;

/** An exception for one person, and why. The last one counts. */
export const Allowance = z.object({
  /** null: as for everybody */
  dueAt: z.nullable(Moment),
  excused: z.boolean(),
  reason: z.string(),
  by: Named,
  at: Moment,
});
export type Allowance = z.infer<typeof Allowance>;

/** A member of the cohort, and where their work stands. Without names being marked, it does not say more than that it came. */
export const AssignmentPerson = z.object({
  person: Named,
  state: WorkState,
  late: z.boolean(),
  dueAt: Moment,
  submissions: z.nullable(z.int()),
  submittedAt: z.nullable(Moment),
  points: z.nullable(z.number()),
  /** the work to look at; null while marked without names, or where nothing came */
  workId: z.nullable(id('work')),
  allowances: z.array(Allowance),
  /** of exceptions */
  revision: z.int(),
});
export type AssignmentPerson = z.infer<typeof AssignmentPerson>;

export const cohortParams = z.strictObject({ cohortId: id('cohort') });
export const assignmentParams = z.strictObject({ cohortId: id('cohort'), assignmentId: id('assignment') });

export const assignments = {
  taughtAssignments: endpoint({
    method: 'GET',
    path: '/api/assignments/cohorts/{cohortId}/assignments',
    summary: 'Assignments of a cohort as its teachers see them, in the order in which they were made.',
    permission: 'teachCohorts',
    params: cohortParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: z.extend(page(AssignmentCard), {
      cohort: z.object({ id: id('cohort'), name: z.string(), timeZone: z.string() }),
    }),
    errors: ['cursorInvalid'],
  }),
  assignment: endpoint({
    method: 'GET',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}',
    summary: 'An assignment as its teachers see it.',
    permission: 'teachCohorts',
    params: assignmentParams,
    output: Assignment,
  }),
  putAssignment: endpoint({
    method: 'PUT',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}',
    summary: 'Sets an assignment to a cohort, or changes it.',
    permission: 'teachCohorts',
    params: assignmentParams,
    body: z.strictObject({ content: AssignmentContent, revision: z.nullable(revision) }),
    output: Assignment,
    errors: ['idTaken', 'conflict', 'assignmentBegun', 'tooManyAssignments'],
    bodyBytesMax: 256 * 1024,
  }),
  removeAssignment: endpoint({
    method: 'PUT',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/removal',
    summary: 'Takes an assignment back, or sets it again; what was handed in is kept.',
    permission: 'teachCohorts',
    params: assignmentParams,
    body: z.strictObject({ removed: z.boolean(), revision }),
    output: Assignment,
    errors: ['conflict'],
  }),
  assignmentPeople: endpoint({
    method: 'GET',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/people',
    summary: 'Who of the cohort has handed in, who is late, who is missing; by name.',
    permission: 'teachCohorts',
    params: assignmentParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(AssignmentPerson),
    errors: ['cursorInvalid'],
  }),
  allow: endpoint({
    method: 'PUT',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/people/{personId}/allowance',
    summary: 'Gives one person more time, or excuses them, with a reason; the last exception counts.',
    permission: 'teachCohorts',
    params: z.strictObject({ cohortId: id('cohort'), assignmentId: id('assignment'), personId: id('person') }),
    body: z.strictObject({ dueAt: z.nullable(Moment), excused: z.boolean(), reason: Reason, revision }),
    output: AssignmentPerson,
    errors: ['conflict', 'ownWork', 'tooManyAllowances'],
  }),
};
