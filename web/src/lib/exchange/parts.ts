/** Pieces of which readers make questions. Pure. */
import type { Language } from '#contracts/common.ts';
import type { ContentOf, KindContent, QuestionContent } from '#contracts/question-kinds.ts';
import type { DraftMeta, Item, Note } from './item.ts';

/** A share as formats write it: a percentage with many threes. */
export const shareOf = (percent: number): number => Number((Math.min(100, Math.max(0, percent)) / 100).toFixed(7));
export const percentOf = (share: number): string => String(Number((share * 100).toFixed(5)));

/**
 * Ids by the order of the alphabet: the same for the same texts, and saying nothing about which is right or comes first – a
 * learner’s browser sees them.
 */
export function idsFor(texts: readonly string[]): string[] {
  const order = texts
    .map((text, at) => ({ text, at }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.at - b.at));
  const ids = new Map(order.map(({ at }, place) => [at, (place + 10).toString(36)]));
  return texts.map((_, at) => ids.get(at)!);
}

export const textIn = (language: Language, text: string) => ({ [language]: text });
export const perhapsText = (language: Language, text: string | undefined) =>
  text?.trim() ? textIn(language, text.trim()) : undefined;
/** `{ feedback }` only where there is one: what lacks has no field. */
export const feedbackIn = (language: Language, text: string | undefined) => {
  const feedback = perhapsText(language, text);
  return feedback ? { feedback } : {};
};

/** One line of plain text, as patterns, units and tags are. */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069\p{Surrogate}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

export interface MadeQuestion {
  given?: string | undefined;
  ask: string;
  explanation?: string | undefined;
  body: KindContent;
}
export function contentIn(language: Language, { given, ask, explanation, body }: MadeQuestion): QuestionContent {
  const [before, why] = [perhapsText(language, given), perhapsText(language, explanation)];
  return {
    ...(before ? { given: before } : {}),
    ask: textIn(language, ask.trim()),
    body,
    ...(why ? { explanation: why } : {}),
  };
}

export const dropped = (of: Pick<Item, 'line' | 'name' | 'kind'>, ...notes: Note[]): Item => ({
  ...of,
  draft: null,
  notes,
});
export const note = (code: Note['code'], detail?: string): Note => (detail ? { code, detail } : { code });
export const plainMeta: DraftMeta = { tags: [] };

type Multiple = ContentOf<'multiple'>;
export interface WeighedOption {
  text: string;
  /** per cent; below 0 takes away */
  weight: number;
  feedback?: string | undefined;
}

/** Options of a choice of several, from weights; what our three rules cannot say is noted. */
export function multipleOf(language: Language, options: readonly WeighedOption[]): { body: Multiple; notes: Note[] } {
  const right = options.filter(({ weight }) => weight > 0);
  const wrong = options.filter(({ weight }) => weight <= 0);
  const isNear = (a: number, b: number) => Math.abs(a - b) < 0.01;
  const isEven = right.every(({ weight }) => isNear(weight, 100 / right.length));
  const penalty = wrong.some(({ weight }) => weight < 0);
  const isOurs = !penalty ? wrong.length === 0 : wrong.every(({ weight }) => isNear(weight, -100 / wrong.length));
  const ids = idsFor(options.map(({ text }) => text));
  const body: Multiple = {
    kind: 'multiple',
    options: options.map(({ text, weight, feedback }, at) => ({
      id: ids[at]!,
      text: textIn(language, text),
      correct: weight > 0,
      ...feedbackIn(language, feedback),
    })),
    shuffle: true,
    scoring: penalty ? 'partialWithPenalty' : 'partial',
  };
  return { body, notes: [...(isEven ? [] : [note('weightsEven')]), ...(isOurs ? [] : [note('scoringNear')])] };
}

/** Prompts with their choices; choices that read the same are one. */
export function matchingOf(
  language: Language,
  pairs: readonly { prompt: string; choice: string }[],
  distractors: readonly string[],
): ContentOf<'matching'> {
  const choices = [...new Set([...pairs.map(({ choice }) => choice), ...distractors])].sort();
  const choiceIds = idsFor(choices);
  const promptIds = idsFor(pairs.map(({ prompt }) => prompt));
  return {
    kind: 'matching',
    prompts: pairs.map(({ prompt, choice }, at) => ({
      id: promptIds[at]!,
      text: textIn(language, prompt),
      choice: choiceIds[choices.indexOf(choice)]!,
    })),
    choices: choices.map((text, at) => ({ id: choiceIds[at]!, text: textIn(language, text) })),
    scoring: 'partial',
  };
}

/** A number as a format writes it, as the contract has it; undefined where it is none or says more than it can hold. */
export function decimalOf(text: string): string | undefined {
  const plain = text.trim().replace(/^\+/, '').replace(',', '.').replace('−', '-');
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) return undefined;
  const isWritten = /^-?\d{1,15}(\.\d{1,10})?$/.test(plain);
  const value = Number(plain);
  const written = isWritten ? plain : value.toFixed(10).replace(/\.?0+$/, '');
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(written) && Math.abs(Number(written) - value) <= Math.abs(value) * 1e-9
    ? written.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    : undefined;
}
