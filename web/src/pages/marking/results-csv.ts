/** Results as a table for a spreadsheet: a line per attempt, a column per question. Pure. */
import Papa from 'papaparse';
import type { ResultRow } from '#contracts/marking.ts';
import { guarded } from '../../lib/exchange/csv/cells.ts';

type Word =
  'familyName' | 'givenName' | 'attempt' | 'opened' | 'closed' | 'points' | 'pointsMax' | 'passed' | 'yes' | 'no';
export interface Column {
  questionId: string;
  points: number;
  /** what was asked, short */
  ask: string;
}

const head = ['familyName', 'givenName', 'attempt', 'opened', 'closed', 'points', 'pointsMax', 'passed'] as const;

/**
 * With a byte order mark, so that spreadsheets read it as UTF-8. What a cell could make them calculate is only text.
 * `comma`: in whose language a comma parts decimals, spreadsheets part cells by semicolons and take «1.5» for a day in May.
 */
export function resultsCsv(
  rows: readonly ResultRow[],
  columns: readonly Column[],
  words: Record<Word, string>,
  comma: boolean,
): string {
  const said = (value: number) => (comma ? String(value).replace('.', ',') : String(value));
  const fields = [...head.map((word) => words[word]), ...columns.map(({ ask }, index) => `${index + 1}. ${ask}`)];
  const data = rows.map((row) => lineOf(row, columns, words, said).map(guarded));
  return `\ufeff${Papa.unparse({ fields: fields.map(guarded), data }, { delimiter: comma ? ';' : ',', newline: '\r\n' })}\r\n`;
}

function lineOf(
  row: ResultRow,
  columns: readonly Column[],
  { yes, no }: Record<Word, string>,
  said: (value: number) => string,
): string[] {
  const shares = new Map(row.questions.map(({ questionId, share }) => [questionId, share]));
  const { learner, number, openedAt, closedAt, state, points, pointsMax, passed } = row;
  return [
    ...[learner.familyName, learner.givenName, String(number), moment(openedAt), closedAt ? moment(closedAt) : ''],
    // a sum with marks missing would look like a result
    ...[state === 'marked' ? said(points) : '', said(pointsMax), passed === null ? '' : passed ? yes : no],
    ...columns.map(({ questionId, points: most }) => {
      const share = shares.get(questionId);
      return share === null || share === undefined ? '' : said(Math.round(share * most * 1e6) / 1e6);
    }),
  ];
}

/** As every spreadsheet reads it: «2026-11-22 10:05:00», in UTC. */
const moment = (iso: string): string => iso.slice(0, 19).replace('T', ' ');
