/** Kinds of questions Moodle has, as ours. Pure. */
import type { Language } from '#contracts/common.ts';
import type { ContentOf, KindContent } from '#contracts/question-kinds.ts';
import { elementsIn, type XmlElement } from '../../translation/xliff/xml.ts';
import type { Note } from '../item.ts';
import { plainMarkdown } from '../markdown-text.ts';
import {
  decimalOf,
  feedbackIn,
  idsFor,
  matchingOf,
  multipleOf,
  note,
  oneLine,
  perhapsText,
  shareOf,
  textIn,
} from '../parts.ts';
import type { Settings } from '../settings.ts';
import { readCloze } from './cloze.ts';
import { child, formatOf, isTrue, numberOf, wordsOf } from './nodes.ts';

export interface ReadKind {
  question: XmlElement;
  language: Language;
  /** of an element; `raw`: as if it said this */
  markdown(of: XmlElement | undefined, raw?: string): string;
  /** words of a piece of HTML */
  words(html: string): string;
  settings: Settings;
}
/** `text`: what is asked, where it is not the whole question text. */
export type KindRead = { body: KindContent; notes: Note[]; text?: string } | { refused: Note };
type Reader = (read: ReadKind) => KindRead;

const answersOf = (question: XmlElement) => elementsIn(question, 'answer');
const weightOf = (answer: XmlElement) => numberOf(answer.attributes.get('fraction'));
const feedbackOf = ({ markdown, language }: ReadKind, answer: XmlElement) =>
  feedbackIn(language, markdown(child(answer, 'feedback')));

const multichoice: Reader = (read) => {
  const { question, language, markdown } = read;
  const isSingle = isTrue(wordsOf(question, 'single') || 'true');
  const shuffle = isTrue(wordsOf(question, 'shuffleanswers'));
  const options = answersOf(question).map((answer) => ({
    text: markdown(answer),
    weight: weightOf(answer),
    feedback: markdown(child(answer, 'feedback')),
  }));
  if (options.length < 2 || options.some(({ text }) => !text)) return { refused: note('noAnswers') };
  if (!isSingle) {
    const { body, notes } = multipleOf(language, options);
    return { body: { ...body, shuffle }, notes };
  }
  const ids = idsFor(options.map(({ text }) => text));
  const body: ContentOf<'single'> = {
    kind: 'single',
    options: options.map(({ text, weight, feedback }, at) => ({
      id: ids[at]!,
      text: textIn(language, text),
      share: shareOf(weight),
      ...feedbackIn(language, feedback),
    })),
    shuffle,
  };
  return { body, notes: options.some(({ weight }) => weight < 0) ? [note('negativeShare')] : [] };
};

/** Plugins for choices of several that mark as two of our rules do. */
const ofPlugin =
  (scoring: ContentOf<'multiple'>['scoring']): Reader =>
  (read) => {
    const options = answersOf(read.question).map((answer) => ({
      text: read.markdown(answer),
      weight: weightOf(answer) > 0 ? 100 : 0,
      feedback: read.markdown(child(answer, 'feedback')),
    }));
    if (options.length < 2 || options.some(({ text }) => !text)) return { refused: note('noAnswers') };
    const { body } = multipleOf(read.language, options);
    const shuffle = isTrue(wordsOf(read.question, 'shuffleanswers'));
    return { body: { ...body, scoring, shuffle }, notes: [] };
  };

/** Old files write the two answers in words of their language, right first. */
const truefalse: Reader = ({ question, language, markdown }) => {
  const answers = answersOf(question);
  const named = (name: string, at: number) =>
    answers.find((answer) => wordsOf(answer, 'text').toLowerCase() === name) ?? answers[at];
  const [whenTrue, whenFalse] = [named('true', 0), named('false', 1)];
  if (!whenTrue || !whenFalse || whenTrue === whenFalse) return { refused: note('noAnswers') };
  const [saysTrue, saysFalse] = [whenTrue, whenFalse].map((each) =>
    perhapsText(language, markdown(child(each, 'feedback'))),
  );
  const body: KindContent = {
    kind: 'trueFalse',
    correct: weightOf(whenTrue) >= 100,
    ...(saysTrue ? { feedbackTrue: saysTrue } : {}),
    ...(saysFalse ? { feedbackFalse: saysFalse } : {}),
  };
  return { body, notes: [] };
};

const shortanswer: Reader = (read) => {
  const patterns = answersOf(read.question).map((answer) => ({
    language: null,
    text: oneLine(wordsOf(answer, 'text')),
    share: shareOf(weightOf(answer)),
    ...feedbackOf(read, answer),
  }));
  if (patterns.length === 0 || patterns.some(({ text }) => !text)) return { refused: note('noAnswers') };
  const matchCase = isTrue(wordsOf(read.question, 'usecase'));
  const body: KindContent = { kind: 'shortText', patterns, matchCase, matchDiacritics: true, foldLookAlikes: false };
  return { body, notes: [] };
};

