/** What a person marks, and in which order it comes. Pure. */
import type { FrozenQuiz } from '#contracts/quizzes.ts';

/** Does a person decide about answers to this question? */
export const isToMark = ({ questions }: Pick<FrozenQuiz, 'questions'>, questionId: string): boolean =>
  questions[questionId]?.content.body.kind === 'essay';

/** Are these levels of the question’s own rubric? */
export function knownLevels(
  { questions }: Pick<FrozenQuiz, 'questions'>,
  questionId: string,
  levels: Record<string, string>,
): boolean {
  const body = questions[questionId]?.content.body;
  const rubric = body?.kind === 'essay' ? body.rubric : [];
  return Object.entries(levels).every(([criterion, level]) =>
    rubric.some(({ id, levels: own }) => id === criterion && own.some((each) => each.id === level)),
  );
}

export function sameLevels(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** In an order that says nothing of who they belong to. */
export const byAlias = <T>(list: readonly T[], aliasOf: (of: T) => string): { alias: string; of: T }[] =>
  list.map((of) => ({ alias: aliasOf(of), of })).sort((a, b) => (a.alias < b.alias ? -1 : 1));

/** Fixed and drawn ones alike, each once. */
export function questionsIn({ sections, questions }: FrozenQuiz) {
  const points = new Map(
    sections.flatMap((section) => [
      ...section.draws.flatMap((draw) => draw.pool.map((id) => [id, draw.points] as const)),
      ...section.questions.map((each) => [each.questionId, each.points] as const),
    ]),
  );
  return [...points].flatMap(([questionId, each]) => {
    const found = questions[questionId];
    return found ? [{ questionId, points: each, ...found }] : [];
  });
}
