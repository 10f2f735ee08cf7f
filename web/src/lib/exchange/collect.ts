/** Questions of a bank brought onto the device, with their folders and pictures, to be written into a file. */
import { media } from '#contracts/media.ts';
import { questions, type Folder, type Question } from '#contracts/questions.ts';
import { isRefusal } from '../action.svelte.ts';
import { call } from '../client.ts';
import { mediaSources } from '../media/picture-sources.ts';
import { patiently } from './patiently.ts';
import { refsIn } from './refs.ts';
import type { FilePicture } from './item.ts';
import type { OutQuestion } from './outgoing.ts';

export interface Collecting {
  organisationId: string;
  /** with those below; null: the whole bank */
  folderId: string | null;
  folders: readonly Folder[];
  signal: AbortSignal;
  onprogress(done: number, total: number): void;
}
export interface Collected {
  questions: OutQuestion[];
  pictures: Map<string, FilePicture>;
}

const atOnce = 4;

export async function collected(collecting: Collecting): Promise<Collected> {
  const { signal, onprogress } = collecting;
  const ids = await idsOf(collecting);
  const found: (Question | undefined)[] = [];
  let done = 0;
  const queue = ids.entries();
  const worker = async () => {
    for (const [at, questionId] of queue) {
      signal.throwIfAborted();
      found[at] = await perhaps(() =>
        patiently(() => call(questions.question, { params: { questionId } }, { signal }), signal),
      );
      onprogress((done += 1), ids.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const whole = found.filter((each) => each !== undefined);
  return {
    questions: whole.map((question) => outgoing(question, collecting.folders)),
    pictures: await picturesOf(whole, signal),
  };
}

/** The oldest first, as they were written. */
async function idsOf({ organisationId, folderId, folders, signal }: Collecting): Promise<string[]> {
  const wanted = folderId === null ? [undefined] : withBelow(folderId, folders);
  const ids: string[] = [];
  for (const folder of wanted) {
    let cursor: string | undefined;
    do {
      const query = { ...(folder ? { folderId: folder } : {}), ...(cursor ? { cursor } : {}) };
      const params = { organisationId };
      const page = await patiently(() => call(questions.bank, { params, query }, { signal }), signal);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
  }
  return [...new Set(ids)].sort();
}

export function withBelow(folderId: string, folders: readonly Folder[]): string[] {
  const inside = new Set([folderId]);
  // whoever hangs below one that is inside is inside: a set sees what is added while one walks through it
  for (const each of inside) for (const { id, parentId } of folders) if (parentId === each) inside.add(id);
  return [...inside];
}

/** Names of the folders from the top. */
export function folderPath(folderId: string | null, folders: readonly Folder[]): string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  let at = folders.find(({ id }) => id === folderId);
  while (at && !seen.has(at.id)) {
    seen.add(at.id);
    names.unshift(at.name);
    const parentId: string | null = at.parentId;
    at = folders.find(({ id }) => id === parentId);
  }
  return names;
}

const outgoing = (
  { id, content, folderId, tags, use, difficulty, competences, norms }: Question,
  folders: readonly Folder[],
): OutQuestion => ({
  id,
  content,
  meta: { tags, use, difficulty, competences, norms },
  folder: folderPath(folderId, folders),
});

async function picturesOf(all: readonly Question[], signal: AbortSignal): Promise<Map<string, FilePicture>> {
  const pictures = new Map<string, FilePicture>();
  for (const ref of new Set(all.flatMap(({ content }) => refsIn(content)))) {
    signal.throwIfAborted();
    const mediaId = ref.slice('media:'.length);
    const one = await perhaps(() => call(media.media, { params: { mediaId } }, { signal }));
    const address = one && mediaSources(one).src;
    if (!address) continue;
    const answer = await fetch(address, { signal, credentials: 'same-origin' });
    if (!answer.ok) continue;
    const data = new Uint8Array(await answer.arrayBuffer());
    const type = answer.headers.get('content-type')?.split(';')[0] ?? 'image/webp';
    pictures.set(ref, { ref, name: fileName(one.name, type, pictures.size + 1), type, data });
  }
  return pictures;
}

/** Each its own name, with the ending of what it is now. */
const fileName = (name: string, type: string, at: number): string =>
  `${
    name
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .replaceAll(/[\\/:*?"<>|]/g, ' ')
      .slice(0, 80)
      .trim() || 'picture'
  }-${at}.${type.slice('image/'.length)}`;

/** What has gone meanwhile is left out. */
async function perhaps<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isRefusal(error, 'notFound')) return undefined;
    throw error;
  }
}
