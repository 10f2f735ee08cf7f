/**
 * Questions of nine kinds: what an author writes (with the key), what a learner sees of it (without), and what they answer.
 * How each is scored stands in `functions/contracts/scoring/`.
 */
import { MarkdownText, isPlain } from './blocks.ts';
import { id, languages, line } from './common.ts';
import { z } from './z.ts';

export const questionKinds = [
  'single',
  'multiple',
  'trueFalse',
  'shortText',
  'numeric',
  'matching',
  'ordering',
  'gapFill',
  'essay',
] as const;
export const QuestionKind = z.enum(questionKinds);
export type QuestionKind = z.infer<typeof QuestionKind>;

/** options of a question, prompts, items, gaps */
export const partsMax = 40;
/** accepted answers of a text, in one language */
export const patternsMax = 40;
/** bytes of an answer; a longer one stays on the device */
export const answerBytesMax = 100_000;
/** bytes of one version of a question, in all languages, with its key */
export const questionBytesMax = 120_000;

/** Of an option, prompt, item or gap within its question: made by the author’s browser, says nothing about the key. */
export const PartId = z.string().check(z.regex(/^[a-z0-9]{1,12}$/));

/** Markdown in one to four languages; pictures stand in it as `![what it shows](media:mda_…)`. */
export const Texts = (max: number) => {
  const text = MarkdownText.check(
    z.maxLength(max),
    z.refine((each: string) => each.trim().length > 0, 'blank'),
  );
  return z
    .strictObject({ uk: z.optional(text), ru: z.optional(text), kk: z.optional(text), en: z.optional(text) })
    .check(z.refine((texts) => languages.some((language) => texts[language]), 'empty'));
};

const feedback = z.optional(Texts(2_000));
/** share of the points, 0–1 */
const Share = z.number().check(z.minimum(0), z.maximum(1));
const distinct = <T extends { id: string }>(parts: readonly T[]) =>
  new Set(parts.map((part) => part.id)).size === parts.length;
const parts = <T extends z.core.$ZodType<{ id: string }>>(part: T, min: number) =>
  z.array(part).check(
    z.minLength(min),
    z.maxLength(partsMax),
    z.refine((list) => distinct(list as { id: string }[]), 'twice'),
  );
const Part = z.strictObject({ id: PartId, text: Texts(2_000) });

/** An accepted text: `*` stands for anything; in its language, or (null) in every. */
const Pattern = z.strictObject({
  language: z.nullable(z.enum(languages)),
  text: line(200),
  share: Share,
  feedback,
});
/** How a text is compared. */
const Comparison = {
  matchCase: z.boolean(),
  /** й and и, ё and е, é and e are different */
  matchDiacritics: z.boolean(),
  /** Latin `a` where Cyrillic `а` is meant is right as well */
  foldLookAlikes: z.boolean(),
};
const patterns = z.array(Pattern).check(z.minLength(1), z.maxLength(patternsMax * languages.length));

/** A decimal as people write it, with a point: `3.5`, `-0.02`, `12`. */
export const Decimal = z.string().check(z.regex(/^-?\d{1,15}(\.\d{1,10})?$/));

export const Gap = z.discriminatedUnion('kind', [
  z.strictObject({
    id: PartId,
    kind: z.literal('choice'),
    options: parts(
      z.strictObject({
        id: PartId,
        text: z.strictObject({
          uk: z.optional(line(200)),
          ru: z.optional(line(200)),
          kk: z.optional(line(200)),
          en: z.optional(line(200)),
        }),
      }),
      2,
    ),
    correct: PartId,
  }),
  z.strictObject({ id: PartId, kind: z.literal('text'), patterns, ...Comparison }),
]);
export type Gap = z.infer<typeof Gap>;

export const Rubric = z
  .array(
    z.strictObject({
      id: PartId,
      name: Texts(300),
      levels: parts(
        z.strictObject({ id: PartId, text: Texts(600), points: z.number().check(z.minimum(0), z.maximum(100)) }),
        2,
      ),
    }),
  )
  .check(z.maxLength(12));
export type Rubric = z.infer<typeof Rubric>;

/** What only one kind has, with the key. */
export const KindContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('single'),
    /** one at least is wholly right (share 1); others may be right in part */
    options: parts(z.strictObject({ id: PartId, text: Texts(2_000), share: Share, feedback }), 2),
    /** options in an order of their own for each attempt */
    shuffle: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('multiple'),
    options: parts(z.strictObject({ id: PartId, text: Texts(2_000), correct: z.boolean(), feedback }), 2),
    shuffle: z.boolean(),
    scoring: z.enum(['allOrNothing', 'partial', 'partialWithPenalty']),
  }),
  z.strictObject({
    kind: z.literal('trueFalse'),
    correct: z.boolean(),
    feedbackTrue: feedback,
    feedbackFalse: feedback,
  }),
  z.strictObject({ kind: z.literal('shortText'), patterns, ...Comparison }),
  z.strictObject({
    kind: z.literal('numeric'),
    answers: z
      .array(z.strictObject({ value: Decimal, tolerance: Decimal, share: Share, feedback }))
      .check(z.minLength(1), z.maxLength(partsMax)),
    /** `factor`: how many of the first unit one of these is; the first has `1`. None: a bare number is asked for. */
    units: z.array(z.strictObject({ text: line(40), factor: Decimal })).check(z.maxLength(10)),
  }),
  z.strictObject({
    kind: z.literal('matching'),
    prompts: parts(z.strictObject({ id: PartId, text: Texts(2_000), choice: PartId }), 2),
    /** choices beyond those that are right for a prompt are distractors */
    choices: parts(Part, 2),
    scoring: z.enum(['allOrNothing', 'partial']),
  }),
  z.strictObject({
    kind: z.literal('ordering'),
    /** in the right order */
    items: parts(Part, 2),
    scoring: z.enum(['allOrNothing', 'adjacentPairs', 'position']),
  }),
  z.strictObject({
    kind: z.literal('gapFill'),
    /** Markdown in which `{{id}}` stands for a gap, each once in each language */
    text: Texts(10_000),
    gaps: parts(Gap, 1),
    scoring: z.enum(['allOrNothing', 'partial']),
  }),
  z.strictObject({
    kind: z.literal('essay'),
    wordsMin: z.nullable(z.int().check(z.minimum(1), z.maximum(10_000))),
    wordsMax: z.nullable(z.int().check(z.minimum(1), z.maximum(10_000))),
    rubric: Rubric,
    /** for who marks */
    sample: z.optional(Texts(10_000)),
  }),
]);
export type KindContent = z.infer<typeof KindContent>;
export type ContentOf<K extends QuestionKind> = Extract<KindContent, { kind: K }>;

