/** How marks change the row of a learner, each judged by itself. Pure. */
import type { CellFlag } from '#contracts/grade-result.ts';
import type { MarkChange, MarkOutcome } from '#contracts/gradebook.ts';

export interface Cell {
  points?: number | undefined;
  flag?: CellFlag | undefined;
  /** from the source of the column, in its points */
  taken?: number | undefined;
  revision: number;
}
export interface Row {
  cohortId: string;
  personId: string;
  cells: Record<string, Cell>;
  revision: number;
}

/** A mark as it was given, for ever. */
export interface GivenMark {
  id: string;
  columnId: string;
  by: string;
  at: string;
  points?: number | undefined;
  flag?: CellFlag | undefined;
  before: { points?: number | undefined; flag?: CellFlag | undefined };
  reason?: string | undefined;
}

interface Column {
  id: string;
  pointsMax: number;
}
export interface Marking {
  columns: readonly Column[];
  /** marks that were given before under these ids */
  known: ReadonlySet<string>;
  by: string;
  at: string;
}

export interface Marked {
  after: Row;
  given: GivenMark[];
  outcomes: Outcome[];
}
type Outcome = Pick<MarkOutcome, 'id' | 'outcome'> & { cell: Cell | undefined };

const nothing: Cell = { revision: 0 };

/** The row after marks for one learner, in their order. A mark that was given before changes nothing and is saved. */
export function givenMarks(row: Row, marks: readonly MarkChange[], marking: Marking): Marked {
  const marked: Marked = { after: row, given: [], outcomes: [] };
  for (const mark of marks) {
    const cell = marked.after.cells[mark.columnId] ?? nothing;
    const outcome = outcomeOf(mark, cell, marking);
    if (outcome === 'saved' && !marking.known.has(mark.id)) {
      marked.given.push(givenMark(mark, cell, marking));
      marked.after = withCell(marked.after, mark.columnId, changedCell(cell, mark));
    }
    marked.outcomes.push({ id: mark.id, outcome, cell: marked.after.cells[mark.columnId] });
  }
  return marked;
}

function outcomeOf(mark: MarkChange, cell: Cell, { columns, known, by }: Marking): MarkOutcome['outcome'] {
  const column = columns.find(({ id }) => id === mark.columnId);
  if (!column) return 'unknown';
  // four eyes: nobody marks themselves
  if (mark.personId === by) return 'own';
  if (known.has(mark.id)) return 'saved';
  if (mark.points !== null && mark.points > column.pointsMax) return 'tooMany';
  return mark.revision === cell.revision ? 'saved' : 'conflict';
}

const changedCell = ({ taken, revision }: Cell, { points, flag }: MarkChange): Cell => ({
  ...(points === null ? {} : { points }),
  ...(flag === null ? {} : { flag }),
  ...(taken === undefined ? {} : { taken }),
  revision: revision + 1,
});

function givenMark({ id, columnId, points, flag, reason }: MarkChange, cell: Cell, { by, at }: Marking): GivenMark {
  return {
    ...{ id, columnId, by, at },
    ...(points === null ? {} : { points }),
    ...(flag === null ? {} : { flag }),
    before: {
      ...(cell.points === undefined ? {} : { points: cell.points }),
      ...(cell.flag === undefined ? {} : { flag: cell.flag }),
    },
    ...(reason === null ? {} : { reason }),
  };
}

const withCell = (row: Row, columnId: string, cell: Cell): Row => ({
  ...row,
  cells: { ...row.cells, [columnId]: cell },
});

/** The row with what a test or an assignment came to; the same row where that is known. What was given by hand stays before it. */
export function withTaken(row: Row, columnId: string, taken: number | undefined): Row {
  const cell = row.cells[columnId] ?? nothing;
  if (cell.taken === taken) return row;
  const { taken: _, ...rest } = cell;
  return withCell(row, columnId, { ...rest, ...(taken === undefined ? {} : { taken }) });
}

/** Points of a test or an assignment in points of a column, in hundredths. */
export const scaled = (reached: { points: number; pointsMax: number }, pointsMax: number): number =>
  reached.pointsMax > 0 ? Math.round((reached.points / reached.pointsMax) * pointsMax * 100) / 100 : 0;

/** Two rows of one human: what the kept person has goes before, cell by cell. */
export function unitedRow(kept: Row | undefined, duplicate: Row, personId: string): Row {
  return {
    ...duplicate,
    ...kept,
    personId,
    cells: { ...duplicate.cells, ...kept?.cells },
    revision: kept?.revision ?? 0,
  };
}
