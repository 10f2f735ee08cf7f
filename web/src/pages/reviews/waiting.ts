/** How long a review has waited and how much time is left, in days of the reader's calendar. Pure. */
import { daysAgo } from '../../lib/format.rules.ts';

export interface Waiting {
  /** calendar days since it was submitted; 0: today */
  age: number;
  due: Due | null;
}
export type Due = { state: 'late' | 'today' | 'soon' | 'later'; days: number; lastDay: string };

/** A deadline this near is worth a sign. */
const soonDays = 2;

/** `dueAt` is the first moment after the last day: the last day itself is not late yet. */
export function waitingOf(
  { submittedAt, dueAt }: { submittedAt: string; dueAt: string | null },
  now: number,
  timeZone?: string,
): Waiting {
  const age = Math.max(0, daysAgo(submittedAt, now, timeZone));
  return { age, due: dueAt === null ? null : dueOf(dueAt, now, timeZone) };
}

function dueOf(dueAt: string, now: number, timeZone?: string): Due {
  const last = Date.parse(dueAt) - 1;
  const lastDay = new Date(last).toISOString();
  const left = -daysAgo(last, now, timeZone);
  if (now > last) return { state: 'late', days: Math.max(1, -left), lastDay };
  if (left === 0) return { state: 'today', days: 0, lastDay };
  return { state: left <= soonDays ? 'soon' : 'later', days: left, lastDay };
}
