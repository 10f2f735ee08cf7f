/** What a learner reads about a course that is assigned to them; apart from the endpoints, since every list of courses shows it. */
import { id, localised } from './common.ts';
import { z } from './z.ts';

/** An assigned course as who learns it sees it. */
export const AssignedForLearner = z.object({
  /** one of both */
  cohort: z.nullable(z.object({ id: id('cohort'), name: z.string() })),
  organisation: z.nullable(z.object({ id: id('organisation'), name: localised(200) })),
  /** days of the cohort’s (or the learner’s) zone; null: whenever they like */
  startsOn: z.nullable(z.iso.date()),
  dueOn: z.nullable(z.iso.date()),
  /** its modules are learned one after the other */
  inOrder: z.boolean(),
  /** courses still to be completed before this one can be begun */
  missing: z.array(z.object({ courseId: id('course'), title: localised(200) })),
});
export type AssignedForLearner = z.infer<typeof AssignedForLearner>;
