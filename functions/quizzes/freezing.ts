/** A quiz as it is frozen: everything an attempt needs, with the approved versions of its questions. Pure. */
import { canonicalJson } from '#contracts/archive.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { FrozenQuiz, QuizContent } from '#contracts/quizzes.ts';
import { allQuestions, type Pools } from './paper.ts';

export interface ApprovedContent {
  version: number;
  content: QuestionContent;
}
type Picture = FrozenQuiz['pictures'][string];
export interface Freezing {
  quiz: { id: string; organisationId: string };
  content: QuizContent;
  /** by question: the approved version that counts from now on */
  approved: ReadonlyMap<string, ApprovedContent>;
  pools: Pools;
  pictures: ReadonlyMap<string, Picture>;
}

export function frozenOf({ quiz, content, approved, pools, pictures }: Freezing): FrozenQuiz {
  const { title, intro, languages, use, settings, sections } = content;
  const contents = allQuestions(content, pools).flatMap((id) => {
    const found = approved.get(id);
    return found ? [[id, { version: found.version, content: found.content }] as const] : [];
  });
  return {
    ...{ quizId: quiz.id, organisationId: quiz.organisationId, title, intro, languages, use, settings },
    sections: sections.map(({ draws, ...section }) => ({
      ...section,
      draws: draws.map(({ id, count, points }) => ({ id, count, points, pool: [...(pools.get(id) ?? [])].sort() })),
    })),
    questions: Object.fromEntries(contents),
    pictures: Object.fromEntries(pictures),
  };
}

/** The bytes of which the hash is: the same quiz has the same, whatever order its fields were kept in. */
export const frozenText = (frozen: FrozenQuiz): string => canonicalJson(frozen);

const pictureName = /media:(mda_[0-9A-HJKMNP-TV-Z]{26})/g;

/** Pictures that texts name, once each. */
export function picturesNamed(...texts: unknown[]): string[] {
  const found = JSON.stringify(texts).matchAll(pictureName);
  return [...new Set([...found].map(([, id]) => id!))];
}

/** How many of these questions stand in a frozen quiz in an older version than the bank has approved since. */
export const behindOf = (
  { questions }: Pick<FrozenQuiz, 'questions'>,
  bank: readonly { id: string; version: number | null }[],
): number => bank.filter(({ id, version }) => (questions[id]?.version ?? Infinity) < (version ?? 0)).length;
