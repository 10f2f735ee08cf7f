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
  /** field → words */
  fields: Record<string, string>;
  /** a value that is a code → words */
  values: Record<string, string>;
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
    details: listed(row.data, row, words),
    address: row.change?.address ?? '',
    before: listed(row.change?.before ?? {}, row, words),
    after: listed(row.change?.after ?? {}, row, words),
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

/** Fields with their values, codes as words and ids as names; what is not known stays as it is. */
const listed = (values: RecordRow['data'], { names }: RecordRow, words: Words): string => {
  const nameOf = (id: string) => (names[id] ? text(names[id], words) : undefined);
  return Object.entries(values)
    .sort(byField)
    .map(([field, value]) => `${fieldText(field, nameOf, words)}: ${valueText(field, value, nameOf, words)}`)
    .join('; ');
};

/** The table keeps no order of fields; what was stands before what is, after everything else. */
const byField = ([a]: [string, unknown], [b]: [string, unknown]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1);
const rankOf = (field: string) => ['before', 'after'].indexOf(field);

type NameOf = (id: string) => string | undefined;

/** `roles.<organisation>` and `name.<language>` say two things; a field may be an organisation by itself. */
const fieldText = (field: string, nameOf: NameOf, { fields, values }: Words): string =>
  field
    .split('.')
    .map((part, index) => nameOf(part) ?? (index ? values : fields)[part] ?? part)
    .join(', ');

/** what people wrote themselves is no code, even where it looks like one */
const written = ['familyName', 'givenName', 'login', 'name', 'timeZone'];
const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function valueText(field: string, value: RecordRow['data'][string], nameOf: NameOf, words: Words): string {
  const said = value === null ? '' : String(value);
  if (written.includes(field.split('.')[0]!)) return said;
  if (isMoment.test(said)) return time(said, words);
  const parts = said.split(/[ ,]+/).map((part) => nameOf(part) ?? words.values[part]);
  return parts.every((part) => part !== undefined) ? parts.join(', ') : said;
}
