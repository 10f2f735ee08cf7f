/** Where a cohort stands in its days, by its own time zone. Pure. */
import type { Sign } from '../ui/sign.ts';

interface Days {
  /** `2026-10-12`, first and last day */
  startsOn: string;
  endsOn: string;
  timeZone: string;
  state: 'active' | 'archived';
}
export type Standing = { stands: 'coming' | 'over' | 'archived' } | { stands: 'running'; week: number; weeks: number };

const dayMs = 24 * 3600 * 1000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** The day of a moment in a zone. */
export const dayIn = (timeZone: string, now: number): string => new Date(now).toLocaleDateString('sv', { timeZone });

/** Its weeks begin on the weekday of its first day. */
export function standingOf({ startsOn, endsOn, timeZone, state }: Days, now: number): Standing {
  if (state === 'archived') return { stands: 'archived' };
  const today = dayIn(timeZone, now);
  if (today < startsOn) return { stands: 'coming' };
  if (today > endsOn) return { stands: 'over' };
  const weekOf = (day: string) => Math.floor(daysBetween(startsOn, day) / 7) + 1;
  return { stands: 'running', week: weekOf(today), weeks: weekOf(endsOn) };
}

export const standingSigns: Record<Standing['stands'], Sign> = {
  coming: { kind: 'line', icon: 'clock' },
  running: { kind: 'acc', icon: 'today' },
  over: { kind: 'plain', icon: 'check' },
  archived: { kind: 'plain', icon: 'lock' },
};

/** Name as lists sort it; an erased card leaves a dash. */
export const listName = ({ familyName, givenName }: { familyName: string; givenName: string }): string =>
  `${familyName} ${givenName}`.trim();
