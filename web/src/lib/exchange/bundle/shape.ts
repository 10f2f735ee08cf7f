/** Is it a question, as far as its form goes? Lengths and numbers are judged where all formats are. Pure. */
import { languages } from '#contracts/common.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';

type Fields = Record<string, unknown>;
type Fits = (value: unknown) => boolean;

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isText: Fits = (value) => typeof value === 'string';
const isFlag: Fits = (value) => typeof value === 'boolean';
const isShare: Fits = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const isPoints: Fits = (value) => typeof value === 'number' && value >= 0 && value <= 100;
const isPartId: Fits = (value) => isText(value) && /^[a-z0-9]{1,12}$/.test(String(value));
const isDecimal: Fits = (value) => isText(value) && /^-?\d{1,15}(\.\d{1,10})?$/.test(String(value));
const isWords: Fits = (value) =>
  value === null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10_000);
const isLine: Fits = (value) =>
  isText(value) && /^(?=.*\S)[^\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069]{1,200}$/.test(String(value));
const isOf =
  (...known: unknown[]): Fits =>
  (value) =>
    known.includes(value);
const isTexts: Fits = (value) =>
  isFields(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(
    ([language, text]) =>
      (languages as readonly string[]).includes(language) &&
      isText(text) &&
      !/[\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]/u.test(String(text)),
  );
const listOf =
  (fits: Fits): Fits =>
  (value) =>
    Array.isArray(value) && value.every(fits);
const parts =
  (fields: Record<string, Fits>, optional: Record<string, Fits> = {}): Fits =>
  (value) =>
    listOf(shape({ id: isPartId, ...fields }, optional))(value) &&
    new Set((value as { id: string }[]).map(({ id }) => id)).size === (value as unknown[]).length;

/** Exactly these fields; those that may lack may lack. */
const shape =
  (fields: Record<string, Fits>, optional: Record<string, Fits> = {}): Fits =>
  (value) =>
    isFields(value) &&
    Object.entries(fields).every(([name, fits]) => fits(value[name])) &&
    Object.entries(optional).every(([name, fits]) => value[name] === undefined || fits(value[name])) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name) || Object.hasOwn(optional, name));

const said = { feedback: isTexts };
const comparison = { matchCase: isFlag, matchDiacritics: isFlag, foldLookAlikes: isFlag };
const patterns = listOf(shape({ language: isOf(null, ...languages), text: isLine, share: isShare }, said));
const whole = isOf('allOrNothing', 'partial');
const gap: Fits = (value) =>
  shape({ id: isPartId, kind: isOf('choice'), options: parts({ text: isTexts }), correct: isPartId })(value) ||
  shape({ id: isPartId, kind: isOf('text'), patterns, ...comparison })(value);
const isGaps: Fits = (value) =>
  listOf(gap)(value) && new Set((value as { id: string }[]).map(({ id }) => id)).size === (value as unknown[]).length;

const bodies: Record<QuestionContent['body']['kind'], Fits> = {
  single: shape({ kind: isText, options: parts({ text: isTexts, share: isShare }, said), shuffle: isFlag }),
  multiple: shape({
    kind: isText,
    options: parts({ text: isTexts, correct: isFlag }, said),
    shuffle: isFlag,
    scoring: isOf('allOrNothing', 'partial', 'partialWithPenalty'),
  }),
  trueFalse: shape({ kind: isText, correct: isFlag }, { feedbackTrue: isTexts, feedbackFalse: isTexts }),
  shortText: shape({ kind: isText, patterns, ...comparison }),
  numeric: shape({
    kind: isText,
    answers: listOf(shape({ value: isDecimal, tolerance: isDecimal, share: isShare }, said)),
    units: listOf(shape({ text: isLine, factor: isDecimal })),
  }),
  matching: shape({
    kind: isText,
    prompts: parts({ text: isTexts, choice: isPartId }),
    choices: parts({ text: isTexts }),
    scoring: whole,
  }),
  ordering: shape({
    kind: isText,
    items: parts({ text: isTexts }),
    scoring: isOf('allOrNothing', 'adjacentPairs', 'position'),
  }),
  gapFill: shape({ kind: isText, text: isTexts, gaps: isGaps, scoring: whole }),
  essay: shape(
    {
      kind: isText,
      wordsMin: isWords,
      wordsMax: isWords,
      rubric: parts({ name: isTexts, levels: parts({ text: isTexts, points: isPoints }) }),
    },
    { sample: isTexts },
  ),
};

export function isContent(value: unknown): value is QuestionContent {
  const isBody: Fits = (body) =>
    isFields(body) &&
    isText(body['kind']) &&
    Object.hasOwn(bodies, String(body['kind'])) &&
    bodies[body['kind'] as keyof typeof bodies](body);
  return shape({ ask: isTexts, body: isBody }, { given: isTexts, explanation: isTexts })(value);
}
