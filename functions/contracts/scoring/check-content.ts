/** What a question lacks before it can be asked: an author sees it while writing, a submission stumbles over it. */
import { languages } from '../common.ts';
import type { Language } from '../common.ts';
import type { ContentOf, Gap, KindContent, QuestionContent } from '../question-kinds.ts';
import { exact } from './decimal.ts';
import { readable } from './text-match.ts';
import { textFaults } from './check-texts.ts';

export const faultCodes = [
  /** a text that stands in another language lacks in this one */
  'languageMissing',
  /** a picture does not say what it shows */
  'altMissing',
  /** no option, pattern or number is wholly right */
  'noneRight',
  /** any text at all would be right */
  'anythingRight',
  /** a prompt or gap whose right choice is not there */
  'choiceMissing',
  /** two parts read the same: which of them is right? */
  'sameTwice',
  /** a gap that does not stand in the text */
  'gapMissing',
  /** a gap that stands in it more than once */
  'gapTwice',
  /** a place in the text for which there is no gap */
  'gapUnknown',
  /** the first unit counts as 1, none as 0 or less, each is named once */
  'unitWrong',
  'toleranceNegative',
  /** at least so many words, at most fewer */
  'wordsTurned',
  /** a criterion with which nothing can be earned */
  'criterionEmpty',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface ContentFault {
  code: FaultCode;
  /** of an option, prompt, choice, item, gap or criterion */
  part: string | null;
  language: Language | null;
}

/** Everything that is wrong, by part and language; `wanted` are the languages in which it has to be complete. */
export function contentFaults(content: QuestionContent, wanted: readonly Language[]): ContentFault[] {
  return [...textFaults(content, wanted), ...bodyFaults(content.body, wanted)];
}

/** Languages in which a question asks. */
export const askedIn = (content: Pick<QuestionContent, 'ask'>): Language[] =>
  languages.filter((language) => content.ask[language]);

const fault = (code: FaultCode, part: string | null = null, language: Language | null = null): ContentFault => ({
  code,
  part,
  language,
});
const when = (holds: boolean, ...faults: ContentFault[]) => (holds ? faults : []);

function bodyFaults(body: KindContent, wanted: readonly Language[]): ContentFault[] {
  switch (body.kind) {
    case 'single':
      return when(!body.options.some(({ share }) => share >= 1), fault('noneRight'));
    case 'multiple':
      return when(!body.options.some(({ correct }) => correct), fault('noneRight'));
    case 'shortText':
      return patternFaults(body.patterns, null, wanted);
    case 'numeric':
      return numericFaults(body);
    case 'matching':
      return body.prompts
        .filter(({ choice }) => !body.choices.some(({ id }) => id === choice))
        .map(({ id }) => fault('choiceMissing', id));
    case 'gapFill':
      return [...body.gaps.flatMap((gap) => gapFaults(gap, wanted)), ...placeFaults(body, wanted)];
    case 'essay':
      return essayFaults(body);
    case 'trueFalse':
    case 'ordering':
      return [];
  }
}

type Patterns = ContentOf<'shortText'>['patterns'];

function patternFaults(patterns: Patterns, part: string | null, wanted: readonly Language[]): ContentFault[] {
  const whole = patterns.filter(({ share }) => share >= 1);
  const lacking = wanted.filter((each) => !whole.some(({ language }) => language === null || language === each));
  return [
    ...when(whole.length === 0, fault('noneRight', part)),
    ...(whole.length === 0 ? [] : lacking.map((language) => fault('languageMissing', part, language))),
    ...when(
      whole.some(({ text }) => !readable(text).replaceAll('…', '').trim()),
      fault('anythingRight', part),
    ),
  ];
}

function numericFaults({ answers, units }: ContentOf<'numeric'>): ContentFault[] {
  const isOne = (factor: string) => exact(factor).digits === 10n ** BigInt(exact(factor).scale);
  const isWrong =
    units.some(({ factor }) => exact(factor).digits <= 0n) ||
    (units[0] !== undefined && !isOne(units[0].factor)) ||
    new Set(units.map(({ text }) => text.trim())).size < units.length;
  return [
    ...when(!answers.some(({ share }) => share >= 1), fault('noneRight')),
    ...when(isWrong, fault('unitWrong')),
    ...when(
      answers.some(({ tolerance }) => exact(tolerance).digits < 0n),
      fault('toleranceNegative'),
    ),
  ];
}

const gapFaults = (gap: Gap, wanted: readonly Language[]): ContentFault[] =>
  gap.kind === 'text'
    ? patternFaults(gap.patterns, gap.id, wanted)
    : when(!gap.options.some(({ id }) => id === gap.correct), fault('choiceMissing', gap.id));

/** `{{id}}` in a text with gaps. */
export const gapPlaces = (text: string): string[] =>
  [...text.matchAll(/\{\{([a-z0-9]{1,12})\}\}/g)].map(([, id]) => id!);

function placeFaults({ text, gaps }: ContentOf<'gapFill'>, wanted: readonly Language[]): ContentFault[] {
  return wanted.flatMap((language) => {
    const said = text[language];
    if (!said) return [];
    const places = gapPlaces(said);
    const times = (id: string) => places.filter((each) => each === id).length;
    const strange = [...new Set(places)].filter((place) => !gaps.some(({ id }) => id === place));
    return [
      ...gaps.filter(({ id }) => times(id) === 0).map(({ id }) => fault('gapMissing', id, language)),
      ...gaps.filter(({ id }) => times(id) > 1).map(({ id }) => fault('gapTwice', id, language)),
      ...strange.map((id) => fault('gapUnknown', id, language)),
    ];
  });
}

function essayFaults({ wordsMin, wordsMax, rubric }: ContentOf<'essay'>): ContentFault[] {
  const isEmpty = (levels: (typeof rubric)[number]['levels']) => levels.every(({ points }) => points === 0);
  return [
    ...when(wordsMin !== null && wordsMax !== null && wordsMin > wordsMax, fault('wordsTurned')),
    ...rubric.filter(({ levels }) => isEmpty(levels)).map(({ id }) => fault('criterionEmpty', id)),
  ];
}
