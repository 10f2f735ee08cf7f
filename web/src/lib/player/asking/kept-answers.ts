/** Answers to questions inside lectures that the academy does not have yet: on this device, per person, until they are there. */
import type { Language } from '#contracts/common.ts';
import type { Answer } from '#contracts/question-kinds.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export interface LecturePlace {
  courseId: string;
  lessonId: string;
  lectureId: string;
}

export interface KeptAnswer extends LecturePlace {
  answerId: string;
  personId: string;
  questionId: string;
  /** of the question, as it was shown */
  version: number;
  answer: Answer;
  language: Language;
}

interface Schema extends DBSchema {
  answers: { key: string; value: KeptAnswer; indexes: { person: string } };
}

/** something waits: read before the database is opened */
export const unsentFlag = 'kurs.unsentLectureAnswers';
let opening: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('kurs-lecture-answers', 1, {
    upgrade: (database) => {
      database.createObjectStore('answers', { keyPath: 'answerId' }).createIndex('person', 'personId');
    },
    terminated: () => (opening = undefined),
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

/** Resolves once it is safe on the device; rejects where the browser gives no storage. */
export async function keepAnswer(answer: KeptAnswer): Promise<void> {
  const transaction = (await open()).transaction('answers', 'readwrite', { durability: 'strict' });
  await transaction.store.put(answer);
  await transaction.done;
  localStorage.setItem(unsentFlag, '1');
}

export async function dropAnswer({ answerId }: Pick<KeptAnswer, 'answerId'>): Promise<void> {
  await (await open()).delete('answers', answerId);
}

/** In the order in which they were given: their ids say so. */
export async function keptAnswers(personId: string): Promise<KeptAnswer[]> {
  if (!localStorage.getItem(unsentFlag)) return [];
  return (await open()).getAllFromIndex('answers', 'person', personId);
}
