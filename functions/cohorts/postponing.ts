/** A day that is put off: where its sessions go by rule, and what comes back when it is undone. Pure. */
import { AppError } from '#contracts/errors.ts';
import { addDays, weekdayOf } from '#contracts/local-time.ts';
import { daysAfterEnd, postponedLateDays } from '#contracts/timetable.ts';
import { inOrder, isHeld, leftBehind, overlaps, startOf, type CohortDays, type SessionItem } from './session.ts';

/** days that what is due gets more for each postponed day */
export const dueDays = 1;

export interface PostponedItem {
  cohortId: string;
  day: string;
  reason?: string | undefined;
  /** session → the day it went to; those that stayed are not there */
  moves: Record<string, string>;
  dueDays: number;
  at: string;
  by: string;
  /** taken back */
  undoneAt?: string | undefined;
  undoneBy?: string | undefined;
  /** how many sessions came back then */
  returned?: number | undefined;
  revision: number;
}

export const isInForce = ({ undoneAt }: PostponedItem): boolean => undoneAt === undefined;

interface Busy {
  startsAt: string;
  minutes: number;
}
export interface Timetabled extends CohortDays {
  /** sessions that are held after the day, of the whole cohort */
  later: readonly SessionItem[];
  /** what instructors of the day’s sessions hold elsewhere: person → stretches */
  taught: ReadonlyMap<string, readonly Busy[]>;
  /** other days that are postponed */
  postponed: readonly string[];
}

/**
 * The next free teaching day for the sessions of a day, at the same hours: one on which all of them fit, for the cohort and
 * for those who teach; where there is none, each goes to the first day on which it fits by itself. Undefined: nowhere.
 */
export function proposedMoves(day: string, sessions: readonly SessionItem[], known: Timetabled): Map<string, string> {
  const days = teachingDays(day, known);
  const together = days.find((to) => sessions.every((session) => fits(session, to, known)));
  const moves = new Map<string, string>();
  // where each goes by itself, two of them must not meet either
  const taken: SessionItem[] = [];
  for (const session of inOrder(sessions)) {
    const with_ = { ...known, later: [...known.later, ...taken] };
    const to = together ?? days.find((each) => fits(session, each, with_));
    if (to === undefined) continue;
    moves.set(session.id, to);
    taken.push({ ...session, day: to, startsAt: startOf({ day: to, from: session.from }, known.timeZone) });
  }
  return moves;
}

/** From Monday to Friday, and on whatever other weekday this cohort learns; none that is postponed itself. */
function teachingDays(day: string, { endsOn, later, postponed }: Timetabled): string[] {
  const weekdays = new Set([1, 2, 3, 4, 5, weekdayOf(day), ...later.map((session) => weekdayOf(session.day))]);
  const found: string[] = [];
  for (let next = addDays(day, 1); next <= addDays(endsOn, daysAfterEnd); next = addDays(next, 1)) {
    if (weekdays.has(weekdayOf(next)) && !postponed.includes(next)) found.push(next);
  }
  return found;
}

function fits(session: SessionItem, to: string, { later, taught, timeZone }: Timetabled): boolean {
  const there = { startsAt: startOf({ day: to, from: session.from }, timeZone), minutes: session.minutes };
  const busy = [...later.filter(isHeld), ...(taught.get(session.instructorId ?? '') ?? [])];
  return !busy.some((other) => overlaps(there, other));
}

/** A day may be put off beforehand, while it runs, and some days later. */
export function requireNotLongAgo(day: string, today: string): void {
  if (day < addDays(today, -postponedLateDays)) throw new AppError('dayTooLongAgo');
}

export interface Move {
  sessionId: string;
  revision: number;
  to: string | null;
}

/** What was confirmed must be what is there: each session of the day, as it was shown. `held`: those that stay. */
export function requireMoves(
  day: string,
  sessions: readonly SessionItem[],
  moves: readonly Move[],
  held: ReadonlySet<string>,
): void {
  const asked = new Map(moves.map((move) => [move.sessionId, move]));
  const isShown = ({ id, revision }: SessionItem) => asked.get(id)?.revision === revision;
  if (asked.size !== moves.length || asked.size !== sessions.length || !sessions.every(isShown)) {
    throw new AppError('conflict');
  }
  for (const { sessionId, to } of moves) {
    if (to === null) continue;
    if (held.has(sessionId)) throw new AppError('sessionHeld', { sessionId });
    if (to <= day) throw new AppError('invalid', { field: 'body.moves', reason: 'notLater' });
  }
}

interface Stamp {
  at: string;
  by: string;
}
/** a session at its new place, and what is left at the old one */
export interface Moved {
  stub: SessionItem;
  after: SessionItem;
}

export function movedSession(
  before: SessionItem,
  to: string,
  movedFrom: string | undefined,
  zone: string,
  stamp: Stamp,
): Moved {
  const after: SessionItem = {
    ...before,
    day: to,
    startsAt: startOf({ day: to, from: before.from }, zone),
    movedTo: undefined,
    movedFrom,
    changedAt: stamp.at,
    changedBy: stamp.by,
    revision: before.revision + 1,
  };
  return { stub: leftBehind(before, after), after };
}

/** May a session go back to the day it was postponed from? Not one that was moved on, cancelled or held meanwhile. */
export const mayReturn = (session: SessionItem | undefined, from: string, held: ReadonlySet<string>): boolean =>
  session !== undefined && isHeld(session) && session.movedFrom === from && !held.has(session.id);
