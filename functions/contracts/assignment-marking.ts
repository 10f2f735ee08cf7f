/** Marking what was handed in: work by work, with or without names; release of all marks together; passages that are alike. */
import { Named, isPlain } from './blocks.ts';
import { Cursor, Moment, id, page } from './common.ts';
import { assignmentParams, Assignment, Reason } from './assignments.ts';
import { commentsMax, WorkComment } from './assignment-work.ts';
import { endpoint } from './endpoint.ts';
import { PartId, partsMax } from './question-kinds.ts';
import { z } from './z.ts';

export const markOutcomes = ['marked', 'returned'] as const;

/** Work in the order of marking, which says nothing of who it is by. */
export const WorkRow = z.object({
  workId: id('work'),
  /** by which works are told apart without a name */
  alias: z.string(),
  /** null while marked without names */
  learner: z.nullable(Named),
  state: z.enum(['handedIn', 'marked', 'returned']),
  /** null while marked without names */
  late: z.nullable(z.boolean()),
  points: z.nullable(z.number()),
});
export type WorkRow = z.infer<typeof WorkRow>;

/** A submission as who marks it sees it; times and names of files could tell whose it is. */
export const MarkedSubmission = z.object({
  number: z.int(),
  text: z.string(),
  files: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.int() })),
  at: z.nullable(Moment),
  late: z.nullable(z.boolean()),
});
export type MarkedSubmission = z.infer<typeof MarkedSubmission>;

export const WorkMark = z.object({
  /** counts the marks of this work, from 1 */
  revision: z.int(),
  number: z.int(),
  outcome: z.enum(markOutcomes),
  points: z.nullable(z.number()),
  levels: z.record(PartId, PartId),
  comment: z.nullable(z.string()),
  comments: z.array(WorkComment),
  reworkDueAt: z.nullable(Moment),
  /** why it was changed after the release */
  reason: z.nullable(z.string()),
  by: Named,
  at: Moment,
});
export type WorkMark = z.infer<typeof WorkMark>;

export const MarkedWork = z.extend(WorkRow, {
  /** the latest first */
  submissions: z.array(MarkedSubmission),
  /** all marks there have been, the latest first */
  marks: z.array(WorkMark),
});
export type MarkedWork = z.infer<typeof MarkedWork>;

/** Two passages that read alike, each as it stands in its text. */
export const Overlap = z.object({
  workId: id('work'),
  alias: z.string(),
  learner: z.nullable(Named),
  /** share of this work’s text that stands in the other as well, 0–1 */
  share: z.number(),
  passages: z.array(z.object({ here: z.string(), there: z.string() })),
});
export type Overlap = z.infer<typeof Overlap>;

const workParams = z.strictObject({ cohortId: id('cohort'), assignmentId: id('assignment'), workId: id('work') });

export const assignmentMarking = {
  works: endpoint({
    method: 'GET',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/works',
    summary: 'What was handed in, in an order that says nothing of whose it is.',
    permission: 'teachCohorts',
    params: assignmentParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(WorkRow),
    errors: ['cursorInvalid'],
  }),
  work: endpoint({
    method: 'GET',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/works/{workId}',
    summary: 'A work with all its submissions and all marks it has had.',
    permission: 'teachCohorts',
    params: workParams,
    output: MarkedWork,
    errors: ['ownWork'],
  }),
  workFileContent: endpoint({
    method: 'GET',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/works/{workId}/files/{number}/{index}',
    summary: 'A file of a submission, as a redirect to an address that works for five minutes and saves it.',
    permission: 'teachCohorts',
    params: z.extend(workParams, {
      number: z.string().check(z.regex(/^[1-9]\d{0,3}$/)),
      index: z.string().check(z.regex(/^\d$/)),
    }),
    errors: ['ownWork'],
    raw: true,
  }),
  markWork: endpoint({
    method: 'PUT',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/works/{workId}/mark',
    summary: 'Marks the latest submission of a work, or gives it back to be reworked. Never one’s own.',
    permission: 'teachCohorts',
    params: workParams,
    body: z.strictObject({
      /** of the mark it was made from; 0: there was none */
      revision: z.int().check(z.minimum(0)),
      number: z.int().check(z.minimum(1)),
      outcome: z.enum(markOutcomes),
      points: z.nullable(z.number().check(z.minimum(0), z.maximum(1_000))),
      levels: z.record(PartId, PartId).check(z.refine((levels) => Object.keys(levels).length <= partsMax, 'tooMany')),
      comment: z.nullable(
        z.string().check(
          z.maxLength(10_000, 'tooLarge'),
          z.refine((value: string) => value.trim().length > 0, 'blank'),
          z.refine(isPlain, 'control'),
        ),
      ),
      comments: z.array(WorkComment).check(z.maxLength(commentsMax)),
      reworkDueAt: z.nullable(Moment),
      /** asked for once marks are released */
      reason: z.nullable(Reason),
    }),
    output: MarkedWork,
    errors: ['conflict', 'ownWork', 'noteMissing'],
    bodyBytesMax: 512 * 1024,
  }),
  releaseMarks: endpoint({
    method: 'PUT',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/release',
    summary: 'Shows all learners their marks at once, or takes a release back with a reason.',
    permission: 'teachCohorts',
    params: assignmentParams,
    body: z.strictObject({
      released: z.boolean(),
      reason: z.nullable(Reason),
      revision: z.int().check(z.minimum(0)),
    }),
    output: Assignment,
    errors: ['conflict', 'marksMissing', 'noteMissing'],
  }),
  overlaps: endpoint({
    method: 'GET',
    path: '/api/assignments/cohorts/{cohortId}/assignments/{assignmentId}/works/{workId}/overlaps',
    summary: 'Other works of the cohort that share passages with this one: a hint to look at, never a verdict.',
    permission: 'teachCohorts',
    params: workParams,
    output: z.object({ items: z.array(Overlap) }),
    errors: ['ownWork'],
  }),
};
