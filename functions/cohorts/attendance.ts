/** Attendance: what becomes of an entry that is sent, by whichever of those who teach. Pure. */
import type { AttendanceState } from '#contracts/attendance.ts';
import { AppError } from '#contracts/errors.ts';
import { dayAt } from '#contracts/local-time.ts';
import type { SessionItem } from './session.ts';

/** changes kept beside an entry; every one is on record besides */
const changesMax = 50;

export interface AttendanceChange {
  state?: AttendanceState | undefined;
  at: string;
  by: string;
}
export interface AttendanceItem {
  cohortId: string;
  sessionId: string;
  personId: string;
  /** of the session */
  day: string;
  /** none: it was taken back */
  state?: AttendanceState | undefined;
  /** the latest first */
  changes: AttendanceChange[];
  /** the duplicate whose entry it took in */
  unitedFrom?: string | undefined;
  revision: number;
}
export interface SentAttendance {
  state: AttendanceState | null;
  revision: number;
}

/** `same`: it says so already · `conflict`: somebody else noted something else meanwhile. */
export function noted(
  before: AttendanceItem | undefined,
  sent: SentAttendance,
  place: Pick<AttendanceItem, 'cohortId' | 'sessionId' | 'personId' | 'day'>,
  { at, by }: { at: string; by: string },
): AttendanceItem | 'same' | 'conflict' {
  const state = sent.state ?? undefined;
  if (before?.state === state) return 'same';
  if ((before?.revision ?? 0) !== sent.revision) return 'conflict';
  return {
    ...place,
    ...(state ? { state } : {}),
    changes: [{ ...(state ? { state } : {}), at, by }, ...(before?.changes ?? [])].slice(0, changesMax),
    revision: (before?.revision ?? 0) + 1,
  };
}

/** Attendance is noted from the day of the session on, and of none that is cancelled. */
export function requireBegun(session: SessionItem, timeZone: string, now: number): void {
  if (session.cancelled) throw new AppError('sessionCancelled');
  if (session.day > dayAt(now, timeZone)) throw new AppError('sessionAhead');
}

/** One human under two ids: what was noted last counts, all changes stay. */
export function united(mine: AttendanceItem | undefined, theirs: AttendanceItem): AttendanceItem {
  if (!mine) return theirs;
  const changes = [...mine.changes, ...theirs.changes].sort((a, b) => (a.at < b.at ? 1 : -1));
  const latest = changes.find(({ state }) => state);
  const { state: _, ...rest } = mine;
  return {
    ...rest,
    ...(latest?.state ? { state: latest.state } : {}),
    changes: changes.slice(0, changesMax),
    revision: mine.revision + theirs.revision,
  };
}
