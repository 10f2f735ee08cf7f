/** Which files an import takes, and what stands in them. Pure. */
import { AppError } from '#contracts/errors.ts';
import { importBytesMax, importRowsMax, type ImportFile } from '#contracts/people-import.ts';
import { oneRosterRows } from './one-roster.ts';
import { peopleRows, type Line, type ReadFile } from './people-csv.ts';

type Kind = ImportFile['kind'];

/** Either our own CSV, or users and roles (and organisations) of OneRoster; each once, together not too large. */
export function requireFiles(files: readonly Pick<ImportFile, 'kind' | 'bytes'>[]): void {
  const kinds = files
    .map(({ kind }) => kind)
    .sort()
    .join();
  if (!['people', 'roles,users', 'orgs,roles,users'].includes(kinds))
    throw new AppError('importFileWrong', { reason: 'files' });
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > importBytesMax) throw new AppError('tooLarge');
}

/** The people in the files; `today` (`2026-11-22`) decides which roles of OneRoster hold. */
export function rowsOf(files: ReadonlyMap<Kind, readonly Line[]>, today: string): ReadFile {
  const [people, users, roles] = [files.get('people'), files.get('users'), files.get('roles')];
  const read =
    users && roles ? oneRosterRows({ users, roles, orgs: files.get('orgs') }, today) : peopleRows(people ?? []);
  if (!read.rows.length) throw new AppError('importFileWrong', { reason: 'empty' });
  if (read.rows.length > importRowsMax)
    throw new AppError('importFileWrong', { reason: 'rows', rows: String(read.rows.length) });
  return read;
}
