/**
 * Gradebook of a cohort: categories with weights, columns, a row for each learner. Marks are given by hand or taken over from
 * tests and assignments; learners see theirs once the column is released. What the marks come to is computed from them (`grade-result.ts`).
 */
import { Named } from './blocks.ts';
import { Cursor, Job, Language, Moment, id, line } from './common.ts';
import { endpoint } from './endpoint.ts';
import { cellFlags } from './grade-result.ts';
import { z } from './z.ts';

export const gradeColumnsMax = 60;
export const gradeCategoriesMax = 12;
/** marks of one request */
export const marksMax = 300;
/** marks of one learner in one request */
export const marksPerLearnerMax = gradeColumnsMax;

const Points = z.number().check(z.minimum(0), z.maximum(1000), z.multipleOf(0.01));

export const GradeCategory = z.strictObject({
  id: id('gradeCategory'),
  title: line(80),
  /** percent of the whole */
  weight: z.number().check(z.minimum(0), z.maximum(100), z.multipleOf(0.1)),
});
export type GradeCategory = z.infer<typeof GradeCategory>;

/** Where its marks come from: a person’s hand alone, what learners reached in a test that is held, or released marks of an assignment. */
export const GradeSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hand') }),
  z.strictObject({ kind: z.literal('run'), runId: id('run') }),
  z.strictObject({ kind: z.literal('assignment'), assignmentId: id('assignment') }),
]);
export type GradeSource = z.infer<typeof GradeSource>;

export const GradeColumn = z.strictObject({
  id: id('gradeColumn'),
  categoryId: id('gradeCategory'),
  title: line(120),
  source: GradeSource,
  pointsMax: Points.check(z.minimum(0.5)),
  /** local day of the cohort by which it is due */
  dueOn: z.nullable(z.iso.date()),
});
export type GradeColumn = z.infer<typeof GradeColumn>;

const once = (items: readonly { id: string }[]): boolean => new Set(items.map((each) => each.id)).size === items.length;
const GradeCategories = z
  .array(GradeCategory)
  .check(z.minLength(1), z.maxLength(gradeCategoriesMax), z.refine(once, 'twice'));
const GradeColumns = z.array(GradeColumn).check(z.maxLength(gradeColumnsMax), z.refine(once, 'twice'));

export const GradePlan = z.object({
  /** 0: nobody has written one yet */
  revision: z.int(),
  categories: z.array(GradeCategory),
  columns: z.array(z.extend(GradeColumn, { releasedAt: z.nullable(Moment) })),
});
export type GradePlan = z.infer<typeof GradePlan>;

export const GradeCell = z.object({
  /** given by hand */
  points: z.nullable(z.number()),
  /** taken over, in points of the column */
  taken: z.nullable(z.number()),
  flag: z.nullable(z.enum(cellFlags)),
  /** counts what was done by hand */
  revision: z.int(),
});
export type GradeCell = z.infer<typeof GradeCell>;
const Cells = z.record(id('gradeColumn'), GradeCell);

export const GradeRow = z.object({ person: Named, cells: Cells });
export type GradeRow = z.infer<typeof GradeRow>;

/** One mark as it is given. The id is made by the client: sent twice, it is given once. */
export const MarkChange = z.strictObject({
  id: id('mark'),
  personId: id('person'),
  columnId: id('gradeColumn'),
  /** of the cell it was made from */
  revision: z.int().check(z.minimum(0)),
  /** null: none by hand */
  points: z.nullable(Points),
  flag: z.nullable(z.enum(cellFlags)),
  reason: z.nullable(line(300)),
});
export type MarkChange = z.infer<typeof MarkChange>;

/**
 * saved · conflict: somebody was quicker, `cell` is theirs · tooMany: more than the column has · own: nobody marks themselves ·
 * unknown: no such learner or column here (any more)
 */
export const markOutcomes = ['saved', 'conflict', 'tooMany', 'own', 'unknown'] as const;
export const MarkOutcome = z.object({ id: id('mark'), outcome: z.enum(markOutcomes), cell: z.nullable(GradeCell) });
export type MarkOutcome = z.infer<typeof MarkOutcome>;

