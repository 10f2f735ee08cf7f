/** What a quiz asks for: its fixed questions, its draws, how long a paper it makes. Pure. */
import type { Draw, QuizContent } from '#contracts/quizzes.ts';

type Sections = Pick<QuizContent, 'sections'>;

/** Questions that stand in every paper, in order. */
export const fixedIn = ({
  sections,
}: {
  sections: readonly { questions: readonly { questionId: string }[] }[];
}): string[] => sections.flatMap(({ questions }) => questions.map(({ questionId }) => questionId));

export const drawsIn = ({ sections }: Sections): Draw[] => sections.flatMap(({ draws }) => draws);

/** Questions of one paper. */
export const paperLength = (content: Sections): number =>
  fixedIn(content).length + drawsIn(content).reduce((sum, { count }) => sum + count, 0);

/** By draw: the questions it may take. Those that stand in every paper are never drawn. */
export type Pools = ReadonlyMap<string, readonly string[]>;

/**
 * Draws that might find too few. They take one after the other, and none what another took: each must have enough left
 * even when those before it took all they could of the same questions.
 */
export function shortDraws(draws: readonly Pick<Draw, 'id' | 'count'>[], pools: Pools): string[] {
  const poolOf = ({ id }: { id: string }) => pools.get(id) ?? [];
  return draws.flatMap((draw, index) => {
    const own = new Set(poolOf(draw));
    const taken = draws.slice(0, index).reduce((sum, earlier) => {
      const shared = poolOf(earlier).filter((id) => own.has(id)).length;
      return sum + Math.min(earlier.count, shared);
    }, 0);
    return own.size < draw.count + taken ? [draw.id] : [];
  });
}

/** Every question an attempt may meet, once. */
export const allQuestions = (content: Sections, pools: Pools): string[] => [
  ...new Set([...fixedIn(content), ...drawsIn(content).flatMap(({ id }) => pools.get(id) ?? [])]),
];
