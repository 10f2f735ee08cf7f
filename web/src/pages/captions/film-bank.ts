/** What is known of the questions of a bank by those who put them into a film. Pure. */
import type { FilmBankQuestion } from '#contracts/film-questions.ts';

export type KnownQuestions = ReadonlyMap<string, FilmBankQuestion>;

export const noneKnown: KnownQuestions = new Map();

/** With more of them, or with what is known since. */
export const withKnown = (known: KnownQuestions, more: readonly FilmBankQuestion[]): KnownQuestions =>
  new Map([...known, ...more.map((each) => [each.questionId, each] as const)]);

export const idsOf = (items: readonly { questionId: string }[]): ReadonlySet<string> =>
  new Set(items.map(({ questionId }) => questionId));
