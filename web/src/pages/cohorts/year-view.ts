/** Where a stretch of days lies in a calendar year, in parts of it. Pure. */
import { monthName } from '../../lib/format.rules.ts';
import type { Language } from '#contracts/common.ts';

const dayMs = 86_400_000;
export const firstYear = 2000;
export const lastYear = 2099;

const startOf = (year: number): number => Date.UTC(year, 0, 1);
const shareOf = (ms: number, year: number): number =>
  Math.min(1, Math.max(0, (ms - startOf(year)) / (startOf(year + 1) - startOf(year))));

/** Where a day begins, from 0 to 1. */
export const dayAt = (day: string, year: number): number => shareOf(Date.parse(day), year);

export interface Bar {
  from: number;
  length: number;
  /** it began before the year, or goes on after it */
  before: boolean;
  after: boolean;
}

/** First and last day are both included. */
export function barOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }, year: number): Bar {
  const from = dayAt(startsOn, year);
  return {
    from,
    length: shareOf(Date.parse(endsOn) + dayMs, year) - from,
    before: startsOn < `${year}-01-01`,
    after: endsOn > `${year}-12-31`,
  };
}

/** The months with the place where each begins. */
export const monthsOf = (year: number, language: Language): { short: string; from: number }[] =>
  Array.from({ length: 12 }, (_, month) => {
    const name = monthName(month + 1, language);
    return { short: name.slice(0, 3), from: shareOf(Date.UTC(year, month, 1), year) };
  });

/** What the address asks for; else the year of today. */
export function yearAsked(asked: string | null | undefined, today: string): number {
  const year = Number(asked);
  return Number.isInteger(year) && year >= firstYear && year <= lastYear ? year : Number(today.slice(0, 4));
}

/** All of them in one line: cohorts, who learns in them, days postponed. */
export const sumOf = (cohorts: readonly { members: number; postponed: readonly string[] }[]) => ({
  cohorts: cohorts.length,
  members: cohorts.reduce((sum, { members }) => sum + members, 0),
  postponed: new Set(cohorts.flatMap(({ postponed }) => postponed)).size,
});
