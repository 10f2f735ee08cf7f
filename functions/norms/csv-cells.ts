/** The cells of a CSV of norms: columns by their heading, what is wrong by line and column. Pure. */
import { languages, type Localised } from '#contracts/common.ts';
import type { CsvFault } from '#contracts/norms.ts';
import { z } from '#contracts/z.ts';
import { values } from './article.ts';

export interface Row {
  line: number;
  cells: readonly string[];
}
/** Where each column stands, and how many there are. */
export interface Columns {
  at: ReadonlyMap<string, number>;
  width: number;
}
/** What one line brings, as far as it could be read. */
export interface Read<T> {
  line: number;
  code: string;
  entry: T | undefined;
  faults: CsvFault[];
}

/** How often and how long a file may be. */
export const rowsMax = 5000;

/** Yes and no as files write them. */
const flags: ReadonlyMap<string, boolean> = new Map([
  ['', false],
  ['no', false],
  ['yes', true],
]);

const namesIn = (heading: Row | undefined): string[] => (heading?.cells ?? []).map((name) => name.trim().toLowerCase());

/** The heading’s columns by name; undefined where one that is needed is missing. */
export function columnsOf(heading: Row | undefined, needed: readonly string[]): Columns | undefined {
  const names = namesIn(heading);
  const at = new Map(names.map((name, index) => [name, index]));
  return needed.every((name) => at.has(name)) ? { at, width: names.length } : undefined;
}

/** A column we know that the heading names twice: nobody could say which of them counts. */
export function columnTwice(heading: Row | undefined, known: readonly string[]): string | undefined {
  const names = namesIn(heading);
  return known.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
}

/** Reads cells of one line; whatever is wrong is noted. */
export class Line {
  readonly faults: CsvFault[] = [];
  readonly #row: Row;
  readonly #columns: ReadonlyMap<string, number>;

  constructor(row: Row, { at: columns, width }: Columns) {
    this.#row = row;
    this.#columns = columns;
    // a comma too many: then no cell can be trusted to stand in its column
    if (row.cells.slice(width).some((cell) => cell.trim())) this.fault('', 'columns');
  }

  get line(): number {
    return this.#row.line;
  }

  /** The cell’s text; the apostrophe that keeps a spreadsheet from calculating is not part of it. */
  text(column: string): string {
    const cell = this.#row.cells[this.#columns.get(column) ?? -1] ?? '';
    return cell.trim().replace(/^'(?=[=+\-@])/, '');
  }

  /** The cell read by a schema of the contract; undefined, and noted, where it does not fit. */
  read<S extends z.core.$ZodType>(
    column: string,
    schema: S,
    value: unknown = this.text(column),
  ): z.infer<S> | undefined {
    const result = z.safeParse(schema, value);
    if (result.success) return result.data;
    const empty = value === '' || (typeof value === 'object' && !Object.keys(value ?? {}).length);
    this.fault(column, empty ? 'missing' : result.error.issues[0]?.code === 'too_big' ? 'tooLong' : 'wrong');
    return undefined;
  }

  /** As `read`; an empty cell is null. */
  readOr<S extends z.core.$ZodType>(column: string, schema: S): z.infer<S> | null | undefined {
    return this.text(column) === '' ? null : this.read(column, schema);
  }

  /** `text_uk`, `text_ru` …: the languages there are. */
  localised<S extends z.core.$ZodType>(name: string, schema: S): z.infer<S> | undefined {
    return this.read(`${name}_uk`, schema, this.texts(name));
  }

  texts(name: string): Localised {
    return values(languages.map((language) => [language, this.text(`${name}_${language}`)] as const));
  }

  flag(column: string): boolean | undefined {
    const value = flags.get(this.text(column).toLowerCase());
    if (value === undefined) this.fault(column, 'wrong');
    return value;
  }

  fault(column: string, reason: CsvFault['reason']): void {
    // shifted cells are wrong each in its own way: what shifted them is enough
    if (this.faults[0]?.reason === 'columns') return;
    this.faults.push({ line: this.line, column, reason });
  }
}

/** Cells of a localised text, in the order of the languages. */
export const textCells = (text: Localised | null): string[] => languages.map((language) => text?.[language] ?? '');
export const textColumns = (name: string): string[] => languages.map((language) => `${name}_${language}`);
export const flagCell = (value: boolean): string => (value ? 'yes' : 'no');
