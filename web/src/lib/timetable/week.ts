/** A week of a timetable as it is shown: which days, what stands on each. Pure. */
import { addDays, mondayOf, timeAt, weekdayOf } from '#contracts/local-time.ts';
import type { PostponedDay, Timetable, TimetableSession } from '#contracts/timetable.ts';

export interface WeekDay {
  day: string;
  sessions: TimetableSession[];
  postponed: PostponedDay | undefined;
  isToday: boolean;
}

/** Monday to Friday, and what days of the weekend something stands on. */
export function weekOf(monday: string, { items, postponed, today }: Timetable): WeekDay[] {
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  return days
    .map((day) => ({
      day,
      sessions: items.filter((session) => session.day === day),
      postponed: postponed.find((each) => each.day === day),
      isToday: day === today,
    }))
    .filter(({ day, sessions, postponed: put }) => weekdayOf(day) < 6 || sessions.length > 0 || put !== undefined);
}

/** The Monday to begin with: of the day in the address, if it is one, else of today. */
export function firstMonday(asked: string | undefined, today: string): string {
  const isDay = asked !== undefined && /^20\d\d-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked));
  return mondayOf(isDay ? asked : today);
}

/** `09:00–10:30`, on the wall of the cohort. */
export const hoursOf = ({ from, endsAt }: Pick<TimetableSession, 'from' | 'endsAt'>, timeZone: string): string =>
  `${from}–${timeAt(Date.parse(endsAt), timeZone)}`;

/** May this day be put off: is something held on it, and is it not too long ago? */
export const mayPostpone = ({ day, sessions, postponed }: WeekDay, today: string): boolean =>
  !postponed && day >= addDays(today, -7) && sessions.some(({ state }) => state === 'planned');
