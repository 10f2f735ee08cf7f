/** Sessions of a timetable: when they are, what may be changed about them, what is held at the same time. Pure. */
import { AppError } from '#contracts/errors.ts';
import { addDays, momentAt } from '#contracts/local-time.ts';
import { daysAfterEnd, perDayMax } from '#contracts/timetable.ts';

/** Days, hours and zone are what was agreed; the moment follows from them. */
export interface SessionItem {
  cohortId: string;
  id: string;
  day: string;
  from: string;
  minutes: number;
  startsAt: string;
  title: string;
  place?: string | undefined;
  link?: string | undefined;
  instructorId?: string | undefined;
  cancelled?: boolean | undefined;
  /** it stood here, and stands on that day now: who comes by this place is led on */
  movedTo?: string | undefined;
  /** the postponed day from which it came */
  movedFrom?: string | undefined;
  changedAt: string;
  changedBy: string;
  revision: number;
}

export interface CohortDays {
  startsOn: string;
  endsOn: string;
  timeZone: string;
}

export const startOf = ({ day, from }: { day: string; from: string }, timeZone: string): string =>
  new Date(momentAt(day, from, timeZone)).toISOString();

/** By the zone its cohort has now: that may be another one than when it was planned. */
export const inZone = (session: SessionItem, timeZone: string): SessionItem => ({
  ...session,
  startsAt: startOf(session, timeZone),
});

export const endOf = ({ startsAt, minutes }: { startsAt: string; minutes: number }): string =>
  new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();

/** Sessions lie within the time of their cohort, or soon after it: what was postponed has to be held at last. */
export function requireDays(days: readonly string[], { startsOn, endsOn }: CohortDays): void {
  const last = addDays(endsOn, daysAfterEnd);
  const outside = days.find((day) => day < startsOn || day > last);
  if (outside) throw new AppError('sessionOutside', { day: outside });
}

/** What stands on a day and is held: neither cancelled nor gone elsewhere. */
export const isHeld = ({ cancelled, movedTo }: SessionItem): boolean => !cancelled && movedTo === undefined;

/** May one more stand there? What is cancelled takes up its place, so that it can be restored. */
export function requireRoom(onDay: readonly SessionItem[], adding: number): void {
  if (onDay.filter(({ movedTo }) => movedTo === undefined).length + adding > perDayMax) throw new AppError('dayFull');
}

export interface SessionChange {
  day?: string | undefined;
  from?: string | undefined;
  minutes?: number | undefined;
  title?: string | undefined;
  place?: string | null | undefined;
  link?: string | null | undefined;
  instructorId?: string | null | undefined;
  cancelled?: boolean | undefined;
}
interface Stamp {
  at: string;
  by: string;
}

/** The session after a change; `before` itself where nothing is another. */
export function changedSession(
  before: SessionItem,
  change: SessionChange,
  timeZone: string,
  stamp: Stamp,
): SessionItem {
  const given = <Value>(value: Value | null | undefined, old: Value | undefined) =>
    value === undefined ? old : (value ?? undefined);
  const when = { day: change.day ?? before.day, from: change.from ?? before.from };
  const after: SessionItem = {
    ...before,
    ...when,
    startsAt: startOf(when, timeZone),
    minutes: change.minutes ?? before.minutes,
    title: change.title ?? before.title,
    place: given(change.place, before.place),
    link: given(change.link, before.link),
    instructorId: given(change.instructorId, before.instructorId),
    cancelled: change.cancelled ?? before.cancelled ?? false,
    // by hand it was moved on purpose: it does not come from the postponed day any more
    movedFrom: when.day === before.day ? before.movedFrom : undefined,
  };
  if (says(after) === says(before)) return before;
  return { ...after, changedAt: stamp.at, changedBy: stamp.by, revision: before.revision + 1 };
}

const says = (session: SessionItem): string =>
  JSON.stringify([
    ...[session.day, session.from, session.minutes, session.title, session.place, session.link],
    ...[session.instructorId, session.cancelled ?? false],
  ]);

/** What is left where a session stood: its words, and where it went. */
export const leftBehind = (before: SessionItem, after: SessionItem): SessionItem => ({
  ...before,
  movedTo: after.day,
  changedAt: after.changedAt,
  changedBy: after.changedBy,
  revision: after.revision,
});

interface Stretch {
  startsAt: string;
  minutes: number;
}

/** Are two held at the same time? One that begins when the other ends is not. */
export const overlaps = (one: Stretch, other: Stretch): boolean =>
  one.startsAt < endOf(other) && other.startsAt < endOf(one);

/** By day and hour, then as they were made. */
export const inOrder = (sessions: readonly SessionItem[]): SessionItem[] =>
  [...sessions].sort((a, b) => (a.startsAt === b.startsAt ? (a.id < b.id ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1));
