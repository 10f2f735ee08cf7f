/** What a CSV of norms says, and what of it is new against what is there. Pure. */
import { AppError } from '#contracts/errors.ts';
import type { Act, Competence, CsvFault, CsvKind, Term } from '#contracts/norms.ts';
import { says, type ArticleInput, type KeptArticle } from './article.ts';
import { saysOf, type CompetenceInput } from './competence.ts';
import { articleColumns, articleColumnsNeeded, articleEntries, type ArticleEntry } from './csv-articles.ts';
import { columnsOf, columnTwice, rowsMax, type Read, type Row } from './csv-cells.ts';
import {
  competenceColumns,
  competenceColumnsNeeded,
  competenceEntries,
  termColumns,
  termColumnsNeeded,
  termEntries,
  type CompetenceEntry,
  type TermEntry,
} from './csv-framework.ts';
import { inTree } from './tree.ts';

export type News = 'added' | 'changed' | 'unchanged';
export interface File<T> {
  entries: T[];
  /** codes, or lines without one, that are left out */
  leftOut: number;
  faults: CsvFault[];
}

const known = { articles: articleColumns, competences: competenceColumns, terms: termColumns };
const needed = { articles: articleColumnsNeeded, competences: competenceColumnsNeeded, terms: termColumnsNeeded };

/** The columns of a file by name and its lines; throws where it is no file of this kind. */
function opened(kind: CsvKind, [heading, ...rows]: readonly Row[]) {
  const columns = columnsOf(heading, needed[kind]);
  if (!columns) throw new AppError('importFileWrong', { reason: 'columns', columns: needed[kind].join(', ') });
  const doubled = columnTwice(heading, known[kind]);
  if (doubled) throw new AppError('importFileWrong', { reason: 'columnTwice', columns: doubled });
  if (!rows.length) throw new AppError('importFileWrong', { reason: 'empty' });
  if (rows.length > rowsMax) throw new AppError('importFileWrong', { reason: 'rows', rows: String(rows.length) });
  return { columns, rows };
}

/** `acts`: by code, as they are: an act that is not there yet needs a title. */
export function articlesIn(rows: readonly Row[], acts: ReadonlyMap<string, Act>): File<ArticleEntry> {
  const file = opened('articles', rows);
  const reads = articleEntries(file.rows, file.columns);
  const titled = new Set([...acts.keys(), ...reads.flatMap(({ entry }) => (entry?.act.title ? [entry.act.code] : []))]);
  for (const read of reads) {
    if (!read.entry || titled.has(read.entry.act.code)) continue;
    read.faults.push({ line: read.line, column: 'act_uk', reason: 'missing' });
    read.entry = undefined;
  }
  return fileOf(reads);
}

/** Parents before their children. `all`: the framework as it is. */
export function competencesIn(rows: readonly Row[], all: readonly Competence[]): File<CompetenceEntry> {
  const file = opened('competences', rows);
  const codes = new Map(all.map(({ id, code }) => [id, code]));
  const present = new Map(all.map(({ code, parentId }) => [code, codes.get(parentId ?? '') ?? null]));
  const { entries, ...rest } = fileOf(competenceEntries(file.rows, file.columns, present));
  const named = new Set(entries.map(({ code }) => code));
  // a parent that is there already is nobody's child in this file
  const parentId = ({ parent }: CompetenceEntry) => (parent !== null && named.has(parent) ? parent : null);
  const nodes = inTree(
    entries.map((entry) => ({ id: entry.code, code: entry.code, parentId: parentId(entry), entry })),
  );
  return { entries: nodes.map(({ entry }) => entry), ...rest };
}

export function termsIn(rows: readonly Row[]): File<TermEntry> {
  const file = opened('terms', rows);
  return fileOf(termEntries(file.rows, file.columns));
}

const fileOf = <T>(reads: readonly Read<T>[]): File<T> => ({
  entries: reads.flatMap(({ entry }) => entry ?? []),
  leftOut: reads.filter(({ entry }) => !entry).length,
  faults: reads.flatMap(({ faults }) => faults).sort((a, b) => a.line - b.line),
});

/** An act as the file has it: its first title counts. */
export function actsIn(entries: readonly ArticleEntry[]): Map<string, Act['title']> {
  const titles = new Map<string, Act['title']>();
  for (const { act } of entries) if (act.title && !titles.has(act.code)) titles.set(act.code, act.title);
  return titles;
}

export const articleInput = ({ act: _, ...entry }: ArticleEntry, actId: string): ArticleInput => ({ ...entry, actId });
export const competenceInput = (
  { parent: _, ...entry }: CompetenceEntry,
  parentId: string | null,
): CompetenceInput => ({
  ...entry,
  parentId,
});

export const articleNews = (before: KeptArticle | undefined, input: ArticleInput): News =>
  !before ? 'added' : says(before) === says(input) ? 'unchanged' : 'changed';

export const competenceNews = (before: Competence | undefined, input: CompetenceInput): News =>
  !before ? 'added' : saysOf(before) === saysOf(input) ? 'unchanged' : 'changed';

export function termNews(before: Term | undefined, { code, area, word, definition }: TermEntry): News {
  if (!before) return 'added';
  const sorted = (text: object | null) => text && Object.entries(text).sort();
  const said = (one: TermEntry) => JSON.stringify([one.code, one.area, sorted(one.word), sorted(one.definition)]);
  return said(before) === said({ code, area, word, definition }) ? 'unchanged' : 'changed';
}
