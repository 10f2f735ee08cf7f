/** A calendar year of an academy's cohorts. Pure. */
import { daysMax } from '#contracts/cohorts.ts';
import type { CohortHead } from './cohort.ts';

/** First and last day, both included. */
export const daysOfYear = (year: string) => ({ first: `${year}-01-01`, last: `${year}-12-31` });

/** The first days between which a cohort of that year has begun: it lasts no longer than `daysMax`. */
export function beginningsOf(year: string): { from: string; to: string } {
  const { first, last } = daysOfYear(year);
  const earliest = new Date(Date.parse(first) - daysMax * 86_400_000);
  return { from: earliest.toISOString().slice(0, 10), to: last };
}

/** Those that learn in it, by their first days, then as they end. */
export function heldIn<Held extends Pick<CohortHead, 'startsOn' | 'endsOn' | 'name'>>(
  cohorts: readonly Held[],
  year: string,
): Held[] {
  const { first, last } = daysOfYear(year);
  const place = ({ startsOn, endsOn, name }: Held) => `${startsOn} ${endsOn} ${name}`;
  return cohorts
    .filter(({ startsOn, endsOn }) => startsOn <= last && endsOn >= first)
    .sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
