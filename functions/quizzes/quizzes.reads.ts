/** What other rooms may ask quizzes. */
import type { Language, Localised } from '#contracts/common.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import { contentText } from '../platform/blobs.ts';
import * as store from './quizzes.store.ts';

/** A version of a quiz that may be sat. */
export interface ReleasedQuiz {
  quizId: string;
  version: number;
  /** names the frozen quiz */
  hash: string;
  organisationId: string;
  title: Localised;
  languages: Language[];
  /** questions of a paper */
  questions: number;
  /** time for an attempt; null: none but the window’s end */
  minutes: number | null;
}

const released = ({ minutes, approvedAt: _, approvedBy: __, ...version }: store.StoredVersion): ReleasedQuiz => ({
  ...version,
  minutes: minutes ?? null,
});

/** The newest approved version; undefined before the first, and of a quiz that was put away. */
export async function releasedQuiz(quizId: string): Promise<ReleasedQuiz | undefined> {
  const quiz = await store.quiz(quizId);
  return quiz?.version === undefined || quiz.archived ? undefined : quizVersion(quizId, quiz.version);
}

/** An approved version, also of a quiz that was put away since. */
export async function quizVersion(quizId: string, version: number): Promise<ReleasedQuiz | undefined> {
  const found = await store.version(quizId, version);
  return found && released(found);
}

/** A frozen quiz, keys included: never for a browser that learns. */
export const frozenQuizByHash = async (hash: string): Promise<FrozenQuiz> =>
  JSON.parse(await contentText(hash)) as FrozenQuiz;

/** All that quizzes keep about a person: which they have written, submitted, answered. */
export async function dataOf(personId: string) {
  const found = await store.quizzesById(await store.quizzesBy(personId));
  return {
    quizzes: found
      .map(({ id, organisationId, state, changedBy, changedAt, writers, submitted, decided }) => ({
        ...{ quizId: id, organisationId, state },
        ...(changedBy === personId ? { changedAt } : {}),
        writes: writers.includes(personId),
        ...(submitted?.by === personId ? { submittedAt: submitted.at } : {}),
        ...(decided?.by === personId
          ? { decision: decided.decision, decidedAt: decided.at, note: decided.note ?? null }
          : {}),
      }))
      .sort((a, b) => (a.quizId < b.quizId ? -1 : 1)),
  };
}
