/** What of blocks and reviews is a person's. Pure. */
import type { Language } from '#contracts/common.ts';
import type { StoredBlock } from './blocks.store.ts';
import type { StoredReview } from './reviews.store.ts';

/** A text that stands as the person wrote it. */
export interface TextReference {
  courseId: string;
  lessonId: string;
  blockId: string;
  language: Language;
  at: string;
}

export const textsBy = (personId: string, blocks: readonly StoredBlock[]): TextReference[] =>
  blocks.flatMap(({ courseId, lessonId, id: blockId, texts }) =>
    Object.entries(texts).flatMap(([language, segment]) =>
      segment?.by === personId ? [{ courseId, lessonId, blockId, language: language as Language, at: segment.at }] : [],
    ),
  );

/** What a person has to do with a review: they submitted it, answered parts of it, or are asked to; else undefined. */
export function shareOf(personId: string, review: StoredReview) {
  const { courseId, id: reviewId, version, state, submittedAt, note } = review;
  const isTheirs = review.submittedBy === personId;
  const parts = review.parts.flatMap(({ part, decidedBy, assigneeId, state: answer, decidedAt, note: words }) => {
    if (decidedBy === personId) return [{ part, asked: assigneeId === personId, answer, decidedAt, note: words }];
    return assigneeId === personId ? [{ part, asked: true }] : [];
  });
  if (!isTheirs && !parts.length) return undefined;
  const submitted = isTheirs ? { submittedAt, ...(note === undefined ? {} : { note }) } : {};
  return { courseId, reviewId, version, state, submitted: isTheirs, ...submitted, parts };
}
