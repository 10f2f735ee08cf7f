/** What stands between the braces of a GIFT question. Pure. */
import type { Language } from '#contracts/common.ts';
import type { KindContent } from '#contracts/question-kinds.ts';
import type { Note } from '../item.ts';
import { decimalOf, feedbackIn, idsFor, matchingOf, multipleOf, note, oneLine, shareOf, textIn } from '../parts.ts';
import { arrowed, shown } from './signs.ts';

export interface AnswersIn {
  language: Language;
  markdown(text: string): string;
}
type Read = { body: KindContent; notes: Note[] } | { kind: string; refused: Note };

export function readAnswers(answers: string, how: AnswersIn): Read {
  if (answers === '') return { body: { kind: 'essay', wordsMin: null, wordsMax: null, rubric: [] }, notes: [] };
  if (answers.startsWith('#')) return numeric(answers.slice(1), how);
  if (answers.includes('~')) return choice(answers, how);
  if (answers.includes('=') && answers.includes('->')) return matching(answers, how);
  const truth = /^(T|TRUE|F|FALSE)\s*(?:#|$)/.exec(answers)?.[1];
  return truth ? trueFalse(answers, truth.startsWith('T'), how) : shortText(answers, how);
}

interface Weighed {
  weight: number | undefined;
  text: string;
  feedback: string | undefined;
}

/** `%50%text#feedback` */
function weighed(answer: string): Weighed {
  const [whole = '', percent] = /^\s*%(-?\d{1,3}(?:\.\d+)?)%/.exec(answer) ?? [];
  const rest = answer.slice(whole.length);
  const at = rest.indexOf('#');
  return {
    weight: percent === undefined ? undefined : Number(percent),
    text: (at < 0 ? rest : rest.slice(0, at)).trim(),
    feedback: at < 0 ? undefined : rest.slice(at + 1),
  };
}
const split = (answers: string, sign: string): string[] => {
  const [before = '', ...rest] = answers.split(sign);
  return before.trim() ? [before, ...rest] : rest;
};

function choice(answers: string, { language, markdown }: AnswersIn): Read {
  const isSingle = answers.includes('=');
  const options = split(answers.replaceAll('=', '~='), '~').map((each) => {
    const isRight = each.trimStart().startsWith('=');
    const { weight, text, feedback } = weighed(isRight ? each.trimStart().slice(1) : each);
    return { text: markdown(text), weight: weight ?? (isRight ? 100 : 0), feedback: markdown(feedback ?? '') };
  });
  if (options.length < 2 || options.some(({ text }) => !text)) {
    return { kind: isSingle ? 'single' : 'multiple', refused: note('noAnswers') };
  }
  if (!isSingle) return multipleOf(language, options);
  const ids = idsFor(options.map(({ text }) => text));
  return {
    body: {
      kind: 'single',
      options: options.map(({ text, weight, feedback }, at) => ({
        id: ids[at]!,
        text: textIn(language, text),
        share: shareOf(weight),
        ...feedbackIn(language, feedback),
      })),
      shuffle: true,
    },
    notes: options.some(({ weight }) => weight < 0) ? [note('negativeShare')] : [],
  };
}

function matching(answers: string, { language, markdown }: AnswersIn): Read {
  const pairs = split(answers, '=').map((pair) => {
    const at = pair.indexOf('->');
    return at < 0 ? undefined : { prompt: arrowed(markdown(pair.slice(0, at))), choice: markdown(pair.slice(at + 2)) };
  });
  if (pairs.some((pair) => !pair?.choice)) return { kind: 'matching', refused: note('noAnswers') };
  const whole = pairs.filter((pair) => pair !== undefined);
  const distractors = whole.filter(({ prompt }) => !prompt).map(({ choice: text }) => text);
  const body = matchingOf(
    language,
    whole.filter(({ prompt }) => prompt),
    distractors,
  );
  return { body, notes: [] };
}

/** `#` says what is said to the wrong answer, the second one to the right. */
function trueFalse(answers: string, correct: boolean, { language, markdown }: AnswersIn): Read {
  const [, wrong = '', right = ''] = answers.split('#');
  const said = { right: markdown(right), wrong: markdown(wrong) };
  const [whenTrue, whenFalse] = correct ? [said.right, said.wrong] : [said.wrong, said.right];
  return {
    body: {
      kind: 'trueFalse',
      correct,
      ...(whenTrue ? { feedbackTrue: textIn(language, whenTrue) } : {}),
      ...(whenFalse ? { feedbackFalse: textIn(language, whenFalse) } : {}),
    },
    notes: [],
  };
}

function shortText(answers: string, { language, markdown }: AnswersIn): Read {
  const patterns = split(answers, '=').map((each) => {
    const { weight, text, feedback } = weighed(each);
    return {
      language: null,
      text: oneLine(shown(text)),
      share: shareOf(weight ?? 100),
      ...feedbackIn(language, markdown(feedback ?? '')),
    };
  });
  if (patterns.length === 0 || patterns.some(({ text }) => !text))
    return { kind: 'shortText', refused: note('noAnswers') };
  return {
    body: { kind: 'shortText', patterns, matchCase: false, matchDiacritics: true, foldLookAlikes: false },
    notes: [],
  };
}

/** `3:2`, `1..5`, several after `=`; after `~` what is said to every other answer. */
function numeric(answers: string, { language, markdown }: AnswersIn): Read {
  const other = answers.indexOf('~');
  const made = split(other < 0 ? answers : answers.slice(0, other), '=').map((each) => {
    const { weight, text, feedback } = weighed(each);
    const range = rangeOf(shown(text));
    return range
      ? { ...range, share: shareOf(weight ?? 100), ...feedbackIn(language, markdown(feedback ?? '')) }
      : undefined;
  });
  const found = made.filter((each) => each !== undefined);
  if (found.length === 0 || found.length < made.length) return { kind: 'numeric', refused: note('notNumber') };
  return {
    body: { kind: 'numeric', answers: found, units: [] },
    notes: other < 0 ? [] : [note('otherFeedback')],
  };
}

export function rangeOf(text: string): { value: string; tolerance: string } | undefined {
  const [low, high] = text.includes('..') ? text.split('..').map(decimalOf) : [];
  if (low !== undefined && high !== undefined) return between(low, high);
  const [value, tolerance] = text.split(':').map(decimalOf);
  const isWhole = text.split(':').length <= 2 && !(text.includes(':') && tolerance === undefined);
  return value === undefined || !isWhole ? undefined : { value, tolerance: (tolerance ?? '0').replace('-', '') };
}

/** The middle and how far it is to either end, exactly: as numbers of so many decimals, and one more. */
function between(low: string, high: string): { value: string; tolerance: string } | undefined {
  const scale = Math.max(...[low, high].map((each) => (each.split('.')[1] ?? '').length)) + 1;
  const [from, to] = [low, high].map((each) => {
    const [whole = '', decimals = ''] = each.split('.');
    return BigInt(whole + decimals.padEnd(scale, '0'));
  });
  const written = (doubled: bigint): string | undefined => {
    const half = doubled / 2n;
    const digits = String(half < 0n ? -half : half).padStart(scale + 1, '0');
    return decimalOf(`${half < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
  };
  const [value, tolerance] = [written(from! + to!), written(to! - from!)];
  return value === undefined || tolerance === undefined || to! < from! ? undefined : { value, tolerance };
}
