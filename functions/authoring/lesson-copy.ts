/** Rules of copying a lesson: new blocks with the same texts, by who copies; translations stay as fresh as they were. */
import type { Language } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { StoredBlock } from './blocks.store.ts';
import type { Between } from './outline.ts';
import type { StoredLesson } from './outline.store.ts';

export interface CopyTo {
  courseId: string;
  lessonId: string;
  by: string;
  at: string;
  /** language of origin there */
  first: Language;
  /** the id of the copy of a block */
  idOf(blockId: string): string;
}

type Segment = NonNullable<StoredBlock['texts'][Language]>;

/** The block in the new lesson; `first` is the language of origin where it comes from. */
export function copiedBlock(block: StoredBlock, first: Language, to: CopyTo): StoredBlock {
  const source = block.texts[first]?.revision ?? 0;
  const texts = Object.entries(block.texts).flatMap(([language, segment]) =>
    segment ? [[language, copiedSegment(segment, language as Language, { source, first }, to)]] : [],
  );
  const { courseId, lessonId, by, at } = to;
  return {
    ...{ courseId, lessonId, id: to.idOf(block.id), kind: block.kind, place: block.place },
    ...(block.ref === undefined ? {} : { ref: block.ref }),
    ...{ revision: 1, edition: 1, texts: Object.fromEntries(texts) as StoredBlock['texts'], by, at },
  };
}

function copiedSegment(
  { text, alt, sourceRevision }: Segment,
  language: Language,
  from: { source: number; first: Language },
  { first, by, at }: CopyTo,
): Segment {
  const knows = from.first === first && language !== first && sourceRevision !== undefined;
  return {
    ...{ text, revision: 1, by, at, from: at },
    ...(alt === undefined ? {} : { alt }),
    // the copied source is the first of its kind: what was behind stays behind
    ...(knows ? { sourceRevision: sourceRevision >= from.source ? 1 : 0 } : {}),
  };
}

/** Blocks of a released lesson in the new one, one place after the other. */
export function copiedFrozen(
  frozen: readonly FrozenBlock[],
  first: Language,
  to: CopyTo,
  between: Between,
): StoredBlock[] {
  let place: string | null = null;
  return frozen.map(({ id, kind, ref, texts }) => {
    place = between(place, null);
    const { courseId, lessonId, by, at } = to;
    const segments = Object.entries(texts).flatMap(([language, segment]) =>
      segment ? [[language, seeded(segment, language !== first && first === to.first, to)]] : [],
    );
    return {
      ...{ courseId, lessonId, id: to.idOf(id), kind, place, ...(ref === null ? {} : { ref }) },
      ...{ revision: 1, edition: 1, texts: Object.fromEntries(segments) as StoredBlock['texts'], by, at },
    };
  });
}

/** What was released was up to date, as far as anybody said. */
const seeded = ({ text, alt }: { text: string; alt: string | null }, isTranslation: boolean, to: CopyTo): Segment => ({
  ...{ text, revision: 1, by: to.by, at: to.at, from: to.at },
  ...(alt === null ? {} : { alt }),
  ...(isTranslation ? { sourceRevision: 1 } : {}),
});

/** Pictures that these texts name by their path. */
export function picturesIn<P extends NonNullable<StoredLesson['pictures']>[string]>(
  blocks: readonly FrozenBlock[],
  pictures: Readonly<Record<string, P>>,
): NonNullable<StoredLesson['pictures']> {
  const all = blocks.flatMap(({ texts }) => Object.values(texts).map((segment) => segment?.text ?? ''));
  const named = Object.entries(pictures).filter(([path]) => all.some((text) => text.includes(path)));
  return Object.fromEntries(
    named.map(([path, { sha256, type, width, height }]) => [path, { sha256, type, width, height }]),
  );
}
