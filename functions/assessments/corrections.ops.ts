/** Questions whose key was corrected after a test was sat: it is marked by the later version. */
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import { versionContent } from '../questions/questions.reads.ts';
import type { Correction, RunHead } from './run.ts';

/** contents that one instance holds */
const heldMax = 200;
const held = new Map<string, Promise<QuestionContent | undefined>>();

/** A version never changes, so it is read once. */
function contentOf({ questionId, version }: Pick<Correction, 'questionId' | 'version'>) {
  const key = `${questionId}#${version}`;
  const known = held.get(key) ?? versionContent(questionId, version);
  held.set(key, known);
  known.catch(() => held.delete(key));
  const [oldest] = held.keys();
  if (held.size > heldMax && oldest !== undefined) held.delete(oldest);
  return known;
}

/** The quiz as the run is marked: with the last correction of each question. */
export async function corrected(frozen: FrozenQuiz, { corrections = [] }: Pick<RunHead, 'corrections'>) {
  if (!corrections.length) return frozen;
  const contents = await Promise.all(corrections.map(async (each) => ({ ...each, content: await contentOf(each) })));
  const later = contents.flatMap(({ questionId, version, content }) =>
    content ? [[questionId, { version, content }] as const] : [],
  );
  return { ...frozen, questions: { ...frozen.questions, ...Object.fromEntries(later) } };
}
