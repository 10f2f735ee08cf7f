/**
 * Days and hours on a wall, and the moments they are: by the time zone’s own tables in `Intl`. Pure, for both sides.
 * An hour that the change of clocks leaves out, or repeats, is read as RFC 5545 (section 3.3.5) reads it.
 */
import { z } from './z.ts';

/** An hour on the wall, e.g. `09:30`. */
export const LocalTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/** What wall clocks there show at a moment: `2026-10-25 03:30:00`. */
const shownAt = (moment: number, timeZone: string): string => formatOf(timeZone).format(moment);

/** The calendar day there, e.g. `2026-11-23`. */
export const dayAt = (moment: number, timeZone: string): string => shownAt(moment, timeZone).slice(0, 10);

/** The hour there, e.g. `09:30`. */
export const timeAt = (moment: number, timeZone: string): string => shownAt(moment, timeZone).slice(11, 16);

/** How far the clocks there are ahead of UTC at a moment, in milliseconds. */
const offsetAt = (moment: number, timeZone: string): number =>
  Date.parse(`${shownAt(moment, timeZone).replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;

/**
 * The moment at which clocks there show this, in milliseconds. Shown twice: the first time. Never shown: as far after
 * the change as it lies in the gap.
 */
export function momentAt(day: string, time: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const [before, after] = [offsetAt(wall - dayMs, timeZone), offsetAt(wall + dayMs, timeZone)];
  const fits = [before, after]
    .map((offset) => wall - offset)
    .filter((moment) => shownAt(moment, timeZone).startsWith(`${day} ${time}`));
  return fits.length ? Math.min(...fits) : wall - before;
}

/** So many days later, or earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** 1: Monday, 7: Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The Monday of its week. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

/** The same weekday of so many weeks, the first included. */
export const weekly = (day: string, weeks: number): string[] =>
  Array.from({ length: weeks }, (_, week) => addDays(day, 7 * week));

/** The same hour so many days later: it stays the same on the wall, whatever clocks do meanwhile. */
export const sameHourLater = (moment: number, days: number, timeZone: string): number =>
  momentAt(addDays(dayAt(moment, timeZone), days), timeAt(moment, timeZone), timeZone) + (moment % 60_000);