/** `*` is what is said to every other number. A unit’s multiplier says how many of it one of the first unit is. */
const numerical: Reader = (read) => {
  const answers = answersOf(read.question);
  const numbers = answers.filter((answer) => wordsOf(answer, 'text') !== '*');
  const made = numbers.map((answer) => ({
    value: decimalOf(wordsOf(answer, 'text')),
    tolerance: decimalOf(wordsOf(answer, 'tolerance') || '0')?.replace('-', ''),
    share: shareOf(weightOf(answer)),
    ...feedbackOf(read, answer),
  }));
  const units = elementsIn(child(read.question, 'units') ?? read.question, 'unit').map((unit) => {
    const multiplier = numberOf(wordsOf(unit, 'multiplier') || '1');
    return { text: oneLine(wordsOf(unit, 'unit_name')), factor: decimalOf((1 / multiplier).toFixed(10)) };
  });
  const whole = made.flatMap(({ value, tolerance, ...rest }) =>
    value === undefined || tolerance === undefined ? [] : [{ value, tolerance, ...rest }],
  );
  const wholeUnits = units.flatMap(({ text, factor }) =>
    factor === undefined || !text || text.length > 40 ? [] : [{ text, factor }],
  );
  if (whole.length === 0 || whole.length < made.length || wholeUnits.length < units.length || units.length > 10) {
    return { refused: note('notNumber') };
  }
  const body: KindContent = { kind: 'numeric', answers: whole, units: wholeUnits };
  return { body, notes: numbers.length < answers.length ? [note('otherFeedback')] : [] };
};

/** A choice is plain text with Moodle, and Markdown with us: ours says so. */
const matching: Reader = ({ question, language, markdown, settings }) => {
  const isOurs = Object.keys(settings).length > 0;
  const pairs = elementsIn(question, 'subquestion').map((pair) => {
    const words = wordsOf(pair, 'answer', 'text');
    return { prompt: markdown(pair), choice: isOurs ? words : plainMarkdown(words) };
  });
  const asked = pairs.filter(({ prompt }) => prompt);
  if (pairs.some(({ choice }) => !choice)) return { refused: note('noAnswers') };
  const distractors = pairs.filter(({ prompt }) => !prompt).map(({ choice }) => choice);
  return { body: matchingOf(language, asked, distractors), notes: [] };
};

const gradings: Record<string, ContentOf<'ordering'>['scoring']> = {
  ALL_OR_NOTHING: 'allOrNothing',
  ABSOLUTE_POSITION: 'position',
  RELATIVE_NEXT_EXCLUDE_LAST: 'adjacentPairs',
};

const ordering: Reader = ({ question, language, markdown }) => {
  const items = answersOf(question)
    .sort((a, b) => weightOf(a) - weightOf(b))
    .map((answer) => markdown(answer));
  if (items.length < 2 || items.some((text) => !text)) return { refused: note('noAnswers') };
  const grading = wordsOf(question, 'gradingtype');
  const scoring = gradings[grading];
  const ids = idsFor(items);
  const body: KindContent = {
    kind: 'ordering',
    items: items.map((text, at) => ({ id: ids[at]!, text: textIn(language, text) })),
    scoring: scoring ?? 'adjacentPairs',
  };
  return { body, notes: scoring ? [] : [note('orderingGrade', grading)] };
};

const essay: Reader = ({ question, language, markdown }) => {
  const sample = perhapsText(language, markdown(child(question, 'graderinfo')));
  const body: KindContent = {
    kind: 'essay',
    wordsMin: wordsLimit(question, 'minwordlimit'),
    wordsMax: wordsLimit(question, 'maxwordlimit'),
    rubric: [],
    ...(sample ? { sample } : {}),
  };
  const notes = [
    ...(wordsOf(question, 'responsetemplate', 'text') ? [note('template')] : []),
    ...(numberOf(wordsOf(question, 'attachments')) > 0 ? [note('attachments')] : []),
  ];
  return { body, notes };
};
function wordsLimit(question: XmlElement, name: string): number | null {
  const limit = numberOf(wordsOf(question, name));
  return Number.isInteger(limit) && limit >= 1 && limit <= 10_000 ? limit : null;
}

const cloze: Reader = (read) => {
  const asked = child(read.question, 'questiontext');
  return readCloze(wordsOf(asked, 'text'), {
    language: read.language,
    isHtml: ['html', 'auto'].includes(formatOf(asked, 'auto')),
    settings: read.settings,
    markdown: (raw) => read.markdown(asked, raw),
    words: read.words,
  });
};

export const readers: Record<string, Reader> = {
  multichoice,
  multichoiceset: ofPlugin('allOrNothing'),
  oumultiresponse: ofPlugin('partial'),
  truefalse,
  shortanswer,
  numerical,
  matching,
  ordering,
  essay,
  cloze,
};
