/** Additions of films as reviewers and those who adopted a course read them. */
import type { AdditionLine } from '#contracts/film-additions.ts';
import { filmQuestionsIn } from '#contracts/film-questions.ts';
import { contentText } from '../platform/blobs.ts';
import { placedQuestions } from '../questions/questions.reads.ts';
import { additionLines } from './addition-lines.ts';

/** Of the content under a hash; null: there is none. */
export async function linesOfAddition(hash: string | null | undefined): Promise<AdditionLine[] | null> {
  if (!hash) return null;
  const text = await contentText(hash);
  const asked = filmQuestionsIn(text);
  const found = await placedQuestions(asked.map(({ questionId }) => questionId));
  return additionLines(text, (id) => found.get(id)?.ask);
}
