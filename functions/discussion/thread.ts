/** Threads: what becomes of one that is answered, moderated, written in. Pure. */
import type { Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { moderations, threadKinds } from '#contracts/threads.ts';

export type Moderation = (typeof moderations)[number];
export interface ThreadLesson {
  courseId: string;
  lessonId: string;
  title: Localised;
}
export interface ThreadItem {
  id: string;
  cohortId: string;
  /** the post it begins with */
  postId: string;
  title: string;
  kind: (typeof threadKinds)[number];
  lesson?: ThreadLesson | undefined;
  authorId: string;
  byInstructor: boolean;
  createdAt: string;
  lastAt: string;
  replies: number;
  closed: boolean;
  pinned: boolean;
  hidden: boolean;
  acceptedPostId?: string | undefined;
  moderated?: { action: Moderation; reason: string; at: string; by: string } | undefined;
  revision: number;
}
/** Who asks, in the cohort. */
export interface Asker {
  id: string;
  teaches: boolean;
}

/** A hidden thread exists for its author and who teaches. */
export const isSeenBy = ({ hidden, authorId }: ThreadItem, asker: Asker): boolean =>
  !hidden || asker.teaches || authorId === asker.id;

/** Does it wait for an answer? */
export const isOpenQuestion = ({ kind, closed, hidden, acceptedPostId }: ThreadItem): boolean =>
  kind === 'question' && !closed && !hidden && acceptedPostId === undefined;

/** Where it is closed or hidden only who teaches goes on. */
export function requireWritable(thread: ThreadItem, { teaches }: Asker): void {
  if ((thread.closed || thread.hidden) && !teaches) throw new AppError('threadClosed');
}

/** The thread with the post that answers it; itself where that says nothing new. */
export function accepted(thread: ThreadItem, postId: string | null, asker: Asker): ThreadItem {
  if (!asker.teaches && thread.authorId !== asker.id) throw new AppError('notAllowed');
  if (thread.kind !== 'question') throw new AppError('invalid', { field: 'body.postId', reason: 'talk' });
  if (postId === thread.postId) throw new AppError('invalid', { field: 'body.postId', reason: 'question' });
  if ((thread.acceptedPostId ?? null) === postId) return thread;
  return next({ ...thread, acceptedPostId: postId ?? undefined });
}

/** Its author calls it something else. */
export function renamed(thread: ThreadItem, { title, revision }: { title: string; revision: number }, asker: Asker) {
  if (thread.authorId !== asker.id) throw new AppError('notAllowed');
  requireWritable(thread, asker);
  if (thread.title === title) return thread;
  if (thread.revision !== revision) throw new AppError('conflict');
  return next({ ...thread, title });
}

interface Step {
  action: Moderation;
  reason: string;
  at: string;
  by: string;
  /** of `move`; undefined: to the cohort as a whole */
  lesson?: ThreadLesson | undefined;
}

/** The thread after an instructor did something about it; itself where it was so already. */
export function moderated(thread: ThreadItem, { lesson, ...step }: Step): ThreadItem {
  const after = changed(thread, step.action, lesson);
  return (after && next({ ...after, moderated: step })) || thread;
}

function changed(thread: ThreadItem, action: Moderation, lesson: ThreadLesson | undefined): ThreadItem | undefined {
  if (action === 'move') {
    return thread.lesson?.lessonId === lesson?.lessonId ? undefined : { ...thread, lesson };
  }
  const [field, value] = effects[action];
  return thread[field] === value ? undefined : { ...thread, [field]: value };
}

const effects = {
  close: ['closed', true],
  reopen: ['closed', false],
  hide: ['hidden', true],
  show: ['hidden', false],
  pin: ['pinned', true],
  unpin: ['pinned', false],
} as const satisfies Record<Exclude<Moderation, 'move'>, readonly ['closed' | 'hidden' | 'pinned', boolean]>;

/** The thread as its posts have it now; itself where it knew. Posts are told of in any order. */
export function grown(thread: ThreadItem, { lastAt, replies }: { lastAt: string; replies: number }): ThreadItem {
  const latest = lastAt > thread.lastAt ? lastAt : thread.lastAt;
  const most = Math.max(replies, thread.replies);
  return latest === thread.lastAt && most === thread.replies
    ? thread
    : next({ ...thread, lastAt: latest, replies: most });
}

const next = (thread: ThreadItem): ThreadItem => ({ ...thread, revision: thread.revision + 1 });