export const MarkHistory = z.object({
  id: id('mark'),
  at: Moment,
  by: Named,
  points: z.nullable(z.number()),
  flag: z.nullable(z.enum(cellFlags)),
  before: z.object({ points: z.nullable(z.number()), flag: z.nullable(z.enum(cellFlags)) }),
  reason: z.nullable(z.string()),
});
export type MarkHistory = z.infer<typeof MarkHistory>;

const Cohort = z.object({ id: id('cohort'), name: z.string() });
const cohortParams = z.strictObject({ cohortId: id('cohort') });

/** Heads and words of the file, in the language of who asks for it. */
export const GradeWords = z.strictObject({
  familyName: line(80),
  givenName: line(80),
  total: line(80),
  missing: line(80),
  late: line(80),
  excused: line(80),
});

export const gradebook = {
  gradebook: endpoint({
    method: 'GET',
    path: '/api/gradebook/cohorts/{cohortId}',
    summary: 'The gradebook of a cohort: its plan, and a page of its learners by name with their marks.',
    permission: 'teachCohorts',
    params: cohortParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: z.object({
      cohort: Cohort,
      plan: GradePlan,
      items: z.array(GradeRow),
      next: z.nullable(z.string()),
      total: z.int(),
    }),
    errors: ['cursorInvalid'],
  }),
  savePlan: endpoint({
    method: 'PUT',
    path: '/api/gradebook/cohorts/{cohortId}/plan',
    summary: 'Writes categories and columns. A column that goes takes its marks from sight; the history keeps them.',
    permission: 'teachCohorts',
    params: cohortParams,
    body: z.strictObject({
      /** of the plan it was made from */
      revision: z.int().check(z.minimum(0)),
      categories: GradeCategories,
      columns: GradeColumns,
    }),
    output: GradePlan,
    errors: ['conflict'],
  }),
  giveMarks: endpoint({
    method: 'PUT',
    path: '/api/gradebook/cohorts/{cohortId}/marks',
    summary: 'Gives marks; each is judged by itself, and those that were saved stay saved.',
    permission: 'teachCohorts',
    params: cohortParams,
    body: z.strictObject({
      marks: z.array(MarkChange).check(z.minLength(1), z.maxLength(marksMax), z.refine(once, 'twice')),
    }),
    output: z.object({ outcomes: z.array(MarkOutcome) }),
    errors: [],
    bodyBytesMax: 256 * 1024,
  }),
  release: endpoint({
    method: 'POST',
    path: '/api/gradebook/cohorts/{cohortId}/release',
    summary: 'Shows columns to their learners together, or takes that back.',
    permission: 'teachCohorts',
    params: cohortParams,
    body: z.strictObject({
      revision: z.int().check(z.minimum(1)),
      columnIds: z.array(id('gradeColumn')).check(z.minLength(1), z.maxLength(gradeColumnsMax)),
      released: z.boolean(),
    }),
    output: GradePlan,
    errors: ['conflict', 'weightsDiffer'],
  }),
  history: endpoint({
    method: 'GET',
    path: '/api/gradebook/cohorts/{cohortId}/people/{personId}/columns/{columnId}/history',
    summary: 'Who gave which mark when, and why; the latest first.',
    permission: 'teachCohorts',
    params: z.strictObject({ cohortId: id('cohort'), personId: id('person'), columnId: id('gradeColumn') }),
    output: z.object({ items: z.array(MarkHistory) }),
  }),
  ownGrades: endpoint({
    method: 'GET',
    path: '/api/gradebook/own/{cohortId}',
    summary: 'One’s own marks in a cohort, as far as they are released.',
    permission: 'signedIn',
    params: cohortParams,
    output: z.object({ cohort: Cohort, plan: GradePlan, cells: Cells }),
  }),
  startExport: endpoint({
    method: 'POST',
    path: '/api/gradebook/cohorts/{cohortId}/exports',
    summary: 'Asks for the gradebook as CSV.',
    permission: 'teachCohorts',
    params: cohortParams,
    body: z.strictObject({ jobId: id('job'), language: Language, words: GradeWords }),
    output: Job,
    errors: ['idTaken'],
  }),
};
