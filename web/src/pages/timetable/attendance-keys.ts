/** The keyboard of the attendance list: up and down go from person to person, a letter or number notes and goes on. Pure. */
import { attendanceStates, type AttendanceState } from '#contracts/attendance.ts';

export type KeyMeaning =
  | { kind: 'go'; by: number | 'first' | 'last' }
  /** null: takes it back */
  | { kind: 'note'; state: AttendanceState | null };

/** `letters`: of the language, a state’s letter each. */
export function meaningOf(key: string, letters: Readonly<Record<AttendanceState, string>>): KeyMeaning | undefined {
  const steps: Record<string, number | 'first' | 'last'> = { ArrowDown: 1, ArrowUp: -1, Home: 'first', End: 'last' };
  const by = steps[key];
  if (by !== undefined) return { kind: 'go', by };
  if (key === 'Backspace' || key === 'Delete' || key === '0') return { kind: 'note', state: null };
  const typed = key.toLocaleLowerCase();
  const state = attendanceStates.find((each, index) => typed === letters[each] || key === String(index + 1));
  return state && { kind: 'note', state };
}

/** The row to go to. */
export function rowAfter(at: number, by: number | 'first' | 'last', rows: number): number {
  if (by === 'first') return 0;
  if (by === 'last') return rows - 1;
  return Math.min(rows - 1, Math.max(0, at + by));
}
