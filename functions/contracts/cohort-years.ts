/** The cohorts of an academy side by side in one calendar year: how an academy's leaders look at them. */
import { CohortCard, LocalDay } from './cohorts.ts';
import { id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** cohorts of one year that are shown */
export const cohortsInYearMax = 200;

export const CohortInYear = z.extend(CohortCard, {
  /** who learns in it now */
  members: z.int(),
  /** days of this year that are postponed, in order */
  postponed: z.array(LocalDay),
});
export type CohortInYear = z.infer<typeof CohortInYear>;

/** `left`: how many more there are. */
export const CohortYear = z.object({ items: z.array(CohortInYear), left: z.int() });

export const cohortYears = {
  cohortYear: endpoint({
    method: 'GET',
    path: '/api/cohorts/organisations/{organisationId}/years/{year}',
    summary: `Cohorts that learn in a year, those put away too, in the order of their first days; ${cohortsInYearMax} at most.`,
    permission: 'manageCohorts',
    params: z.strictObject({
      organisationId: id('organisation'),
      year: z.string().check(z.regex(/^20\d\d$/)),
    }),
    output: CohortYear,
  }),
};
