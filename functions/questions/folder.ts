/** Rules of a folder: made, called, placed and shared. Pure. */
import { AppError } from '#contracts/errors.ts';
import { foldersMax } from '#contracts/questions.ts';
import type { StoredFolder } from './bank.store.ts';
import { isCircle } from './folder-tree.ts';

export interface FolderInput {
  revision: number;
  parentId: string | null;
  name: string;
  sharedWith: StoredFolder['sharedWith'];
  organisationIds: readonly string[];
}

/** The folder as it is to be; the very same where it is so already. */
export function folderSo(
  folders: readonly StoredFolder[],
  place: Pick<StoredFolder, 'organisationId' | 'id'>,
  input: FolderInput,
): StoredFolder {
  const present = folders.find(({ id }) => id === place.id);
  const after = folderOf(place, input, present);
  if (present && saysTheSame(present, after)) return present;
  if (present && input.revision === 0) throw new AppError('idTaken');
  if ((present?.revision ?? 0) !== input.revision) throw new AppError(present ? 'conflict' : 'notFound');
  if (!present && folders.length >= foldersMax) throw new AppError('tooManyFolders');
  const { parentId } = input;
  if (parentId !== null && !folders.some(({ id }) => id === parentId) && parentId !== place.id)
    throw new AppError('invalid', { field: 'body.parentId', reason: 'unknown' });
  if (isCircle(folders, place.id, parentId)) throw new AppError('folderCircle');
  return after;
}

const folderOf = (
  place: Pick<StoredFolder, 'organisationId' | 'id'>,
  { parentId, name, sharedWith, organisationIds, revision }: FolderInput,
  present: StoredFolder | undefined,
): StoredFolder => ({
  ...{ organisationId: place.organisationId, id: place.id, name, sharedWith, revision: revision + 1 },
  ...(parentId === null ? {} : { parentId }),
  organisationIds: sharedWith === 'listed' ? [...new Set(organisationIds)].sort() : [],
  questions: present?.questions ?? 0,
});

const saysTheSame = (one: StoredFolder, other: StoredFolder): boolean =>
  one.name === other.name && one.parentId === other.parentId && !isSharedOtherwise(one, other);

/** Is it shared with others than before? */
export const isSharedOtherwise = (before: StoredFolder | undefined, after: StoredFolder): boolean =>
  (before?.sharedWith ?? 'nobody') !== after.sharedWith ||
  (before?.organisationIds ?? []).join() !== after.organisationIds.join();
