/** Which questions stand in one paper of a quiz, and in which order. */
import type { FrozenQuiz } from '../quizzes.ts';
import { randomOf, shuffled } from './random.ts';

export interface PaperQuestion {
  questionId: string;
  points: number;
}
export interface PaperSection {
  id: string;
  title: FrozenQuiz['sections'][number]['title'];
  questions: PaperQuestion[];
}
export interface Paper {
  sections: PaperSection[];
}

/**
 * The paper of a seed: the same for ever. Draws never take a question that stands in the paper already, fixed or drawn; where
 * too few are left, there are fewer. Fixed questions stand before drawn ones unless the section is shuffled.
 */
export function paperOf(frozen: Pick<FrozenQuiz, 'sections'>, seed: string): Paper {
  const taken = new Set(frozen.sections.flatMap((section) => section.questions.map((each) => each.questionId)));
  const sections = frozen.sections.map(({ id, title, questions, draws, shuffle }) => {
    const drawn = draws.flatMap(({ id: draw, pool, count, points }) => {
      const free = [...new Set(pool)].filter((questionId) => !taken.has(questionId));
      const chosen = shuffled(free, randomOf(seed, 'draw', id, draw)).slice(0, count);
      for (const questionId of chosen) taken.add(questionId);
      return chosen.map((questionId) => ({ questionId, points }));
    });
    const all = [...questions.map(({ questionId, points }) => ({ questionId, points })), ...drawn];
    return { id, title, questions: shuffle ? shuffled(all, randomOf(seed, 'section', id)) : all };
  });
  return { sections };
}

/** What a paper can bring at most. */
export const pointsOf = (paper: Paper): number =>
  paper.sections.flatMap((section) => section.questions).reduce((sum, { points }) => sum + points, 0);
