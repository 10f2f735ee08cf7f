/** Cohorts for tests. */
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts } from '#contracts/cohorts.ts';
import { newId, type TestClient } from './stack.ts';

export const newCohort = (change: { name?: string; startsOn?: string; endsOn?: string } = {}) => ({
  name: 'ПОГ-26/1',
  startsOn: '2026-10-12',
  endsOn: '2026-12-27',
  ...change,
});

/** A cohort of an academy with these people in it; answers its id. */
export async function createCohort(
  teacher: TestClient,
  organisationId: string,
  { personIds = [], ...change }: Parameters<typeof newCohort>[0] & { personIds?: string[] } = {},
): Promise<string> {
  const id = newId('cohort');
  await teacher.call(cohorts.createCohort, { params: { organisationId }, body: { id, ...newCohort(change) } });
  if (personIds.length) await teacher.call(cohortMembers.addMembers, { params: { cohortId: id }, body: { personIds } });
  return id;
}
