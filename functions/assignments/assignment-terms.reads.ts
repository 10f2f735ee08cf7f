/** When assignments are due after the days that were postponed. */
import { shiftedDue, type DueCalendar } from '#contracts/shifted-due.ts';
import { dueCalendar } from '../cohorts/cohorts.reads.ts';
import type { Terms } from './assignment.ts';
import type { Card } from './assignments.store.ts';

export const termsOf = async (card: Card): Promise<Terms> => termsBy(await dueCalendar(card.cohortId), card);

/** For who has the calendar of the cohort at hand; `undefined`: there is no such cohort, and nothing is put off. */
export function termsBy(calendar: DueCalendar | undefined, { opensAt, dueAt, closesAt }: Card): Terms {
  const shifted = (at: string) => (calendar ? shiftedDue(at, calendar) : at);
  return { opensAt, dueAt: shifted(dueAt), closesAt: closesAt === undefined ? undefined : shifted(closesAt) };
}
