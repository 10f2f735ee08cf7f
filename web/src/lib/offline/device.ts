/** The device’s own database: what must survive a closed tab, a lost network, a power cut. Kept per person. */
import type { Spans } from '#contracts/progress.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { withChange, withCredit, type KeptWatch, type WatchChange, type WatchPlace } from './kept-watch.ts';

/** The learner said, without a network, that a lesson is read. */
export interface KeptRead {
  personId: string;
  courseId: string;
  lessonId: string;
  /** whose text was read */
  version?: number;
}

interface Schema extends DBSchema {
  read: { key: [personId: string, lessonId: string]; value: KeptRead };
  watch: { key: [personId: string, lectureId: string]; value: KeptWatch };
}

/** `strict`: a put counts once it is on the disk, not in a buffer. */
const durable = { durability: 'strict' } as const;
let opening: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('kurs', 1, {
    upgrade: (database) => {
      database.createObjectStore('watch', { keyPath: ['personId', 'lectureId'] });
      database.createObjectStore('read', { keyPath: ['personId', 'lessonId'] });
    },
    terminated: () => (opening = undefined),
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

const keyOf = (place: WatchPlace): [string, string] => [place.personId, place.lectureId];

/** Resolves once it is safe on the device; rejects where the browser gives no storage. */
export async function keepWatch(place: WatchPlace, change: WatchChange): Promise<void> {
  const transaction = (await open()).transaction('watch', 'readwrite', durable);
  const kept = await transaction.store.get(keyOf(place));
  await transaction.store.put(withChange(place, kept, change));
  await transaction.done;
}

/** The academy answered: what it credits need not be kept any longer. */
export async function creditWatch(place: WatchPlace, credited: Spans, reportedAtMs: number): Promise<void> {
  const transaction = (await open()).transaction('watch', 'readwrite', durable);
  const kept = await transaction.store.get(keyOf(place));
  const left = kept && withCredit(kept, credited, reportedAtMs);
  if (left) await transaction.store.put(left);
  else await transaction.store.delete(keyOf(place));
  await transaction.done;
}

export async function dropWatch(place: WatchPlace): Promise<void> {
  await (await open()).delete('watch', keyOf(place));
}

export async function keptWatch(place: WatchPlace): Promise<KeptWatch | undefined> {
  return (await open()).get('watch', keyOf(place));
}

/** Everything a person has not brought to the academy yet. */
export async function allKeptWatch(personId: string): Promise<KeptWatch[]> {
  return (await open()).getAll('watch', ofPerson(personId));
}

export async function keepRead(read: KeptRead): Promise<void> {
  const transaction = (await open()).transaction('read', 'readwrite', durable);
  await transaction.store.put(read);
  await transaction.done;
}

export async function dropRead(read: KeptRead): Promise<void> {
  await (await open()).delete('read', [read.personId, read.lessonId]);
}

export async function allKeptReads(personId: string): Promise<KeptRead[]> {
  return (await open()).getAll('read', ofPerson(personId));
}

const ofPerson = (personId: string) => IDBKeyRange.bound([personId, ''], [personId, '\uffff']);
