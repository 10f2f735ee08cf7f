/** What a postponed day does to what is due: the rule, for whoever shows or checks a due moment. Pure. */
import { dayAt, sameHourLater } from './local-time.ts';

/** A day of the timetable that was put off: what was due on it or later has so many more days. */
export interface DuePostponement {
  day: string;
  dueDays: number;
}
export interface DueCalendar {
  timeZone: string;
  /** last day of the cohort: what is due after it stays where it is */
  endsOn: string;
  postponed: readonly DuePostponement[];
}

/**
 * When something is due after all postponements in force. Each one, the earliest day first, moves what by then is due on
 * its day or later, until the cohort’s end; the hour on the wall stays. The base is never changed, so taking a postponement
 * back takes its days back.
 */
export function shiftedDue(dueAt: string, { timeZone, endsOn, postponed }: DueCalendar): string {
  const inOrder = [...postponed].sort((a, b) => (a.day < b.day ? -1 : 1));
  let due = Date.parse(dueAt);
  for (const { day, dueDays } of inOrder) {
    const dueDay = dayAt(due, timeZone);
    if (dueDay >= day && dueDay <= endsOn) due = sameHourLater(due, dueDays, timeZone);
  }
  return new Date(due).toISOString();
}
