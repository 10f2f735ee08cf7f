/** Folders of a bank as a tree. Pure. */
import type { Folder } from '#contracts/questions.ts';

export interface FolderRow {
  folder: Folder;
  /** 0: below nothing */
  depth: number;
  /** names from the top, e.g. «Право / Затримання» */
  path: string;
}

/** Every folder once, those below one after it, by name; one whose parent is gone stands at the top. */
export function folderRows(folders: readonly Folder[], compare = byName): FolderRow[] {
  const known = new Set(folders.map(({ id }) => id));
  const below = (parentId: string | null) =>
    folders.filter((folder) => (folder.parentId && known.has(folder.parentId) ? folder.parentId : null) === parentId);
  const seen = new Set<string>();
  const rows: FolderRow[] = [];
  const walk = (parentId: string | null, depth: number, path: readonly string[]) => {
    for (const folder of below(parentId).sort(compare)) {
      if (seen.has(folder.id)) continue;
      seen.add(folder.id);
      const way = [...path, folder.name];
      rows.push({ folder, depth, path: way.join(' / ') });
      walk(folder.id, depth + 1, way);
    }
  };
  walk(null, 0, []);
  return rows;
}

const byName = (one: Folder, other: Folder) => one.name.localeCompare(other.name, undefined, { numeric: true });

/** Where a folder can be moved: anywhere but into itself and what lies below it. */
export function placesFor(folders: readonly Folder[], folderId: string | undefined): FolderRow[] {
  const rows = folderRows(folders);
  if (folderId === undefined) return rows;
  const inside = new Set([folderId]);
  for (const { folder } of rows) if (folder.parentId && inside.has(folder.parentId)) inside.add(folder.id);
  return rows.filter(({ folder }) => !inside.has(folder.id));
}
