/** All texts of a question by language: which are there, which are missing, and the question without its empty ones. Pure. */
import { languages, type Language } from '#contracts/common.ts';
import type { KindContent, QuestionContent, TextsOf } from '#contracts/question-kinds.ts';
import { allTexts } from '#contracts/scoring/check-texts.ts';

const isBlank = (text: string | undefined) => !text?.trim();
export const hasText = (texts: TextsOf | undefined): boolean =>
  languages.some((language) => !isBlank(texts?.[language]));

/** Every text of a question that people read. */
const textsOf = (content: QuestionContent): TextsOf[] => allTexts(content).map(({ texts }) => texts);

/** Languages in which something of the question is written. */
export const languagesOf = (content: QuestionContent): Language[] =>
  languages.filter((language) => textsOf(content).some((texts) => !isBlank(texts[language])));

/** How many texts there are in another language, but not in this one. */
export const missingIn = (content: QuestionContent, language: Language): number =>
  textsOf(content).filter((texts) => hasText(texts) && isBlank(texts[language])).length;

/** The texts that say something; undefined where none does. */
function said(texts: TextsOf | undefined): TextsOf | undefined {
  if (!texts || !hasText(texts)) return undefined;
  return Object.fromEntries(
    languages.flatMap((language) => {
      const text = texts[language]?.trim();
      return text ? [[language, text]] : [];
    }),
  );
}
const must = (texts: TextsOf): TextsOf => said(texts) ?? {};

/** A decimal as the contract writes it: a comma is a point, spaces part thousands. */
export const decimalOf = (typed: string): string => typed.replaceAll(/[\s\u00a0]/g, '').replace(',', '.');

type WithFeedback = { feedback?: TextsOf | undefined };
/** Without the feedback that says nothing. */
function tidy<Row extends WithFeedback>({ feedback, ...row }: Row): Omit<Row, 'feedback'> & { feedback?: TextsOf } {
  const kept = said(feedback);
  return kept ? { ...row, feedback: kept } : row;
}

/** As the academy gets it: without blank rows, feedback and languages. What is wrong stays, to be told. */
export function cleaned({ given, ask, body, explanation }: QuestionContent): QuestionContent {
  const [situation, why] = [said(given), said(explanation)];
  return {
    ...(situation ? { given: situation } : {}),
    ask: must(ask),
    body: cleanedBody(body),
    ...(why ? { explanation: why } : {}),
  };
}

function cleanedBody(body: KindContent): KindContent {
  switch (body.kind) {
    case 'single': {
      const options = body.options.filter(({ text, feedback, share }) => hasText(text) || hasText(feedback) || share);
      return { ...body, options: options.map((each) => tidy({ ...each, text: must(each.text) })) };
    }
    case 'multiple': {
      const kept = body.options.filter(({ text, feedback, correct }) => hasText(text) || hasText(feedback) || correct);
      return { ...body, options: kept.map((each) => tidy({ ...each, text: must(each.text) })) };
    }
    case 'trueFalse': {
      const [yes, no] = [said(body.feedbackTrue), said(body.feedbackFalse)];
      const rest = { kind: body.kind, correct: body.correct };
      return { ...rest, ...(yes ? { feedbackTrue: yes } : {}), ...(no ? { feedbackFalse: no } : {}) };
    }
    case 'shortText':
      return { ...body, patterns: cleanedPatterns(body.patterns) };
    case 'numeric':
      return cleanedNumbers(body);
    case 'matching':
      return cleanedMatching(body);
    case 'ordering':
      return { ...body, items: body.items.filter(({ text }) => hasText(text)).map(withText) };
    case 'gapFill':
      return { ...body, text: must(body.text), gaps: body.gaps.map(cleanedGap) };
    case 'essay':
      return cleanedEssay(body);
  }
}

type Of<K extends KindContent['kind']> = Extract<KindContent, { kind: K }>;
const withText = <Row extends { text: TextsOf }>(row: Row): Row => ({ ...row, text: must(row.text) });

const cleanedPatterns = (patterns: Of<'shortText'>['patterns']) =>
  patterns.filter(({ text }) => !isBlank(text)).map((each) => tidy({ ...each, text: each.text.trim() }));

function cleanedNumbers(body: Of<'numeric'>): KindContent {
  const answers = body.answers
    .filter(({ value }) => !isBlank(value))
    .map((each) => tidy({ ...each, value: decimalOf(each.value), tolerance: decimalOf(each.tolerance) || '0' }));
  const units = body.units
    .filter(({ text }) => !isBlank(text))
    .map(({ text, factor }, index) => ({ text: text.trim(), factor: index === 0 ? '1' : decimalOf(factor) }));
  return { ...body, answers, units };
}

function cleanedMatching(body: Of<'matching'>): KindContent {
  const written = new Set(body.choices.filter(({ text }) => hasText(text)).map(({ id }) => id));
  const prompts = body.prompts.filter(({ text, choice }) => hasText(text) || written.has(choice)).map(withText);
  const needed = new Set(prompts.map(({ choice }) => choice));
  const choices = body.choices.filter(({ id }) => written.has(id) || needed.has(id)).map(withText);
  return { ...body, prompts, choices };
}

function cleanedGap(gap: Of<'gapFill'>['gaps'][number]): Of<'gapFill'>['gaps'][number] {
  if (gap.kind === 'text') return { ...gap, patterns: cleanedPatterns(gap.patterns) };
  const kept = gap.options.filter(({ id, text }) => hasText(text) || id === gap.correct);
  return { ...gap, options: kept.map(withText) };
}

function cleanedEssay(body: Of<'essay'>): KindContent {
  const rubric = body.rubric
    .map((each) => ({
      ...each,
      name: must(each.name),
      levels: each.levels.filter(({ text }) => hasText(text)).map(withText),
    }))
    .filter(({ name, levels }) => hasText(name) || levels.length > 0);
  const { sample, ...rest } = body;
  const kept = said(sample);
  return { ...rest, rubric, ...(kept ? { sample: kept } : {}) };
}
