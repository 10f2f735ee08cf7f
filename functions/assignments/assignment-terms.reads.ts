/** When assignments are due after the days that were postponed. */
import { shiftedDue } from '../cohorts/cohorts.reads.ts';
import type { Terms } from './assignment.ts';
import type { Card } from './assignments.store.ts';

export async function termsOf({ cohortId, opensAt, dueAt, closesAt }: Card): Promise<Terms> {
  const [due, closes] = await Promise.all([
    shiftedDue(cohortId, dueAt),
    closesAt === undefined ? undefined : shiftedDue(cohortId, closesAt),
  ]);
  return { opensAt, dueAt: due, closesAt: closes };
}
