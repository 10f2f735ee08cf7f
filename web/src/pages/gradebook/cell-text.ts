/** What somebody types or pastes into a cell of the gradebook, and what stands there. Pure. */
import { countedPoints } from '#contracts/grade-result.ts';
import type { GradeCell } from '#contracts/gradebook.ts';

export interface Value {
  points: number | null;
  flag: GradeCell['flag'];
}
export type Typed = { value: number | null } | { problem: 'noNumber' | 'tooMany' };

/** Points as typed: a comma or a point parts the hundredths; nothing takes the mark away. */
export function typedPoints(text: string, pointsMax: number): Typed {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  if (!/^\d{1,4}(?:[.,]\d{1,2})?$/.test(trimmed)) return { problem: 'noNumber' };
  const value = Number(trimmed.replace(',', '.'));
  return value > pointsMax ? { problem: 'tooMany' } : { value };
}

/** Rows and cells of what was copied in a spreadsheet. */
export function pastedCells(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t'));
}

/** What stands in a cell: its points, else why there are none. */
export type Shown = { points: number; flag: GradeCell['flag']; isTaken: boolean } | { flag: GradeCell['flag'] };

export function shownCell(cell: GradeCell | undefined): Shown {
  if (!cell || cell.flag === 'excused') return { flag: cell?.flag ?? null };
  const points = cell.points ?? cell.taken;
  if (points === null) return { flag: cell.flag };
  return { points, flag: cell.flag, isTaken: cell.points === null };
}

/** Has nothing been said about it yet? */
export const isEmpty = (cell: GradeCell | undefined): boolean => countedPoints(cell) === null && !cell?.flag;
