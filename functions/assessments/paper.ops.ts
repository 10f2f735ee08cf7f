/** Papers: the frozen quiz, parsed once per function instance, and what of it a learner sees. */
import type { OpenAttempt } from '#contracts/attempts.ts';
import type { Language } from '#contracts/common.ts';
import type { ShownQuestion } from '#contracts/question-kinds.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import { paperOf, type Paper } from '#contracts/scoring/paper.ts';
import { shownQuestion } from '#contracts/scoring/shown.ts';
import { frozenQuizByHash } from '../quizzes/quizzes.reads.ts';

/** frozen quizzes of one instance: each may take some megabytes */
const frozenMax = 12;
const parsed = new Map<string, Promise<FrozenQuiz>>();

/** The frozen quiz under a hash: immutable, so parsed once; the one used longest ago goes first. */
export function frozenQuiz(hash: string): Promise<FrozenQuiz> {
  const known = parsed.get(hash) ?? read(hash);
  parsed.delete(hash);
  parsed.set(hash, known);
  const [oldest] = parsed.keys();
  if (parsed.size > frozenMax && oldest !== undefined) parsed.delete(oldest);
  return known;
}

function read(hash: string): Promise<FrozenQuiz> {
  const reading = frozenQuizByHash(hash);
  reading.catch(() => parsed.delete(hash));
  return reading;
}

export interface Seeded {
  hash: string;
  seed: string;
}

export async function paperFor({ hash, seed }: Seeded): Promise<{ frozen: FrozenQuiz; paper: Paper }> {
  const frozen = await frozenQuiz(hash);
  return { frozen, paper: paperOf(frozen, seed) };
}

/** The paper in a language of the quiz, without its key. */
export function shownPaper(
  { frozen, paper }: { frozen: FrozenQuiz; paper: Paper },
  seed: string,
  wished: Language,
): OpenAttempt['sections'] {
  const first = frozen.languages[0]!;
  const showIn = { language: languageOf(frozen, wished), first, seed };
  return paper.sections.map(({ id, title, questions }) => ({
    id,
    title,
    questions: questions.flatMap(({ questionId, points }): ShownQuestion[] => {
      const question = frozen.questions[questionId];
      return question ? [shownQuestion({ questionId, points, ...question }, showIn)] : [];
    }),
  }));
}

/** The wished language where the quiz has it, else its first. */
export const languageOf = ({ languages }: Pick<FrozenQuiz, 'languages'>, wished: Language): Language =>
  languages.includes(wished) ? wished : languages[0]!;

/** Pictures that these texts name. */
export function picturesIn(frozen: FrozenQuiz, shown: unknown): OpenAttempt['pictures'] {
  const all = Object.entries(frozen.pictures);
  if (!all.length) return {};
  const text = JSON.stringify(shown);
  return Object.fromEntries(all.filter(([id]) => text.includes(`media:${id}`)));
}
