/** Who of a cohort is stuck in the courses it learns, and why: for who teaches it. No marks are told. */
import { cohortParams } from './cohorts.ts';
import { Moment, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** so many days without a sign in a course */
export const silentDays = 7;
/** so many days ago a lecture was left in the middle */
export const lectureDays = 3;
/** a test was failed so often */
export const failuresNeeded = 2;
/** people in one answer */
export const stuckMax = 100;
/** reasons told of one person */
export const reasonsMax = 10;
/** courses that are looked at, those due first */
export const stuckCoursesMax = 20;

/**
 * `noVisit`: not completed, and no sign for `silentDays`. `failedTwice`: a test of a lesson that has to be passed was failed
 * `failuresNeeded` times and is not passed. `sameLecture`: the last they did was to begin a film, and they left it
 * `lectureDays` ago or longer.
 */
export const stuckKinds = ['noVisit', 'failedTwice', 'sameLecture'] as const;

export const StuckReason = z.object({
  kind: z.enum(stuckKinds),
  /** `noVisit`: the last sign, or since when they could have begun; `failedTwice`: the failure that made it so many; `sameLecture`: the last sign */
  since: Moment,
  course: z.object({ id: id('course'), title: localised(200) }),
  /** where they stand, the lesson of the test, of the film; null: the course was never begun */
  lesson: z.nullable(z.object({ id: id('lesson'), title: localised(200) })),
});
export type StuckReason = z.infer<typeof StuckReason>;

export const StuckPerson = z.object({
  personId: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  /** the longest first */
  reasons: z.array(StuckReason),
});
export type StuckPerson = z.infer<typeof StuckPerson>;

export const stuck = {
  stuckLearners: endpoint({
    method: 'GET',
    path: '/api/progress/cohorts/{cohortId}/stuck',
    summary: `Who of a cohort is stuck in the courses assigned to it, and why; ${stuckMax} people at most, the longest stuck first.`,
    permission: 'teachCohorts',
    params: cohortParams,
    output: z.object({
      items: z.array(StuckPerson),
      /** how many more are stuck */
      left: z.int(),
      /** courses assigned to the cohort; only the first `stuckCoursesMax` were looked at */
      courses: z.int(),
    }),
  }),
};
