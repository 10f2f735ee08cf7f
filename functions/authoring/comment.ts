/** Rules of comments: who has a say, their order, and what may be changed of one. */
import { AppError } from '#contracts/errors.ts';
import type { StoredComment } from './comments.store.ts';
import { mayChange, type Standing } from './team.ts';

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
const isSameComment = (stored: StoredComment, { lessonId, blockId, language, quote }: Passage): boolean =>
  stored.lessonId === lessonId &&
  (stored.blockId ?? null) === blockId &&
  (stored.language ?? null) === language &&
  (stored.quote ?? null) === quote;

/** One's own words, and those only; what they are about stays. The same where it says so already. */
export function reworded(stored: StoredComment, asked: Passage & { text: string }, by: string): StoredComment {
  if (stored.by !== by) throw new AppError('notAllowed');
  if (!isSameComment(stored, asked)) throw new AppError('idTaken');
  return asked.text === stored.text ? stored : { ...stored, text: asked.text };
}

/** Who only reads along, or only answers for the academy’s drafts, has no say in the review. */
export const hasVoice = (standing: Standing & { isReviewer: boolean }): boolean =>
  standing.isReviewer || mayChange(standing, false);
