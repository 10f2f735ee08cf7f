/** Posts: written once, edited with a history, taken back, hidden, confirmed. Pure. */
import { AppError } from '#contracts/errors.ts';
import { mentionsIn } from '#contracts/mentions.ts';
import { editsMax } from '#contracts/posts.ts';
import type { Asker, ThreadItem } from './thread.ts';

export interface PostItem {
  id: string;
  threadId: string;
  cohortId: string;
  authorId: string;
  byInstructor: boolean;
  at: string;
  text: string;
  replyTo?: string | undefined;
  editedAt?: string | undefined;
  removed: boolean;
  hidden?: { reason: string; at: string; by: string } | undefined;
  confirmedBy?: string | undefined;
  revision: number;
}

/** Where a post stands in its thread: by its moment, then its id. */
export const placeOf = ({ at, id }: Pick<PostItem, 'at' | 'id'>): string => `${at}#${id}`;

/** Was the same sent before? Another one under this id is `idTaken`. */
export function isRepeat(before: PostItem, sent: { text: string; authorId: string; threadId: string }): boolean {
  const same = before.authorId === sent.authorId && before.threadId === sent.threadId;
  // edited since, it is still the one that was sent
  if (same && (before.text === sent.text || before.revision > 0)) return true;
  throw new AppError('idTaken');
}

const requireOwn = (post: PostItem, asker: Asker): void => {
  if (post.authorId !== asker.id) throw new AppError('notAllowed');
};

/** The post in other words; itself where they are the same. */
export function edited(post: PostItem, sent: { text: string; revision: number }, asker: Asker, at: string): PostItem {
  requireOwn(post, asker);
  if (post.text === sent.text) return post;
  if (post.revision !== sent.revision || post.removed || post.revision >= editsMax) throw new AppError('conflict');
  const { confirmedBy: _, ...rest } = post;
  // what was confirmed is not what stands there now
  return { ...rest, text: sent.text, editedAt: at, revision: post.revision + 1 };
}

/** Taken back by its author, or brought back. */
export function removed(post: PostItem, isRemoved: boolean, asker: Asker): PostItem {
  requireOwn(post, asker);
  return post.removed === isRemoved ? post : { ...post, removed: isRemoved, revision: post.revision + 1 };
}

/** Hidden by who teaches, with a reason, or shown again. */
export function hidden(post: PostItem, step: { hidden: boolean; reason: string; at: string; by: string }): PostItem {
  const { hidden: isHidden, ...why } = step;
  if ((post.hidden !== undefined) === isHidden) return post;
  return { ...post, hidden: isHidden ? why : undefined, revision: post.revision + 1 };
}

/** Said to be right by who teaches; never of one's own words. */
export function confirmed(post: PostItem, isConfirmed: boolean, asker: Asker): PostItem {
  if (post.authorId === asker.id) throw new AppError('ownWork');
  if ((post.confirmedBy !== undefined) === isConfirmed) return post;
  return { ...post, confirmedBy: isConfirmed ? asker.id : undefined, revision: post.revision + 1 };
}

/** Are its words shown to this asker? Taken back: to nobody; hidden: to its author and who teaches. */
export const isShownTo = (post: PostItem, asker: Asker): boolean =>
  !post.removed && (!post.hidden || asker.teaches || post.authorId === asker.id);

/** May it answer the question? */
export const mayAnswer = (post: PostItem, thread: ThreadItem): boolean =>
  post.threadId === thread.id && !post.removed && !post.hidden;

/** Whom an edit mentions that were not mentioned before. */
export const newlyMentioned = (before: string, after: string): string[] => {
  const known = new Set(mentionsIn(before));
  return mentionsIn(after).filter((id) => !known.has(id));
};
