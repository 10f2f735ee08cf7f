/** The key of a question as a learner may see it once the quiz shows it, with what is said to the answer they gave. */
import type { Language } from '../common.ts';
import type { Answer, ContentOf, Gap, KindContent, QuestionContent, ShownKey, TextsOf } from '../question-kinds.ts';
import { bestNumber } from './numeric.ts';
import { bestPattern } from './short-text.ts';
import { perhapsIn } from './texts.ts';
import { readable } from './text-match.ts';
import { own } from './verdict.ts';

type Feedback = ShownKey['feedback'];
type Say = (texts: TextsOf | undefined) => string | null;
type Pattern = ContentOf<'shortText'>['patterns'][number];

export function shownKey(
  content: Pick<QuestionContent, 'body' | 'explanation'>,
  answer: Answer | null,
  language: Language,
  first: Language,
): ShownKey {
  const { body, explanation } = content;
  const say: Say = (texts) => perhapsIn(texts, language, first);
  return {
    answer: rightAnswer(body, language, first),
    texts: rightTexts(body, language, first),
    feedback: answer ? feedbackOn(body, answer, say) : [],
    explanation: say(explanation),
  };
}

function rightAnswer(body: KindContent, language: Language, first: Language): Answer | null {
  switch (body.kind) {
    case 'single': {
      const option = body.options.find(({ share }) => share >= 1)?.id;
      return option === undefined ? null : { kind: 'single', option };
    }
    case 'multiple':
      return { kind: 'multiple', options: body.options.filter(({ correct }) => correct).map(({ id }) => id) };
    case 'trueFalse':
      return { kind: 'trueFalse', value: body.correct };
    case 'shortText': {
      const text = wholePatterns(body.patterns, language, first)[0];
      return text === undefined ? null : { kind: 'shortText', text };
    }
    case 'numeric': {
      const value = body.answers.find(({ share }) => share >= 1)?.value;
      return value === undefined
        ? null
        : { kind: 'numeric', text: inWords(value, language), unit: body.units[0]?.text ?? null };
    }
    case 'matching':
      return { kind: 'matching', pairs: Object.fromEntries(body.prompts.map(({ id, choice }) => [id, choice])) };
    case 'ordering':
      return { kind: 'ordering', order: body.items.map(({ id }) => id) };
    case 'gapFill':
      return {
        kind: 'gapFill',
        gaps: Object.fromEntries(body.gaps.map((gap) => [gap.id, rightInGap(gap, language, first)])),
      };
    case 'essay':
      return null;
  }
}

const rightInGap = (gap: Gap, language: Language, first: Language) =>
  gap.kind === 'choice' ? gap.correct : (wholePatterns(gap.patterns, language, first)[0] ?? '');

function rightTexts(body: KindContent, language: Language, first: Language): string[] {
  if (body.kind === 'shortText') return wholePatterns(body.patterns, language, first);
  if (body.kind !== 'numeric') return [];
  const unit = body.units[0] ? `\u00a0${body.units[0].text}` : '';
  return body.answers
    .filter(({ share }) => share >= 1)
    .map(({ value, tolerance }) => {
      const around = /[1-9]/.test(tolerance) ? ` ± ${inWords(tolerance, language)}` : '';
      return `${inWords(value, language)}${around}${unit}`;
    });
}

/** Those of the language first of all; where it has none, those of every language, of the first, at last any. */
function wholePatterns(patterns: readonly Pattern[], language: Language, first: Language): string[] {
  const whole = patterns.filter(({ share }) => share >= 1);
  const of = (...wanted: (Language | null)[]) => whole.filter((pattern) => wanted.includes(pattern.language));
  const found = [of(language, null), of(first), whole].find((list) => list.length > 0) ?? [];
  return [...new Set(found.map(({ text }) => readable(text)))];
}

const inWords = (value: string, language: Language) =>
  (language === 'en' ? value : value.replace('.', ',')).replace('-', '−');

function feedbackOn(body: KindContent, answer: Answer, say: Say): Feedback {
  const of = (part: string | null, texts: TextsOf | undefined): Feedback => {
    const text = say(texts);
    return text === null ? [] : [{ part, text }];
  };
  if (body.kind === 'single' && answer.kind === 'single') {
    return body.options.filter(({ id }) => id === answer.option).flatMap(({ id, feedback }) => of(id, feedback));
  }
  if (body.kind === 'multiple' && answer.kind === 'multiple') {
    return body.options.filter(({ id }) => answer.options.includes(id)).flatMap(({ id, feedback }) => of(id, feedback));
  }
  if (body.kind === 'trueFalse' && answer.kind === 'trueFalse') {
    return of(null, answer.value ? body.feedbackTrue : body.feedbackFalse);
  }
  if (body.kind === 'shortText' && answer.kind === 'shortText')
    return of(null, bestPattern(body, answer.text)?.feedback);
  if (body.kind === 'numeric' && answer.kind === 'numeric') return of(null, bestNumber(body, answer)?.feedback);
  if (body.kind === 'gapFill' && answer.kind === 'gapFill') {
    return body.gaps.flatMap((gap) => of(gap.id, feedbackInGap(gap, own(answer.gaps, gap.id))));
  }
  return [];
}

const feedbackInGap = (gap: Gap, given: string | undefined) =>
  gap.kind === 'text' && given !== undefined ? bestPattern(gap, given)?.feedback : undefined;
