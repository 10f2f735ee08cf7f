/**
 * The device’s memory of attempts: the paper, so that it opens without a network, and the journal of its answers. A database
 * of its own, so that the one of older pages needs no new version.
 */
import type { OpenAttempt } from '#contracts/attempts.ts';
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { ClockBase } from './clock.ts';
import { after, entryOf, type Change, type Kept, type KeptBatch, type KeptEntry, type Step } from './journal.ts';

/** An attempt under way, as a page finds it again. */
export interface KeptPaper {
  personId: string;
  attemptId: string;
  paper: OpenAttempt;
  clock: ClockBase;
  /** questions to come back to */
  flags: string[];
  /** where the learner is */
  place: number;
  /** the learner has finished it; the academy need not know yet */
  submitted: boolean;
}

/** Where a journal is kept: on the disk; where the browser gives no storage, in the memory of this page. */
export interface AttemptStore {
  /** does it outlive the page? */
  durable: boolean;
  paper(personId: string, attemptId: string): Promise<KeptPaper | undefined>;
  papers(personId: string): Promise<KeptPaper[]>;
  keepPaper(kept: KeptPaper): Promise<void>;
  journal(attemptId: string): Promise<Kept>;
  append(change: Change): Promise<void>;
  /** One transaction: what another tab does meanwhile is not lost. */
  step(attemptId: string, work: (kept: Kept) => Step): Promise<Step>;
  forget(personId: string, attemptId: string): Promise<void>;
}

interface Schema extends DBSchema {
  papers: { key: [personId: string, attemptId: string]; value: KeptPaper };
  entries: { key: [attemptId: string, device: string, n: number]; value: KeptEntry };
  batches: { key: [attemptId: string, device: string, seq: number]; value: KeptBatch };
}

/** `strict`: a put counts once it is on the disk, not in a buffer. */
const durable = { durability: 'strict' } as const;
let opening: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('kurs-attempts', 1, {
    upgrade: (database) => {
      database.createObjectStore('papers', { keyPath: ['personId', 'attemptId'] });
      database.createObjectStore('entries', { keyPath: ['attemptId', 'device', 'n'] });
      database.createObjectStore('batches', { keyPath: ['attemptId', 'device', 'seq'] });
    },
    terminated: () => (opening = undefined),
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

/** The disk, if the browser gives one. */
export async function attemptStore(): Promise<AttemptStore> {
  try {
    await open();
    return onDisk;
  } catch {
    return inMemory;
  }
}

/** The disk is full or gone in mid-attempt: from here on the page itself keeps the journal. */
export function withoutDisk(kept: KeptPaper, journal: Kept): AttemptStore {
  memory.papers.set(kept.attemptId, kept);
  memory.journals.set(kept.attemptId, journal);
  return inMemory;
}

const below = (...keys: string[]) => IDBKeyRange.bound(keys, [...keys, []]);

const onDisk: AttemptStore = {
  durable: true,
  paper: async (personId, attemptId) => (await open()).get('papers', [personId, attemptId]),
  papers: async (personId) => (await open()).getAll('papers', below(personId)),
  async keepPaper(kept) {
    const transaction = (await open()).transaction('papers', 'readwrite', durable);
    await transaction.store.put(kept);
    await transaction.done;
  },
  async journal(attemptId) {
    return readKept((await open()).transaction(['entries', 'batches']), attemptId);
  },
  async append(change) {
    const transaction = (await open()).transaction('entries', 'readwrite', durable);
    const last = await transaction.store.openCursor(below(change.attemptId, change.device), 'prev');
    await transaction.store.put(entryOf(last?.value, change));
    await transaction.done;
  },
  async step(attemptId, work) {
    const transaction = (await open()).transaction(['entries', 'batches'], 'readwrite', durable);
    const step = work(await readKept(transaction, attemptId));
    await writeStep(transaction, step);
    await transaction.done;
    return step;
  },
  async forget(personId, attemptId) {
    const transaction = (await open()).transaction(['papers', 'entries', 'batches'], 'readwrite');
    await transaction.objectStore('papers').delete([personId, attemptId]);
    await transaction.objectStore('entries').delete(below(attemptId));
    await transaction.objectStore('batches').delete(below(attemptId));
    await transaction.done;
  },
};

type Journals = ('entries' | 'batches')[];

async function readKept(
  transaction: IDBPTransaction<Schema, Journals, 'readonly' | 'readwrite'>,
  attemptId: string,
): Promise<Kept> {
  const [entries, batches] = await Promise.all([
    transaction.objectStore('entries').getAll(below(attemptId)),
    transaction.objectStore('batches').getAll(below(attemptId)),
  ]);
  return { entries, batches };
}

async function writeStep(transaction: IDBPTransaction<Schema, Journals, 'readwrite'>, step: Step): Promise<void> {
  const [entries, batches] = [transaction.objectStore('entries'), transaction.objectStore('batches')];
  await Promise.all([
    ...step.drop.map(({ attemptId, device, n }) => entries.delete([attemptId, device, n])),
    ...step.dropBatches.map(({ attemptId, device, seq }) => batches.delete([attemptId, device, seq])),
    ...step.put.map((entry) => entries.put(entry)),
    ...step.putBatches.map((batch) => batches.put(batch)),
  ]);
}

const memory = { papers: new Map<string, KeptPaper>(), journals: new Map<string, Kept>() };
const nothing: Kept = { entries: [], batches: [] };

const inMemory: AttemptStore = {
  durable: false,
  paper: async (_, attemptId) => memory.papers.get(attemptId),
  papers: async () => [...memory.papers.values()],
  keepPaper: async (kept) => void memory.papers.set(kept.attemptId, kept),
  journal: async (attemptId) => memory.journals.get(attemptId) ?? nothing,
  async append(change) {
    await inMemory.step(change.attemptId, ({ entries }) => {
      const own = entries.filter(({ device }) => device === change.device).sort((a, b) => a.n - b.n);
      return { put: [entryOf(own.at(-1), change)], drop: [], putBatches: [], dropBatches: [] };
    });
  },
  async step(attemptId, work) {
    const kept = memory.journals.get(attemptId) ?? nothing;
    const step = work(kept);
    memory.journals.set(attemptId, after(kept, step));
    return step;
  },
  async forget(_, attemptId) {
    memory.papers.delete(attemptId);
    memory.journals.delete(attemptId);
  },
};
