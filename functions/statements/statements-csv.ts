/** Rows of the list of statements as a file. Pure. */
import type { Language } from '#contracts/common.ts';
import { statementColumns, type StatementWords } from '#contracts/statements.ts';
import { dayOf, type StoredStatement } from './statement.ts';

export const headRow = ({ columns }: StatementWords): string[] => statementColumns.map((column) => columns[column]);

export function statementRow(
  { printed, revokedAt, timeZone }: StoredStatement,
  { states }: StatementWords,
  language: Language,
): string[] {
  const { number, person, title, version, minutes, completedOn, issuedOn } = printed;
  return [
    number,
    person?.familyName ?? '',
    person?.givenName ?? '',
    title[language] ?? Object.values(title)[0] ?? '',
    String(version),
    String(minutes),
    completedOn,
    issuedOn,
    states[revokedAt === undefined ? 'valid' : 'revoked'],
    revokedAt === undefined ? '' : dayOf(revokedAt, timeZone),
  ];
}
