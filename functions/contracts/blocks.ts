/** A lesson that is being written, and its blocks: their texts by language, where they stand, what can be changed about them. */
import { Language, Moment, Sha256, id, localised } from './common.ts';
import { MadeFrom } from './translation.ts';
import { z } from './z.ts';

/** characters of a place */
export const placeMax = 120;

/** Where something stands among its siblings: a fractional index (base 62); between two places there is always another. */
export const Place = z.string().check(z.regex(/^[0-9A-Za-z]+$/), z.maxLength(placeMax), z.refine(isPlace, 'place'));

/**
 * As `fractional-indexing` reads them: the first letter says how long the integer is, what follows does not end with a zero.
 * Any other text would leave no room beside it.
 */
export function isPlace(key: string): boolean {
  const head = key.charCodeAt(0);
  const length = head >= 97 ? head - 95 : head >= 65 ? 92 - head : Number.POSITIVE_INFINITY;
  const isLowest = key === `A${'0'.repeat(26)}`;
  return key.length >= length && !isLowest && !(key.length > length && key.endsWith('0'));
}

export const DraftLesson = z.object({
  id: id('lesson'),
  moduleId: id('module'),
  place: Place,
  title: localised(200),
  /** translations of the title that are behind: what it said when they were made */
  behind: z.optional(MadeFrom),
  minutes: z.int(),
  /** language of instruction → film with its captions */
  lectures: z.partialRecord(
    Language,
    z.object({ id: id('lecture'), title: localised(200), durationSeconds: z.number(), captions: z.array(Language) }),
  ),
  revision: z.int(),
  /** the outline's revision at which it was last moved: a move that knew less is refused */
  movedAt: z.int(),
});
export type DraftLesson = z.infer<typeof DraftLesson>;

/** of a course */
export const lessonsMax = 300;
export const modulesMax = 50;
/** blocks of a lesson, without those in the bin */
export const blocksMax = 400;
/** characters of a segment */
export const segmentMax = 40_000;
/** bytes of a segment: four of them are kept together */
export const segmentBytesMax = 90_000;
/** bytes of all texts of a lesson in all languages */
export const lessonBytesMax = 2_000_000;
/** changes that one request may bring */
export const changesMax = 50;

export const Named = z.object({ id: id('person'), givenName: z.string(), familyName: z.string() });

/** Markdown as a lesson shows it (CommonMark, tables, footnotes, call-outs, `norm:art_…` links); no control characters. */
export const MarkdownText = z.string().check(
  z.maxLength(segmentMax, 'tooLarge'),
  z.refine((text: string) => new TextEncoder().encode(text).length <= segmentBytesMax, 'tooLarge'),
  z.refine(isPlain, 'control'),
);

/** No control characters but tabs and line breaks, no halves of characters. */
export function isPlain(text: string): boolean {
  return !/[\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]/u.test(text);
}

/**
 * text: one Markdown block · picture: `ref` is a media id, the text its caption · file: `ref` is a media id, the text what
 * stands on the link. Lectures belong to the lesson, not to a block.
 */
export const blockKinds = ['text', 'picture', 'file'] as const;

export const Segment = z.object({
  text: z.string(),
  /** what a picture shows, for who does not see it; null for other kinds */
  alt: z.nullable(z.string()),
  revision: z.int(),
  /** of a translation: the revision of the first language it was made from; behind that one it is out of date */
  sourceRevision: z.nullable(z.int()),
  by: Named,
  at: Moment,
});
export type Segment = z.infer<typeof Segment>;

export const DraftBlock = z.object({
  id: id('block'),
  kind: z.enum(blockKinds),
  ref: z.nullable(id('media')),
  place: Place,
  /** of place, kind and ref; the texts have their own */
  revision: z.int(),
  texts: z.partialRecord(Language, Segment),
});
export type DraftBlock = z.infer<typeof DraftBlock>;

const baseRevision = z.int().check(z.minimum(0));

/** One change of a lesson's blocks. Each is judged by itself: what meets a conflict does not hold up the others. */
export const BlockChange = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('add'),
    blockId: id('block'),
    kind: z.enum(blockKinds),
    ref: z.nullable(id('media')),
    place: Place,
  }),
  z.strictObject({
    op: z.literal('write'),
    blockId: id('block'),
    language: Language,
    /** revision of the segment that was changed; 0: there was none */
    base: baseRevision,
    text: MarkdownText,
    alt: z.nullable(z.string().check(z.maxLength(500), z.refine(isPlain, 'control'))),
    /** of a translation: the source's revision that was looked at */
    sourceRevision: z.nullable(baseRevision),
  }),
  z.strictObject({ op: z.literal('place'), blockId: id('block'), base: baseRevision, place: Place }),
  z.strictObject({ op: z.literal('ref'), blockId: id('block'), base: baseRevision, ref: z.nullable(id('media')) }),
  z.strictObject({ op: z.literal('remove'), blockId: id('block'), base: baseRevision }),
  z.strictObject({ op: z.literal('restore'), blockId: id('block'), base: baseRevision }),
]);
export type BlockChange = z.infer<typeof BlockChange>;

/**
 * saved: it is durable (or was already) · conflict: somebody else changed the same in the meantime; `block` is what stands,
 * and a text that was sent is in the history · gone: the block is not there (any more), or never came: its picture is not the asker's to use
 */
export const ChangeOutcome = z.object({
  blockId: id('block'),
  outcome: z.enum(['saved', 'conflict', 'gone']),
  /** the block as it stands now; null where it is gone, and where it is large and a later outcome brings it */
  block: z.nullable(DraftBlock),
});
export type ChangeOutcome = z.infer<typeof ChangeOutcome>;

export const HistoryEntry = z.object({
  id: z.string(),
  blockId: id('block'),
  /** write: a text as it was before somebody changed it · conflict: a text that did not become the block's · remove: a block that was taken away */
  kind: z.enum(['write', 'conflict', 'remove']),
  language: z.nullable(Language),
  text: z.nullable(z.string()),
  /** who wrote that text, or removed the block, and when */
  by: Named,
  at: Moment,
});

/** Pictures that came with a text: path as the text names it → picture. */
export const TextPictures = z.record(z.string(), z.object({ sha256: Sha256, width: z.int(), height: z.int() }));
export type TextPictures = z.infer<typeof TextPictures>;

export const LessonDraft = z.object({
  courseId: id('course'),
  lesson: DraftLesson,
  languages: z.array(Language),
  /** by place */
  blocks: z.array(DraftBlock),
  pictures: TextPictures,
  mayChange: z.boolean(),
});
export type LessonDraft = z.infer<typeof LessonDraft>;
