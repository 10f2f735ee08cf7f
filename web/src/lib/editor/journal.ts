/**
 * The device’s memory of a lesson that is being written: words that the academy has not acknowledged. One entry per page
 * that is open, so that two tabs do not overwrite each other; a page that lives holds a lock on its entry.
 */
import type { Language } from '#contracts/common.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { UnsentBlock } from './unsent.ts';

export interface JournalPlace {
  personId: string;
  lessonId: string;
  language: Language;
  /** which page wrote it */
  pageId: string;
}
export interface JournalEntry extends JournalPlace {
  keptAtMs: number;
  blocks: UnsentBlock[];
}

interface Schema extends DBSchema {
  unsent: { key: [personId: string, lessonId: string, language: string, pageId: string]; value: JournalEntry };
}

/** `strict`: a put counts once it is on the disk, not in a buffer. */
const durable = { durability: 'strict' } as const;
let opening: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('kurs-editor', 1, {
    upgrade: (database) => {
      database.createObjectStore('unsent', { keyPath: ['personId', 'lessonId', 'language', 'pageId'] });
    },
    terminated: () => (opening = undefined),
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

const keyOf = ({ personId, lessonId, language, pageId }: JournalPlace): [string, string, string, string] => [
  personId,
  lessonId,
  language,
  pageId,
];

/** Resolves once the words are safe on the device; nothing left to keep removes the entry. */
export async function keep(entry: JournalEntry): Promise<void> {
  const transaction = (await open()).transaction('unsent', 'readwrite', durable);
  if (entry.blocks.length > 0) await transaction.store.put(entry);
  else await transaction.store.delete(keyOf(entry));
  await transaction.done;
}

export async function forget(place: JournalPlace): Promise<void> {
  await (await open()).delete('unsent', keyOf(place));
}

/** Entries of a lesson whose page is no more: a tab that was closed, a browser that fell. The latest first. */
export async function leftBehind(personId: string, lessonId: string): Promise<JournalEntry[]> {
  const range = IDBKeyRange.bound([personId, lessonId, '', ''], [personId, lessonId, '\uffff', '\uffff']);
  const entries = await (await open()).getAll('unsent', range);
  const living = await livingPages();
  return entries.filter(({ pageId }) => !living.has(pageId)).sort((a, b) => b.keptAtMs - a.keptAtMs);
}

const lockName = (pageId: string) => `kurs-editor ${pageId}`;

/** Says to other tabs that this page lives; ends with the page, however it ends. Returns the way to stop. */
export function holdPage(pageId: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks?.request(lockName(pageId), () => held).catch(() => undefined);
  return release;
}

/** Browsers without locks show what other tabs have not sent yet, too: twice is better than never. */
export async function livingPages(): Promise<Set<string>> {
  const locks = await navigator.locks?.query().catch(() => undefined);
  const prefix = lockName('');
  return new Set(
    (locks?.held ?? []).flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
}
