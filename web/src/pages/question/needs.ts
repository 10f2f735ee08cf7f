/**
 * What a question still needs before the academy can keep it. What it needs before it can be asked is told by
 * `contentFaults` of the contracts. Pure; the words stand in the messages, `questions.need.*`.
 */
import {
  Decimal,
  QuestionContent as Schema,
  type ContentOf,
  type KindContent,
  type QuestionContent,
  type TextsOf,
} from '#contracts/question-kinds.ts';
import { hasText } from './texts.ts';

export type Need =
  | 'ask'
  | 'options'
  | 'optionText'
  | 'accepted'
  | 'number'
  | 'numberForm'
  | 'pairs'
  | 'pairText'
  | 'items'
  | 'gapText'
  | 'gap'
  | 'gapAnswer'
  | 'levels'
  | 'limits';

/** Of a cleaned question; empty: it can be kept at the academy. */
export function needsOf(content: QuestionContent): Need[] {
  const wanted: Need[] = [...when(!hasText(content.ask), 'ask'), ...needsOfBody(content.body)];
  if (wanted.length > 0) return wanted;
  return when(!Schema.safeParse(content).success, 'limits');
}

const when = (holds: boolean, need: Need): Need[] => (holds ? [need] : []);
const allSay = (parts: readonly { text: TextsOf }[]) => parts.every(({ text }) => hasText(text));

function needsOfBody(body: KindContent): Need[] {
  switch (body.kind) {
    case 'single':
    case 'multiple':
      return body.options.length < 2 ? ['options'] : when(!allSay(body.options), 'optionText');
    case 'trueFalse':
      return [];
    case 'shortText':
      return when(body.patterns.length === 0, 'accepted');
    case 'numeric':
      return ofNumbers(body);
    case 'matching':
      if (body.prompts.length < 2 || body.choices.length < 2) return ['pairs'];
      return when(!allSay([...body.prompts, ...body.choices]), 'pairText');
    case 'ordering':
      return when(body.items.length < 2, 'items');
    case 'gapFill':
      return ofGaps(body);
    case 'essay':
      return when(!body.rubric.every(({ name, levels }) => hasText(name) && levels.length > 1), 'levels');
  }
}

function ofNumbers({ answers, units }: ContentOf<'numeric'>): Need[] {
  if (answers.length === 0) return ['number'];
  const typed = [
    ...answers.flatMap(({ value, tolerance }) => [value, tolerance]),
    ...units.map(({ factor }) => factor),
  ];
  return when(!typed.every((text) => Decimal.safeParse(text).success), 'numberForm');
}

function ofGaps({ text, gaps }: ContentOf<'gapFill'>): Need[] {
  if (!hasText(text)) return ['gapText'];
  if (gaps.length === 0) return ['gap'];
  const answered = gaps.every((gap) =>
    gap.kind === 'text' ? gap.patterns.length > 0 : gap.options.length > 1 && allSay(gap.options),
  );
  return when(!answered, 'gapAnswer');
}
