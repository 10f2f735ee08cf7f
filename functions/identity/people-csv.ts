/** Our own CSV of people: from rows of cells to rows of an import. Pure; what is wrong in a line is said, not thrown. */
import { AppError } from '#contracts/errors.ts';
import type { ImportPreview } from '#contracts/people-import.ts';
import { columnOf, type Column } from './import-words.ts';

/** Lines with their cells, as a CSV reader makes them. */
export interface Line {
  line: number;
  cells: readonly string[];
}
export type Fault = ImportPreview['faults'][number];

/** One person of a file, whatever its format: as written, not yet judged. */
export interface ImportRow {
  line: number;
  familyName: string;
  givenName: string;
  email: string;
  language: string;
  /** none: a learner where the import belongs to */
  places: readonly Place[];
  /** name of each value in this file, for faults */
  columns: Record<Column, string>;
  faults: readonly Fault[];
  /** the file says that this person leaves: nothing is done for them here */
  leaving: boolean;
}
export interface Place {
  /** id or name; empty: where the import belongs to */
  organisation: string;
  /** as written; empty: learner */
  roles: readonly string[];
}
export interface ReadFile {
  rows: ImportRow[];
  ignoredColumns: string[];
}

const needed = ['familyName', 'givenName', 'email'] as const;
const shownMax = 40;
/** As much of a value as a fault shows. */
export const shown = (value: string) => (value.length > shownMax ? `${value.slice(0, shownMax - 1)}…` : value);
export const fault = (line: number, column: string, reason: Fault['reason'], value: string): Fault => ({
  line,
  column: shown(column),
  reason,
  value: shown(value),
});

/** The rows of a file; `importFileWrong` where it has no heading we know. */
export function peopleRows(lines: readonly Line[]): ReadFile {
  const [heading, ...rest] = lines;
  if (!heading) throw new AppError('importFileWrong', { file: 'people', reason: 'empty' });
  const found = heading.cells.map((cell) => columnOf(cell));
  const at = Object.fromEntries(found.flatMap((column, index) => (column ? [[column, index]] : []))) as Partial<
    Record<Column, number>
  >;
  const absent = needed.filter((column) => at[column] === undefined);
  if (absent.length)
    throw new AppError('importFileWrong', { file: 'people', reason: 'columns', columns: absent.join() });
  const doubled = found.find((column, index) => column !== undefined && found.indexOf(column) !== index);
  if (doubled) throw new AppError('importFileWrong', { file: 'people', reason: 'columnTwice', columns: doubled });
  const titles = heading.cells.map((cell) => cell.trim());
  return {
    rows: rest.map((line) => rowOf(line, at, titles)),
    ignoredColumns: titles.filter((title, index) => title && !found[index]).map(shown),
  };
}

function rowOf({ line, cells }: Line, at: Partial<Record<Column, number>>, titles: readonly string[]): ImportRow {
  const text = (column: Column) => tidy(cells[at[column] ?? -1] ?? '');
  const title = (column: Column) => titles[at[column] ?? -1] ?? column;
  const extra = cells.slice(titles.length).find((cell) => cell.trim());
  return {
    line,
    familyName: text('familyName'),
    givenName: text('givenName'),
    email: text('email'),
    language: text('language'),
    places: [{ organisation: text('organisation'), roles: split(text('roles')) }],
    columns: {
      familyName: title('familyName'),
      givenName: title('givenName'),
      email: title('email'),
      roles: title('roles'),
      organisation: title('organisation'),
      language: title('language'),
    },
    // a comma too many: then no cell can be trusted to stand in its column
    faults: extra === undefined ? [] : [fault(line, '', 'columns', extra)],
    leaving: false,
  };
}

/** Without spaces around it and with single ones inside; other control characters stay, to be found. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[ \u00a0]+/g, ' ')
    .trim();

const split = (text: string): string[] =>
  text
    .split(/[,;|/]/)
    .map((word) => word.trim())
    .filter(Boolean);
