/** Rules of comments: their order, and whether two requests mean the same one. */
import type { StoredComment } from './comments.store.ts';

/** As the course is read, by lesson and block; what is about a lesson as a whole stands before its blocks. */
export function inReadingOrder(comments: readonly StoredComment[], ids: readonly string[]): StoredComment[] {
  const place = new Map(ids.map((id, index) => [id, index]));
  const placeOf = ({ lessonId, blockId }: StoredComment): number => {
    const ofLesson = place.get(lessonId) ?? ids.length;
    return blockId === undefined ? ofLesson : (place.get(blockId) ?? ofLesson);
  };
  return comments.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.at < b.at ? -1 : Number(a.at > b.at)));
}

type Passage = { lessonId: string; blockId: string | null; language: string | null; quote: string | null };

/** Is it about the same passage? */
export const isSameComment = (stored: StoredComment, { lessonId, blockId, language, quote }: Passage): boolean =>
  stored.lessonId === lessonId &&
  (stored.blockId ?? null) === blockId &&
  (stored.language ?? null) === language &&
  (stored.quote ?? null) === quote;
