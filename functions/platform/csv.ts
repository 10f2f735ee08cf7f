/** CSV (RFC 4180) in and out. In: rows with the number of their line. Out: cells a spreadsheet opens without harm. */
import Papa from 'papaparse';

export interface CsvRow {
  /** line of the file on which it begins; the first is 1 */
  line: number;
  cells: string[];
}

const delimiters = [',', ';', '\t'] as const;

/** Rows of a text; the delimiter is read from the first line, blank lines are left out. */
export function csvRows(text: string): CsvRow[] {
  const delimiter = delimiterOf(text);
  const { data } = Papa.parse<string[]>(text, { delimiter });
  const rows: CsvRow[] = [];
  let line = 1;
  for (const cells of data) {
    if (cells.some((cell) => cell.trim())) rows.push({ line, cells });
    line += 1 + breaks(cells);
  }
  return rows;
}

/** Spreadsheets write what their country writes: a comma, a semicolon, or a tab. */
function delimiterOf(text: string): string {
  const heading = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0].replaceAll(/"(?:[^"]|"")*"/g, '') ?? '';
  const count = (delimiter: string) => heading.split(delimiter).length;
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best));
}

const breaks = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.includes('\n') || cell.includes('\r') ? lineBreaks(cell) : 0), 0);
const lineBreaks = (cell: string) => cell.match(/\r\n|\r|\n/g)?.length ?? 0;

/** A file of these rows: UTF-8 with byte order mark, CRLF. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;

/** A cell that would be a formula gets a leading apostrophe (OWASP, CSV injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
