/** Competences and terms as CSV: a line for each. Pure. */
import { line as oneLine, localised } from '#contracts/common.ts';
import { Code, type Competence, type Term } from '#contracts/norms.ts';
import { flagCell, Line, textCells, textColumns, type Columns, type Read, type Row } from './csv-cells.ts';

export const competenceColumns = [
  ...['code', 'parent', ...textColumns('name')],
  ...[...textColumns('description'), 'retired'],
];
export const competenceColumnsNeeded = ['code', 'parent', 'name_uk'];
export const termColumns = ['code', 'area', ...textColumns('word'), ...textColumns('definition')];
export const termColumnsNeeded = ['code', 'area', 'word_uk'];

export interface CompetenceEntry extends Pick<Competence, 'code' | 'name' | 'description' | 'retired'> {
  parent: string | null;
}
export type TermEntry = Omit<Term, 'id'>;

const textOrNone = (line: Line, name: string, max: number) =>
  Object.keys(line.texts(name)).length ? line.localised(name, localised(max)) : null;

/** `present`: codes and parents of the framework as it is. A parent may stand anywhere in the file, or be there already. */
export function competenceEntries(
  rows: readonly Row[],
  columns: Columns,
  present: ReadonlyMap<string, string | null>,
): Read<CompetenceEntry>[] {
  const reads = rows.map((row) => competenceIn(row, columns));
  noteDoubles(reads);
  const parents = new Map(present);
  for (const { entry } of reads) if (entry) parents.set(entry.code, entry.parent);
  for (const read of reads) {
    const reason = read.entry && misplaced(read.entry, parents);
    if (!reason) continue;
    read.faults.push({ line: read.line, column: 'parent', reason });
    read.entry = undefined;
  }
  return reads;
}

/** Does the way up from here, through file and framework together, end nowhere or come back? */
function misplaced(
  { code, parent }: CompetenceEntry,
  parents: ReadonlyMap<string, string | null>,
): 'unknown' | 'circle' | undefined {
  const seen = new Set([code]);
  for (let at = parent; at !== null; at = parents.get(at) ?? null) {
    if (!parents.has(at)) return 'unknown';
    if (seen.has(at)) return 'circle';
    seen.add(at);
  }
  return undefined;
}

function competenceIn(row: Row, columns: Columns): Read<CompetenceEntry> {
  const line = new Line(row, columns);
  const code = line.read('code', Code);
  const parent = line.readOr('parent', Code);
  const name = line.localised('name', localised(200));
  const description = textOrNone(line, 'description', 1000);
  const retired = line.flag('retired');
  const fine = code && name && parent !== undefined && description !== undefined && retired !== undefined;
  const entry = fine && !line.faults.length ? { code, parent, name, description, retired } : undefined;
  return { line: row.line, code: line.text('code'), entry, faults: line.faults };
}

export function termEntries(rows: readonly Row[], columns: Columns): Read<TermEntry>[] {
  const reads = rows.map((row): Read<TermEntry> => {
    const line = new Line(row, columns);
    const code = line.read('code', Code);
    const area = line.read('area', oneLine(80));
    const word = line.localised('word', localised(120));
    const definition = textOrNone(line, 'definition', 600);
    const fine = code && area && word && definition !== undefined && !line.faults.length;
    const entry = fine ? { code, area, word, definition } : undefined;
    return { line: row.line, code: line.text('code'), entry, faults: line.faults };
  });
  noteDoubles(reads);
  return reads;
}

/** The same code twice: the first line stands. */
function noteDoubles<T>(reads: Read<T>[]): void {
  const seen = new Set<string>();
  for (const read of reads) {
    if (!read.entry) continue;
    if (seen.has(read.code)) {
      read.entry = undefined;
      read.faults.push({ line: read.line, column: 'code', reason: 'double' });
    }
    seen.add(read.code);
  }
}

export const competenceRows = (all: readonly Competence[]): string[][] => {
  const codes = new Map(all.map(({ id, code }) => [id, code]));
  const rows = all.map(({ code, parentId, name, description, retired }) => [
    ...[code, codes.get(parentId ?? '') ?? '', ...textCells(name), ...textCells(description), flagCell(retired)],
  ]);
  return [competenceColumns, ...rows];
};

export const termRows = (all: readonly Term[]): string[][] => [
  termColumns,
  ...all.map(({ code, area, word, definition }) => [code, area, ...textCells(word), ...textCells(definition)]),
];
