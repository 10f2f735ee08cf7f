/** Calendar days and months of a time zone as moments, and the UTC days and months in which such a stretch is kept. */

/** A stretch of time in milliseconds since 1970: from the first moment to before the last. */
export interface Stretch {
  from: number;
  until: number;
}

const dayMs = 24 * 3600 * 1000;
const day = (moment: number) => new Date(moment).toISOString().slice(0, 10);

/** The day `2026-11-22` in a time zone: 23 to 25 hours. */
export const dayIn = (name: string, timeZone: string): Stretch => ({
  from: beginningOf(name, timeZone),
  until: beginningOf(day(Date.parse(name) + dayMs), timeZone),
});

/** The month `2026-11` in a time zone. */
export function monthIn(name: string, timeZone: string): Stretch {
  const [year = 0, month = 0] = name.split('-').map(Number);
  const next = day(Date.UTC(year, month, 1));
  return { from: beginningOf(`${name}-01`, timeZone), until: beginningOf(next, timeZone) };
}

/** First moment of a day. Clocks may be changed at midnight: then the day begins at 01:00, or has its first hour once only. */
function beginningOf(name: string, timeZone: string): number {
  const midnight = Date.parse(name);
  const guesses = [-dayMs, dayMs].map((distance) => midnight - offsetAt(midnight + distance, timeZone));
  const fitting = guesses.filter((moment) => localDay(moment, timeZone) === name);
  return Math.min(...(fitting.length ? fitting : guesses));
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const second = Math.floor(moment / 1000) * 1000;
  return Date.parse(`${localTime(second, timeZone).replace(' ', 'T')}Z`) - second;
}

const localDay = (moment: number, timeZone: string) => localTime(moment, timeZone).slice(0, 10);

/** `2026-11-22 08:52:00` as the clocks of a time zone show it. */
export function localTime(moment: number, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment);
}

/** The UTC days a stretch touches, as keys write them: `20261122`. */
export function utcDays({ from, until }: Stretch): string[] {
  const count = Math.floor((until - 1) / dayMs) - Math.floor(from / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => utcDay(from + index * dayMs));
}

/** The UTC day of a moment, as keys write it. */
export const utcDay = (moment: number): string => day(moment).replaceAll('-', '');

/** The UTC months a stretch touches, as keys write them: `202611`. */
export const utcMonths = (stretch: Stretch): string[] => [...new Set(utcDays(stretch).map((name) => name.slice(0, 6)))];
