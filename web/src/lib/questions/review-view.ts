/** What is said to a part of a question once it is marked. Pure. */
import type { AnswerOf } from '#contracts/question-kinds.ts';
import type { Marked } from './form-props.ts';

export type PartVerdict = 'right' | 'partly' | 'wrong';

/** Of a part the learner chose or filled: was it right? Undefined: not shown, or nothing was done with it. */
export const verdictOf = ({ score }: Marked, part: string): PartVerdict | undefined => score?.parts[part];

export const feedbackOf = ({ key }: Marked, part: string | null): string[] =>
  (key?.feedback ?? []).filter((each) => each.part === part).map(({ text }) => text);

/** Does the key name this option? */
export function inKey({ key }: Marked, option: string): boolean {
  const answer = key?.answer;
  if (answer?.kind === 'single') return answer.option === option;
  return answer?.kind === 'multiple' && answer.options.includes(option);
}

/** A mark for the whole answer. */
export function verdict({ score }: Marked): PartVerdict | undefined {
  if (!score || score.share === null) return undefined;
  return score.share >= 1 ? 'right' : score.share > 0 ? 'partly' : 'wrong';
}

/** The choice that belongs to a prompt. */
export const rightChoice = ({ key }: Marked, prompt: string): string | undefined =>
  key?.answer?.kind === 'matching' ? key.answer.pairs[prompt] : undefined;

/** What belongs into a gap, in words. */
export function rightGap({ key }: Marked, gap: { id: string; options: readonly { id: string; text: string }[] }) {
  const value = key?.answer?.kind === 'gapFill' ? key.answer.gaps[gap.id] : undefined;
  return gap.options.find(({ id }) => id === value)?.text ?? value;
}

/** The right order, as texts. */
export function rightOrder({ key }: Marked, items: readonly { id: string; text: string }[]): string[] {
  const answer = key?.answer as AnswerOf<'ordering'> | null | undefined;
  if (answer?.kind !== 'ordering') return [];
  return answer.order.flatMap((id) => items.find((item) => item.id === id)?.text ?? []);
}

/** А, Б, В …: signs of choices, in the alphabet of the question. */
export function letterOf(index: number, language: string): string {
  const letters = language === 'en' ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' : 'АБВГДЕЖЗИКЛМНПРСТУФХЦШЩЮЯ';
  const letter = letters[index % letters.length]!;
  return index < letters.length ? letter : `${letter}${Math.floor(index / letters.length) + 1}`;
}

/** Choices that do not fit a list box are shown beside it, with their signs. */
export const isLong = (choices: readonly { text: string }[]): boolean =>
  choices.some(({ text }) => text.length > 32 || /[![\n|$`*_]/.test(text));
