/** What each kind of ours is called in Moodle XML, and how it is written there. Pure. */
import type { Language } from '#contracts/common.ts';
import type { ContentOf, Gap, KindContent } from '#contracts/question-kinds.ts';
import { percentOf } from '../parts.ts';
import type { Elements } from './write.ts';

const types: Record<KindContent['kind'], string> = {
  single: 'multichoice',
  multiple: 'multichoice',
  trueFalse: 'truefalse',
  shortText: 'shortanswer',
  numeric: 'numerical',
  matching: 'matching',
  ordering: 'ordering',
  gapFill: 'cloze',
  essay: 'essay',
};
export const typeOf = ({ kind }: Pick<KindContent, 'kind'>): string => types[kind];

const fraction = (share: number) => ` fraction="${percentOf(share)}"`;
const plainAnswer = (out: Elements, text: string, share: number, rest: string) =>
  `<answer${fraction(share)} format="plain_text">${out.plain(text)}${rest}</answer>`;
/** A text element with more behind its text. */
const within = (element: string, name: string, rest: string) =>
  element.replace(new RegExp(`</${name}>$`), `${rest}</${name}>`);

export function kindXml(body: KindContent, out: Elements): string[] {
  switch (body.kind) {
    case 'single':
    case 'multiple':
      return choiceXml(body, out);
    case 'trueFalse':
      return [
        plainAnswer(out, 'true', body.correct ? 1 : 0, out.feedback(body.feedbackTrue)),
        plainAnswer(out, 'false', body.correct ? 0 : 1, out.feedback(body.feedbackFalse)),
      ];
    case 'shortText':
      return [
        `<usecase>${body.matchCase ? 1 : 0}</usecase>`,
        ...body.patterns.map(({ text, share, feedback }) => plainAnswer(out, text, share, out.feedback(feedback))),
      ];
    case 'numeric':
      return numericXml(body, out);
    case 'matching':
      return matchingXml(body, out);
    case 'ordering':
      return [
        '<layouttype>VERTICAL</layouttype>',
        '<selecttype>ALL</selecttype>',
        `<gradingtype>${gradings[body.scoring]}</gradingtype>`,
        ...body.items.map(({ text }, at) => out.text('answer', text, true, ` fraction="${at + 1}"`)),
      ];
    case 'gapFill':
      return [];
    case 'essay':
      return [
        '<responseformat>editor</responseformat>',
        ...(body.wordsMin === null ? [] : [`<minwordlimit>${body.wordsMin}</minwordlimit>`]),
        ...(body.wordsMax === null ? [] : [`<maxwordlimit>${body.wordsMax}</maxwordlimit>`]),
        out.text('graderinfo', body.sample),
      ];
  }
}

const gradings: Record<ContentOf<'ordering'>['scoring'], string> = {
  allOrNothing: 'ALL_OR_NOTHING',
  position: 'ABSOLUTE_POSITION',
  adjacentPairs: 'RELATIVE_NEXT_EXCLUDE_LAST',
};

function choiceXml(body: ContentOf<'single'> | ContentOf<'multiple'>, out: Elements): string[] {
  const head = [`<single>${body.kind === 'single'}</single>`, `<shuffleanswers>${body.shuffle}</shuffleanswers>`];
  const answer = ({ text, feedback }: (typeof body.options)[number], share: number) =>
    within(out.text('answer', text, true, fraction(share)), 'answer', out.feedback(feedback));
  if (body.kind === 'single') return [...head, ...body.options.map((option) => answer(option, option.share))];
  const right = body.options.filter(({ correct }) => correct).length;
  const wrong = body.options.length - right;
  const penalty = body.scoring === 'partialWithPenalty' ? -1 / Math.max(1, wrong) : 0;
  return [...head, ...body.options.map((option) => answer(option, option.correct ? 1 / Math.max(1, right) : penalty))];
}

function numericXml({ answers, units }: ContentOf<'numeric'>, out: Elements): string[] {
  const unit = ({ text, factor }: (typeof units)[number]) =>
    `<unit><multiplier>${1 / Number(factor)}</multiplier><unit_name>${out.plain(text).replaceAll(/<\/?text>/g, '')}</unit_name></unit>`;
  return [
    ...answers.map(({ value, tolerance, share, feedback }) =>
      plainAnswer(out, value, share, `<tolerance>${tolerance}</tolerance>${out.feedback(feedback)}`),
    ),
    ...(units.length > 0 ? [`<units>${units.map(unit).join('')}</units>`] : []),
  ];
}

/** Choices that are right for nothing stand without a prompt. */
function matchingXml({ prompts, choices }: ContentOf<'matching'>, out: Elements): string[] {
  const used = new Set(prompts.map(({ choice }) => choice));
  const answer = (id: string) =>
    `<answer>${out.plain(out.of(choices.find((choice) => choice.id === id)?.text))}</answer>`;
  return [
    '<shuffleanswers>true</shuffleanswers>',
    ...prompts.map(({ text, choice }) => within(out.text('subquestion', text, true), 'subquestion', answer(choice))),
    ...choices
      .filter(({ id }) => !used.has(id))
      .map(({ id }) => within(out.text('subquestion', '', true), 'subquestion', answer(id))),
  ];
}

/** A text with gaps as Moodle has it: the answers stand in the text. */
export function clozeText({ text, gaps }: ContentOf<'gapFill'>, language: Language): string {
  const known = new Map(gaps.map((gap) => [gap.id, gap]));
  return (text[language] ?? '').replaceAll(/\{\{([a-z0-9]{1,12})\}\}/g, (whole, id: string) => {
    const gap = known.get(id);
    return gap ? gapCode(gap, language) : whole;
  });
}

function gapCode(gap: Gap, language: Language): string {
  if (gap.kind === 'choice') {
    const options = gap.options.map(
      ({ id, text }) => `${id === gap.correct ? '=' : ''}${clozeEscaped(text[language] ?? '')}`,
    );
    return `{1:MULTICHOICE:${options.join('~')}}`;
  }
  const own = gap.patterns.filter((pattern) => pattern.language === null || pattern.language === language);
  const answers = own.map(({ text, share, feedback }) => {
    const sign = share >= 1 ? '=' : `%${percentOf(share)}%`;
    return `${sign}${clozeEscaped(text)}${feedback?.[language] ? `#${clozeEscaped(feedback[language])}` : ''}`;
  });
  return `{1:SHORTANSWER${gap.matchCase ? '_C' : ''}:${answers.join('~')}}`;
}

const clozeEscaped = (text: string) => text.replaceAll(/[}~#\\]/g, String.raw`\$&`);
