/** Folders of a bank: what lies below one, and with whom it is shared. Pure. */
import type { StoredFolder } from './bank.store.ts';

type Node = Pick<StoredFolder, 'id' | 'parentId'>;

/** A folder with all below it; itself also where it is gone. */
export function withBelow(folders: readonly Node[], folderId: string): Set<string> {
  const reached = new Set([folderId]);
  // a set that grows is walked to its end
  for (const id of reached) for (const folder of folders) if (folder.parentId === id) reached.add(folder.id);
  return reached;
}

/** Would this folder, under that parent, lie within itself? */
export const isCircle = (folders: readonly Node[], id: string, parentId: string | null): boolean =>
  parentId !== null && withBelow(folders, id).has(parentId);

/** From a folder up to the root. */
export function withAbove<F extends Node>(folders: readonly F[], folderId: string): F[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const path = new Set<F>();
  for (let at = byId.get(folderId); at && !path.has(at); at = byId.get(at.parentId ?? '')) path.add(at);
  return [...path];
}

/** Is it shared with one of these academies – said of itself, whatever is said of those above it? */
export const isSharedWith = (
  {
    organisationId,
    sharedWith,
    organisationIds,
  }: Pick<StoredFolder, 'organisationId' | 'sharedWith' | 'organisationIds'>,
  readers: readonly string[],
): boolean =>
  readers.some(
    (reader) =>
      reader !== organisationId &&
      (sharedWith === 'all' || (sharedWith === 'listed' && organisationIds.includes(reader))),
  );

/** Is what stands in this folder shared with one of these academies: by itself, or by a folder above it? */
export const isReached = (folders: readonly StoredFolder[], folderId: string, readers: readonly string[]): boolean =>
  withAbove(folders, folderId).some((folder) => isSharedWith(folder, readers));
