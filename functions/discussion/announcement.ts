/** Announcements: worded, reworded, pinned. Pure. */
import { AppError } from '#contracts/errors.ts';

export interface AnnouncementItem {
  id: string;
  cohortId: string;
  authorId: string;
  title: string;
  text: string;
  pinned: boolean;
  at: string;
  editedAt?: string | undefined;
  revision: number;
}
export interface Said {
  title: string;
  text: string;
  pinned: boolean;
}

export const saysSame = (one: Said, other: Said): boolean =>
  one.title === other.title && one.text === other.text && one.pinned === other.pinned;

/** The announcement as it was sent; itself where it says that already. Pinning alone is no edit. */
export function changed(before: AnnouncementItem, sent: Said & { revision: number }, at: string): AnnouncementItem {
  if (saysSame(before, sent)) return before;
  if (before.revision !== sent.revision) throw new AppError('conflict');
  const { title, text, pinned } = sent;
  const isReworded = title !== before.title || text !== before.text;
  return { ...before, title, text, pinned, ...(isReworded ? { editedAt: at } : {}), revision: before.revision + 1 };
}
