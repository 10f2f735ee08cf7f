/** Words of a reader that the academy has not acknowledged: notes and reports, kept on the device per person. */
import type { Language } from '#contracts/common.ts';
import type { LectureMoment } from '#contracts/notes.ts';
import type { Passage } from '#contracts/passages.ts';
import type { Report } from '#contracts/reports.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A note as it was last written here; `removed`: it is to go. */
export interface UnsentNote {
  personId: string;
  id: string;
  courseId: string;
  lessonId: string;
  text: string;
  passage: Passage | null;
  /** what an older page kept has none */
  moment?: LectureMoment | null;
  language: Language;
  /** the one that was reworded; null: the academy does not know the note */
  revision: number | null;
  removed: boolean;
  changedAtMs: number;
}
export interface UnsentReport {
  personId: string;
  id: string;
  courseId: string;
  lessonId: string;
  language: Language;
  kind: Report['kind'];
  text: string;
  passage: Passage | null;
  named: boolean;
}

interface Schema extends DBSchema {
  note: { key: [personId: string, id: string]; value: UnsentNote };
  report: { key: [personId: string, id: string]; value: UnsentReport };
}

/** `strict`: a put counts once it is on the disk, not in a buffer. */
const durable = { durability: 'strict' } as const;
/** says to the next start that there is something to send; without it nothing of this is loaded */
const flag = 'kurs.unsentWords';
let opening: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('kurs-words', 1, {
    upgrade: (database) => {
      database.createObjectStore('note', { keyPath: ['personId', 'id'] });
      database.createObjectStore('report', { keyPath: ['personId', 'id'] });
    },
    terminated: () => (opening = undefined),
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

const ofPerson = (personId: string) => IDBKeyRange.bound([personId, ''], [personId, '\uffff']);

export async function unsentNotes(personId: string): Promise<UnsentNote[]> {
  return (await open()).getAll('note', ofPerson(personId));
}

/** Resolves once the words are safe on the device. */
export async function keepNote(note: UnsentNote): Promise<void> {
  const transaction = (await open()).transaction('note', 'readwrite', durable);
  await transaction.store.put(note);
  await transaction.done;
  raiseFlag();
}

/** The academy knows: gone from here, unless it was changed meanwhile, upon what the academy has now (null: nothing). */
export async function acknowledged(sent: UnsentNote, revision: number | null): Promise<void> {
  const transaction = (await open()).transaction('note', 'readwrite', durable);
  const kept = await transaction.store.get([sent.personId, sent.id]);
  if (kept && kept.changedAtMs !== sent.changedAtMs) await transaction.store.put({ ...kept, revision });
  else await transaction.store.delete([sent.personId, sent.id]);
  await transaction.done;
}

/** In one step, so that no words are lost between: what was written here becomes a note of its own. */
export async function keepBoth(mine: UnsentNote, copy: UnsentNote): Promise<void> {
  const transaction = (await open()).transaction('note', 'readwrite', durable);
  await transaction.store.delete([mine.personId, mine.id]);
  await transaction.store.put(copy);
  await transaction.done;
}

export async function unsentReports(personId: string): Promise<UnsentReport[]> {
  return (await open()).getAll('report', ofPerson(personId));
}

export async function keepReport(report: UnsentReport): Promise<void> {
  const transaction = (await open()).transaction('report', 'readwrite', durable);
  await transaction.store.put(report);
  await transaction.done;
  raiseFlag();
}

export async function dropReport({ personId, id }: UnsentReport): Promise<void> {
  await (await open()).delete('report', [personId, id]);
}

function raiseFlag(): void {
  try {
    localStorage.setItem(flag, '1');
  } catch {
    // a private window may refuse: then it is sent from the page that wrote it
  }
}

/** Nothing is left: the next start need not look. */
export function lowerFlag(): void {
  try {
    localStorage.removeItem(flag);
  } catch {
    // then the next start looks in vain
  }
}
