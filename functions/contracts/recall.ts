/** What is said of a version that was recalled, and of the course another was made of. */
import { Moment, id, localised } from './common.ts';
import { z } from './z.ts';

/** A version that is recalled: learners may read on, warned. */
export const Recall = z.object({
  version: z.int(),
  at: Moment,
  reason: z.string(),
  /** it is the original of an adopted course that was recalled */
  ofOrigin: z.boolean(),
});
export type Recall = z.infer<typeof Recall>;

/** The course of another academy of which this one was made. */
export const Origin = z.object({
  courseId: id('course'),
  title: localised(200),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  version: z.int(),
});
export type Origin = z.infer<typeof Origin>;
