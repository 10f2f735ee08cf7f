/** Records as rows of a table: what the page shows, with words sent along by the browser. */
import { heldColumns, recordColumns, type HeldRow, type RecordRow } from '#contracts/audit.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { localTime } from './days.ts';

export interface Words {
  language: Language;
  timeZone: string;
  /** column → heading */
  columns: Record<string, string>;
  /** record type → words */
  types: Record<string, string>;
}

export const recordHeads = ({ columns }: Words): string[] => recordColumns.map((name) => columns[name] ?? name);
export const heldHeads = ({ columns }: Words): string[] => heldColumns.map((name) => columns[name] ?? name);

export function recordCells(row: RecordRow, words: Words): string[] {
  const cells: Record<(typeof recordColumns)[number], string> = {
    at: time(row.at, words),
    type: words.types[row.type] ?? row.type,
    actor: row.actor ? fullName(row.actor) : row.by === 'person' ? '' : (words.types[row.by] ?? row.by),
    person: row.person ? fullName(row.person) : '',
    organisation: text(row.organisation?.name, words),
    course: text(row.course?.title, words),
    details: listed(row.data),
    address: row.change?.address ?? '',
    before: listed(row.change?.before ?? {}),
    after: listed(row.change?.after ?? {}),
  };
  return recordColumns.map((name) => cells[name]);
}

export function heldCells(row: HeldRow, words: Words): string[] {
  const cells: Record<(typeof heldColumns)[number], string> = {
    familyName: row.person.familyName,
    givenName: row.person.givenName,
    organisation: text(row.organisation.name, words),
    course: text(row.course.title, words),
    version: String(row.version),
    completedAt: time(row.completedAt, words),
  };
  return heldColumns.map((name) => cells[name]);
}

const fullName = ({ familyName, givenName }: { familyName: string; givenName: string }) => `${familyName} ${givenName}`;
const time = (moment: string, { timeZone }: Words) => localTime(Date.parse(moment), timeZone);
const text = (name: Localised | undefined, { language }: Words) =>
  name?.[language] ?? Object.values(name ?? {})[0] ?? '';
const listed = (values: Record<string, unknown>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('; ');