/** A question as its author writes it. */
export const QuestionContent = z.strictObject({
  /** the situation, where there is one */
  given: z.optional(Texts(10_000)),
  ask: Texts(10_000),
  body: KindContent,
  /** shown with the key: why it is so */
  explanation: z.optional(Texts(4_000)),
});
export type QuestionContent = z.infer<typeof QuestionContent>;
/** Markdown by language. */
export type TextsOf = z.infer<ReturnType<typeof Texts>>;

/**
 * An answer, as it is kept and sent; null: taken back.
 * Ids that the question does not have are refused when it is scored, not when it is saved: what was acknowledged stays.
 */
export const Answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), option: PartId }),
  z.strictObject({ kind: z.literal('multiple'), options: z.array(PartId).check(z.maxLength(partsMax)) }),
  z.strictObject({ kind: z.literal('trueFalse'), value: z.boolean() }),
  z.strictObject({
    kind: z.literal('shortText'),
    text: z.string().check(z.maxLength(1_000), z.refine(isPlain, 'control')),
  }),
  /** as typed: a comma is a decimal point too, spaces part thousands */
  z.strictObject({
    kind: z.literal('numeric'),
    text: z.string().check(z.maxLength(60), z.refine(isPlain, 'control')),
    unit: z.nullable(line(40)),
  }),
  /** prompt → choice */
  z.strictObject({
    kind: z.literal('matching'),
    pairs: z.record(PartId, PartId).check(z.refine((pairs) => Object.keys(pairs).length <= partsMax, 'tooMany')),
  }),
  z.strictObject({ kind: z.literal('ordering'), order: z.array(PartId).check(z.maxLength(partsMax)) }),
  /** gap → option’s id, or text */
  z.strictObject({
    kind: z.literal('gapFill'),
    gaps: z
      .record(PartId, z.string().check(z.maxLength(1_000), z.refine(isPlain, 'control')))
      .check(z.refine((gaps) => Object.keys(gaps).length <= partsMax, 'tooMany')),
  }),
  z.strictObject({
    kind: z.literal('essay'),
    text: z.string().check(z.maxLength(60_000, 'tooLarge'), z.refine(isPlain, 'control')),
  }),
]);
export type Answer = z.infer<typeof Answer>;
export type AnswerOf<K extends QuestionKind> = Extract<Answer, { kind: K }>;

/** What a learner sees of a question, in one language, its parts in the order of this attempt; never the key. */
const shownPart = z.object({ id: z.string(), text: z.string() });
export const ShownBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), options: z.array(shownPart) }),
  z.object({ kind: z.literal('multiple'), options: z.array(shownPart) }),
  z.object({ kind: z.literal('trueFalse') }),
  z.object({ kind: z.literal('shortText') }),
  z.object({ kind: z.literal('numeric'), units: z.array(z.string()) }),
  z.object({ kind: z.literal('matching'), prompts: z.array(shownPart), choices: z.array(shownPart) }),
  z.object({ kind: z.literal('ordering'), items: z.array(shownPart) }),
  z.object({
    kind: z.literal('gapFill'),
    text: z.string(),
    gaps: z.array(z.object({ id: z.string(), kind: z.enum(['choice', 'text']), options: z.array(shownPart) })),
  }),
  z.object({ kind: z.literal('essay'), wordsMin: z.nullable(z.int()), wordsMax: z.nullable(z.int()) }),
]);
export type ShownBody = z.infer<typeof ShownBody>;

export const ShownQuestion = z.object({
  questionId: id('question'),
  version: z.int(),
  points: z.number(),
  given: z.nullable(z.string()),
  ask: z.string(),
  body: ShownBody,
  /** in which language it is shown: the wish of the learner, or the first language where it lacks that one */
  language: z.enum(languages),
});
export type ShownQuestion = z.infer<typeof ShownQuestion>;

/** How an answer was marked: its share of the points, and what to say to each part of it. */
export const Score = z.object({
  /** 0–1; null: a person has to decide */
  share: z.nullable(z.number()),
  /** of options, prompts, items or gaps: was what the learner did with it right? */
  parts: z.record(z.string(), z.enum(['right', 'partly', 'wrong'])),
});
export type Score = z.infer<typeof Score>;

/** The key as a learner may see it afterwards, in one language. */
export const ShownKey = z.object({
  /** the right answer; null where there is none to show (essay) */
  answer: z.nullable(Answer),
  /** the right answers in words, for texts and numbers */
  texts: z.array(z.string()),
  /** what is said to parts of the given answer: option, gap, pattern */
  feedback: z.array(z.object({ part: z.nullable(z.string()), text: z.string() })),
  explanation: z.nullable(z.string()),
});
export type ShownKey = z.infer<typeof ShownKey>;
