/** The setting of a test as it is filled in: days and hours of the person’s time zone. Pure. */
import type { Run } from '#contracts/runs.ts';
import { dayOf, endOfDay } from '../authoring/due-day.ts';

const dayMs = 86_400_000;

/** `2026-11-30` and `18:30` → the moment; undefined for what is none. */
export function momentOf(day: string, time: string, timeZone: string): string | undefined {
  const [hour = NaN, minute = NaN] = /^\d{2}:\d{2}$/.test(time) ? time.split(':').map(Number) : [];
  const next = endOfDay(day, timeZone);
  if (next === undefined || Number.isNaN(hour + minute)) return undefined;
  // from the midnight before; where clocks change that day, one hour is put right
  const guess = Date.parse(next) - dayMs + (hour * 60 + minute) * 60_000;
  const shown = (moment: number) => `${dayOf(moment, timeZone)} ${timeOf(moment, timeZone)}`;
  const found = [0, 3_600_000, -3_600_000].map((by) => guess + by).find((at) => shown(at) === `${day} ${time}`);
  return new Date(found ?? guess).toISOString();
}

/** The hour there, `18:30`. */
export const timeOf = (moment: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);

/** Day and hour of a moment, as fields hold them; empty where there is none. */
export const fieldsOf = (moment: string | null, timeZone: string): { day: string; time: string } =>
  moment === null
    ? { day: '', time: '' }
    : { day: dayOf(Date.parse(moment), timeZone), time: timeOf(Date.parse(moment), timeZone) };

/** Letters and digits that nobody confuses when they hear or read them. */
const codeSigns = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const codePattern = /^[A-HJ-NP-Z2-9]{4,12}$/;

/** A code of six signs from random bytes. */
export const codeFrom = (random: Uint8Array): string =>
  [...random.slice(0, 6)].map((byte) => codeSigns[byte % codeSigns.length]).join('');

/** As somebody types it: small letters and spaces do not matter. */
export const codeTyped = (typed: string): string => typed.toUpperCase().replaceAll(/\s/g, '');

/** Said in groups of three, as one reads it out. */
export const codeShown = (code: string): string => code.match(/.{1,3}/g)?.join(' ') ?? code;

export const runSigns = {
  coming: { kind: 'plain', icon: 'clock' },
  open: { kind: 'acc', icon: 'play' },
  over: { kind: 'ok', icon: 'done' },
  cancelled: { kind: 'line', icon: 'close' },
} as const satisfies Record<Run['state'], object>;
