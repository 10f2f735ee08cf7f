/** Folders as a file sorts its questions, below the one that was chosen: those that are there are used, the others made. */
import { questionFolders } from '#contracts/question-folders.ts';
import type { Folder } from '#contracts/questions.ts';
import { isRefusal } from '../action.svelte.ts';
import { call } from '../client.ts';
import { derivedId } from './ids.ts';
import { oneLine } from './parts.ts';
import { patiently } from './patiently.ts';

export interface FolderPlace {
  organisationId: string;
  folderId: string | null;
  folders: readonly Folder[];
  signal: AbortSignal;
}

const nameMax = 120;

/** Names from the top → the folder’s id. */
export class FoldersFor {
  private readonly place: FolderPlace;
  private readonly known = new Map<string, Promise<string | null>>();
  constructor(place: FolderPlace) {
    this.place = place;
  }

  of(said: readonly string[]): Promise<string | null> {
    const names = said.map((name) => oneLine(name).slice(0, nameMax).trim()).filter(Boolean);
    if (names.length === 0) return Promise.resolve(this.place.folderId);
    const key = JSON.stringify(names);
    const found = this.known.get(key) ?? this.made(names);
    this.known.set(key, found);
    // a try that failed is none
    found.catch(() => this.known.delete(key));
    return found;
  }

  private async made(names: readonly string[]): Promise<string | null> {
    const parentId = await this.of(names.slice(0, -1));
    const name = names.at(-1)!;
    const { organisationId, folders, signal } = this.place;
    const present = folders.find((folder) => folder.parentId === parentId && folder.name === name);
    if (present) return present.id;
    const folderId = await derivedId('folder', organisationId, parentId ?? '', name);
    const body = { revision: 0, parentId, name, sharedWith: 'nobody' as const, organisationIds: [] };
    try {
      const params = { organisationId, folderId };
      return (await patiently(() => call(questionFolders.putFolder, { params, body }), signal)).id;
    } catch (error) {
      // made before, and renamed or moved since: the questions go where it is now
      if (isRefusal(error, 'conflict') && folders.some(({ id }) => id === folderId)) return folderId;
      if (isRefusal(error, 'conflict', 'idTaken', 'folderCircle', 'tooManyFolders')) return this.place.folderId;
      throw error;
    }
  }
}
