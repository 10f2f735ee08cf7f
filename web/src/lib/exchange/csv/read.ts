/** Our table of questions (CSV; CONTRIBUTING.md says what stands in its columns). Pure. */
import Papa from 'papaparse';
import { languages, type Language } from '#contracts/common.ts';
import { questionUses } from '#contracts/questions.ts';
import { WrongQuestions, type DraftMeta, type Item } from '../item.ts';
import { contentIn, dropped, note, oneLine } from '../parts.ts';
import { unguarded } from './cells.ts';
import { bodyOf } from './bodies.ts';
import { csvColumns, type CsvColumn } from './columns.ts';

export type Row = Readonly<Record<CsvColumn, string>>;

export function readCsvQuestions(text: string, { language }: { language: Language }): Item[] {
  const { head, rows } = tableOf(text);
  const lacks = (['kind', 'ask'] as const).some((name) => !head.includes(name));
  if (lacks) throw new WrongQuestions('columns', 1);
  return rows.map(({ line, cells }) => {
    const row = Object.fromEntries(
      Object.keys(csvColumns).map((name) => [name, unguarded(cells[head.indexOf(name)]?.trim() ?? '')]),
    ) as unknown as Row;
    return itemOf(row, line, language);
  });
}

/** Rows with the line each begins in: a cell may have several. */
function tableOf(text: string): { head: string[]; rows: { line: number; cells: string[] }[] } {
  const starts: { line: number; cells: string[] }[] = [];
  let [line, at] = [1, 0];
  Papa.parse<string[]>(text, {
    delimitersToGuess: [',', ';', '\t'],
    step: ({ data, meta }) => {
      starts.push({ line, cells: data });
      line += text.slice(at, meta.cursor).split('\n').length - 1;
      at = meta.cursor;
    },
  });
  const [first, ...rows] = starts;
  const head = (first?.cells ?? []).map((name) => name.trim().toLowerCase());
  return { head, rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim())) };
}

function itemOf(row: Row, line: number, otherwise: Language): Item {
  const head = { line, name: oneLine(row.ask).slice(0, 120), kind: row.kind };
  const language = languages.find((each) => each === row.language.toLowerCase()) ?? otherwise;
  if (!row.ask) return dropped(head, note('empty'));
  const made = bodyOf(row, language);
  if ('refused' in made) return dropped(head, made.refused);
  const content = contentIn(language, {
    given: row.given,
    ask: row.ask,
    explanation: row.explanation,
    body: made.body,
  });
  const folder = row.folder.split('/').map(oneLine).filter(Boolean);
  return { ...head, kind: made.body.kind, draft: { content, meta: metaOf(row), folder, sourceId: null }, notes: [] };
}

function metaOf({ tags, difficulty, use }: Row): DraftMeta {
  const level = Number(difficulty);
  const known = questionUses.find((each) => each === use.toLowerCase());
  return {
    tags: tags.split('|').map(oneLine).filter(Boolean),
    ...(Number.isInteger(level) && level >= 1 && level <= 5 ? { difficulty: level } : {}),
    ...(known ? { use: known } : {}),
  };
}
