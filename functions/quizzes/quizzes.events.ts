/** Reactions: it is known in which quizzes a question stands. */
import { react, type RecordEvent } from '../platform/events.ts';
import { fixedIn } from './paper.ts';
import { frozenQuizByHash } from './quizzes.reads.ts';
import type { QuizHead } from './quiz.ts';
import * as store from './quizzes.store.ts';
import { putUses, usesBy } from './uses.store.ts';
import { usesOfQuiz, usesToWrite } from './uses.ts';

const attemptsMax = 5;

/** Safe to run again: it re-reads the quiz, and once more where it was changed meanwhile. */
async function noteUses({ subjectId: quizId }: RecordEvent): Promise<void> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const [quiz, written] = await Promise.all([store.quiz(quizId), store.content(quizId)]);
    if (!quiz || !written) return;
    const now = usesOfQuiz(quizId, fixedIn(written.content), await newestOf(quiz));
    const { made, gone } = usesToWrite(await usesBy(quizId), now);
    await putUses(made, gone);
    if ((await store.quiz(quizId))?.revision === quiz.revision) return;
  }
  throw new Error('quiz kept changing');
}

async function newestOf({ version, hash }: QuizHead) {
  if (version === undefined || hash === undefined) return undefined;
  const { sections } = await frozenQuizByHash(hash);
  return { version, questions: fixedIn({ sections }) };
}

export const handler = react({ record: noteUses });
