/** What a person has answered to the questions inside a lecture, and what one more answer makes of it. Pure. */
import type { LectureQuestionResult } from '#contracts/lecture-questions.ts';
import { answersRemembered } from '#contracts/lecture-questions.ts';
import type { Answer, KindContent } from '#contracts/question-kinds.ts';
import { exact } from './marking.ts';

export interface Given {
  answer: Answer;
  /** version of the question it is an answer to */
  version: number;
  /** 0–1 */
  share: number;
  at: string;
}

/** The answers of a person to one question of a lecture. */
export interface QuestionAnswers {
  first: Given;
  /** of equals the later one */
  best: Given;
  tries: number;
  /** of the latest answers, as their browser named them */
  ids: string[];
}

/** The same in numbers, of all questions of a lecture: what is counted. */
export interface AnsweredShares {
  first: number;
  best: number;
}
export type LectureShares = Record<string, AnsweredShares>;

/** One more answer; the same one again changes nothing. */
export function withAnswer(before: QuestionAnswers | undefined, id: string, given: Given): QuestionAnswers {
  if (!before) return { first: given, best: given, tries: 1, ids: [id] };
  if (before.ids.includes(id)) return before;
  return {
    first: before.first,
    best: given.share >= before.best.share ? given : before.best,
    tries: before.tries + 1,
    ids: [...before.ids, id].slice(-answersRemembered),
  };
}

export const sharesOf = ({ first, best }: QuestionAnswers): AnsweredShares => ({
  first: first.share,
  best: best.share,
});

/** Answers of two records of one human: what was first stays first, the better one counts. */
export function unitedAnswers(kept: QuestionAnswers | undefined, theirs: QuestionAnswers): QuestionAnswers {
  if (!kept) return theirs;
  const ids = [...new Set([...theirs.ids, ...kept.ids])];
  // united before: nothing comes twice
  if (ids.length === kept.ids.length && kept.tries >= theirs.tries) return kept;
  return {
    first: kept.first.at <= theirs.first.at ? kept.first : theirs.first,
    best: theirs.best.share > kept.best.share ? theirs.best : kept.best,
    tries: kept.tries + theirs.tries,
    ids: ids.slice(-2 * answersRemembered),
  };
}

interface Asked {
  questionId: string;
  required: boolean;
}

/** How many that are required nobody has answered yet. */
export const leftOf = (asked: readonly Asked[], answered: Readonly<Record<string, unknown>>): number =>
  asked.filter(({ questionId, required }) => required && !Object.hasOwn(answered, questionId)).length;

/** Why this is no answer to that question; undefined: it is one. What is written may be wrong, what is chosen must be there. */
export function unfit(body: KindContent, answer: Answer): 'kind' | 'unknown' | undefined {
  if (answer.kind !== body.kind) return 'kind';
  return namesOnlyKnown(body, answer) ? undefined : 'unknown';
}

const all = (parts: readonly { id: string }[], named: readonly string[]): boolean =>
  named.every((name) => parts.some(({ id }) => id === name));

function namesOnlyKnown(body: KindContent, answer: Answer): boolean {
  if (body.kind === 'single' && answer.kind === 'single') return all(body.options, [answer.option]);
  if (body.kind === 'multiple' && answer.kind === 'multiple') return all(body.options, answer.options);
  if (body.kind === 'ordering' && answer.kind === 'ordering') return all(body.items, answer.order);
  if (body.kind === 'matching' && answer.kind === 'matching')
    return all(body.prompts, Object.keys(answer.pairs)) && all(body.choices, Object.values(answer.pairs));
  if (body.kind === 'gapFill' && answer.kind === 'gapFill')
    return Object.entries(answer.gaps).every(([id, value]) => {
      const gap = body.gaps.find((each) => each.id === id);
      return gap !== undefined && (gap.kind === 'text' || all(gap.options, [value]));
    });
  return true;
}

/** smaller groups would show what single people answered */
export const groupMin = 5;

/** What people made of a question; hidden where they are too few. */
export function resultsOf(
  questionId: string,
  learners: readonly LectureShares[],
): Pick<LectureQuestionResult, 'answered' | 'rightAtFirst' | 'rightByNow'> {
  const given = learners.flatMap((shares) => (Object.hasOwn(shares, questionId) ? [shares[questionId]!] : []));
  if (given.length < groupMin) return { answered: null, rightAtFirst: null, rightByNow: null };
  const right = (pick: (shares: AnsweredShares) => number) =>
    exact(given.filter((each) => pick(each) >= 1).length / given.length);
  return {
    answered: given.length,
    rightAtFirst: right(({ first }) => first),
    rightByNow: right(({ best }) => best),
  };
}
