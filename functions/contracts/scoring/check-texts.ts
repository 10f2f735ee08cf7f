/** Faults of a question’s texts: what lacks in a language, what reads the same twice, pictures that do not say what they show. */
import { languages } from '../common.ts';
import type { Language, Localised } from '../common.ts';
import type { KindContent, QuestionContent } from '../question-kinds.ts';
import type { ContentFault } from './check-content.ts';

interface Said {
  part: string | null;
  texts: Localised;
}

export function textFaults(content: QuestionContent, wanted: readonly Language[]): ContentFault[] {
  const said = allTexts(content);
  return [
    ...said.flatMap(({ part, texts }) => lacking(texts, wanted).map((language) => missing(part, language))),
    ...said.flatMap(({ part, texts }) => unsaidPictures(texts).map((language) => altMissing(part, language))),
    ...alternatives(content.body).flatMap((parts) => wanted.flatMap((language) => sameTwice(parts, language))),
  ];
}

const missing = (part: string | null, language: Language): ContentFault => ({
  code: 'languageMissing',
  part,
  language,
});
const altMissing = (part: string | null, language: Language): ContentFault => ({ code: 'altMissing', part, language });

const lacking = (texts: Localised, wanted: readonly Language[]) =>
  wanted.filter((language) => !texts[language]?.trim());
const unsaidPictures = (texts: Localised) => languages.filter((language) => /!\[\s*\]\(/.test(texts[language] ?? ''));

/** All texts people read, with the part they belong to. */
export function allTexts({ given, ask, body, explanation }: QuestionContent): Said[] {
  const whole = [given, ask, explanation].filter((texts) => texts !== undefined);
  return [...whole.map((texts) => ({ part: null, texts })), ...bodyTexts(body)];
}

interface Part {
  id: string;
  text: Localised;
  feedback?: Localised | undefined;
}
const ofParts = (parts: readonly Part[]): Said[] =>
  parts.flatMap(({ id, text, feedback }) => [text, feedback].flatMap((texts) => (texts ? [{ part: id, texts }] : [])));
const ofNone = (...texts: (Localised | undefined)[]): Said[] =>
  texts.flatMap((each) => (each ? [{ part: null, texts: each }] : []));

function bodyTexts(body: KindContent): Said[] {
  switch (body.kind) {
    case 'single':
    case 'multiple':
      return ofParts(body.options);
    case 'trueFalse':
      return ofNone(body.feedbackTrue, body.feedbackFalse);
    case 'shortText':
      return ofNone(...body.patterns.map(({ feedback }) => feedback));
    case 'numeric':
      return ofNone(...body.answers.map(({ feedback }) => feedback));
    case 'matching':
      return [...ofParts(body.prompts), ...ofParts(body.choices)];
    case 'ordering':
      return ofParts(body.items);
    case 'gapFill':
      return [...ofNone(body.text), ...body.gaps.flatMap(gapTexts)];
    case 'essay':
      return [...body.rubric.flatMap(criterionTexts), ...ofNone(body.sample)];
  }
}

type Gap = Extract<KindContent, { kind: 'gapFill' }>['gaps'][number];
const gapTexts = (gap: Gap): Said[] =>
  (gap.kind === 'choice'
    ? gap.options.map(({ text }) => text)
    : gap.patterns.flatMap(({ feedback }) => feedback ?? [])
  ).map((texts) => ({ part: gap.id, texts }));

type Criterion = Extract<KindContent, { kind: 'essay' }>['rubric'][number];
const criterionTexts = ({ id, name, levels }: Criterion): Said[] =>
  [name, ...levels.map(({ text }) => text)].map((texts) => ({ part: id, texts }));

/** Parts among which one chooses. */
function alternatives(body: KindContent): Part[][] {
  if (body.kind === 'single' || body.kind === 'multiple') return [body.options];
  if (body.kind === 'matching') return [body.prompts, body.choices];
  if (body.kind === 'ordering') return [body.items];
  if (body.kind === 'gapFill') return body.gaps.flatMap((gap) => (gap.kind === 'choice' ? [gap.options] : []));
  return [];
}

function sameTwice(parts: readonly Part[], language: Language): ContentFault[] {
  const seen = new Set<string>();
  return parts.flatMap(({ id, text }) => {
    const said = text[language]?.replaceAll(/\s+/g, ' ').trim();
    if (!said) return [];
    const again = seen.has(said);
    seen.add(said);
    return again ? [{ code: 'sameTwice' as const, part: id, language }] : [];
  });
}
