/** What the academy answered goes where pages read it; lists are asked anew. */
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts, type CohortDetail } from '#contracts/cohorts.ts';
import { queryClient, refresh } from '../../lib/query.svelte.ts';

export function keepCohort(answer: unknown): void {
  const cohort = answer as CohortDetail;
  queryClient.setQueryData([cohorts.cohort.path, { params: { cohortId: cohort.id } }], cohort);
  void refresh(cohorts.cohorts, cohorts.taughtCohorts);
}

/** Somebody came or went: who is there, and how many. */
export const membersChanged = (): Promise<void> =>
  refresh(cohortMembers.members, cohorts.cohort, cohortMembers.peopleToChoose, cohortMembers.memberHistory);
