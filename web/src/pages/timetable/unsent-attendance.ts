/** Attendance that is noted here and not at the academy yet, and what becomes of it with each answer. Pure. */
import { attendanceStates, type AttendanceRow, type AttendanceState } from '#contracts/attendance.ts';

export type Unsent = Readonly<Record<string, { state: AttendanceState | null; revision: number }>>;

const isState = (value: unknown): boolean => value === null || attendanceStates.some((state) => state === value);

/** Anything may stand in a storage. */
export function unsentIn(value: unknown): Unsent | undefined {
  const entries = Object.entries((value ?? {}) as Unsent);
  const isWhole = entries.every(([, entry]) => isState(entry?.state) && Number.isInteger(entry?.revision));
  return isWhole ? (Object.fromEntries(entries) as Unsent) : undefined;
}

/** Rows as they came, or as they are known already where that is newer. */
export function newest(rows: readonly AttendanceRow[], known: readonly AttendanceRow[]): AttendanceRow[] {
  const before = new Map(known.map((row) => [row.id, row]));
  return rows.map((row) => {
    const mine = before.get(row.id);
    return mine && mine.revision > row.revision ? mine : row;
  });
}

/** The rows with those that were answered. */
export function withAnswers(rows: readonly AttendanceRow[], answers: readonly AttendanceRow[]): AttendanceRow[] {
  const now = new Map(answers.map((row) => [row.id, row]));
  return rows.map((row) => now.get(row.id) ?? row);
}

/** What was changed again while `sent` was under way goes out once more, upon what is there now; the rest is done. */
export function stillUnsent(unsent: Unsent, sent: Unsent, answers: readonly AttendanceRow[]): Unsent {
  const now = new Map(answers.map((row) => [row.id, row]));
  return Object.fromEntries(
    Object.entries(unsent).flatMap(([id, entry]) => {
      const under = sent[id];
      if (under === entry) return [];
      return [[id, under ? { ...entry, revision: now.get(id)?.revision ?? entry.revision } : entry] as const];
    }),
  );
}

/** Each once. */
export const joined = (some: readonly string[], more: readonly string[]): string[] => [...new Set([...some, ...more])];
