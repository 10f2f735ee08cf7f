/**
 * The device’s memory of questions that are being written: what the academy has not acknowledged. One entry per page and
 * question; a page that lives holds a lock on its entries.
 */
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { QuestionMeta } from '#contracts/questions.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { livingPages } from '../../lib/editor/journal.ts';

export interface KeptQuestion {
  personId: string;
  questionId: string;
  pageId: string;
  organisationId: string;
  /** of the question it was made from; 0: the academy had none */
  revision: number;
  meta: QuestionMeta;
  content: QuestionContent;
  keptAtMs: number;
}
type Place = Pick<KeptQuestion, 'personId' | 'questionId' | 'pageId'>;

interface Schema extends DBSchema {
  kept: { key: [personId: string, questionId: string, pageId: string]; value: KeptQuestion };
}

/** `strict`: a put counts once it is on the disk, not in a buffer. */
const durable = { durability: 'strict' } as const;
let database: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  const opening = (database ??= openDB<Schema>('kurs-questions', 1, {
    upgrade: (made) => void made.createObjectStore('kept', { keyPath: ['personId', 'questionId', 'pageId'] }),
    terminated: () => (database = undefined),
  }));
  opening.catch(() => (database = undefined));
  return opening;
}

/** Resolves once it is safe on the device. */
export async function keepQuestion(entry: KeptQuestion): Promise<void> {
  const transaction = (await open()).transaction('kept', 'readwrite', durable);
  await transaction.store.put(entry);
  await transaction.done;
}

export async function forgetQuestion({ personId, questionId, pageId }: Place): Promise<void> {
  await (await open()).delete('kept', [personId, questionId, pageId]);
}

/** What pages left behind that are no more, the latest first; of one question, or of all. */
export async function keptQuestions(personId: string, questionId?: string): Promise<KeptQuestion[]> {
  const range = IDBKeyRange.bound([personId, questionId ?? '', ''], [personId, questionId ?? '\uffff', '\uffff']);
  const entries = await (await open()).getAll('kept', range);
  const living = await livingPages();
  return entries.filter(({ pageId }) => !living.has(pageId)).sort((one, other) => other.keptAtMs - one.keptAtMs);
}
