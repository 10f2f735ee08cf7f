/** The list of learners as CSV (RFC 4180) that a spreadsheet opens without harm. Pure. */
import { exportColumns, type ExportWords, type LearnerRow } from '#contracts/progress.ts';
import type { Language } from '#contracts/common.ts';

/** UTF-8 with byte order mark, CRLF; times as `2026-11-22 08:52` in the academy's time zone. */
export function learnersCsv(
  rows: readonly LearnerRow[],
  words: ExportWords,
  language: Language,
  timeZone: string,
): string {
  const time = (moment: string | null) => (moment ? localTime(moment, timeZone) : '');
  const head = exportColumns.map((column) => words.columns[column]);
  const lines = rows.map((row) => [
    row.familyName,
    row.givenName,
    row.organisationName[language] ?? Object.values(row.organisationName)[0] ?? '',
    String(row.version),
    words.statuses[row.status],
    String(row.lessonsCompleted),
    String(row.lessonsTotal),
    time(row.enrolledAt),
    time(row.lastAt),
    time(row.completedAt),
  ]);
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that would be a formula gets a leading apostrophe (OWASP, CSV injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function localTime(moment: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(moment));
}
