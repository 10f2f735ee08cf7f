/** What a learner reads about a course that is assigned to them. */
import type { AssignedForLearner } from '#contracts/assigned-card.ts';

/** Noon of a local day in UTC, which falls on that day from Lisbon to Almaty: for texts of days. */
export const noonOf = (day: string): string => `${day}T12:00:00.000Z`;

/** Is its last day over where the person is, and the course not completed? */
export function isOverdue(
  { dueOn }: Pick<AssignedForLearner, 'dueOn'>,
  completed: boolean,
  now: { at: Date; timeZone: string | undefined },
): boolean {
  const today = now.at.toLocaleDateString('sv', now.timeZone === undefined ? {} : { timeZone: now.timeZone });
  return !completed && dueOn !== null && dueOn < today;
}
