/** Threads of a cohort: of the cohort as a whole, or about a lesson; questions and talk. Only who belongs to the cohort sees them. */
import { Named } from './blocks.ts';
import { Cursor, Moment, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { mentionsIn, mentionsMax } from './mentions.ts';
import { words } from './passages.ts';
import { z } from './z.ts';

/** characters of a post */
export const postMax = 8000;
/** posts and threads somebody writes within a minute, also when a device catches up */
export const postsAMinute = 30;
/** so many replies are counted, no more */
export const repliesShown = 100;

/** question: can be answered, and stands among the open ones until it is · talk: cannot */
export const threadKinds = ['question', 'talk'] as const;
export const moderations = ['close', 'reopen', 'hide', 'show', 'pin', 'unpin', 'move'] as const;

/** Light Markdown; people are mentioned as `@[per_…]`. */
export const PostText = words(postMax).check(
  z.refine((text: string) => text.trim().length > 0, 'blank'),
  z.refine((text: string) => mentionsIn(text).length <= mentionsMax, 'mentions'),
);
/** Why: whom it concerns reads it. */
export const Reason = words(500).check(z.refine((text: string) => text.trim().length > 0, 'blank'));

/** The lesson a thread is about, with its name as it was then. */
export const ThreadLesson = z.object({ courseId: id('course'), lessonId: id('lesson'), title: localised(200) });

export const Thread = z.object({
  id: id('thread'),
  /** the post it begins with */
  postId: id('post'),
  title: z.string(),
  kind: z.enum(threadKinds),
  lesson: z.nullable(ThreadLesson),
  /** null: their card was erased */
  author: z.nullable(Named),
  /** started by an instructor */
  byInstructor: z.boolean(),
  createdAt: Moment,
  /** of the newest post; a moment behind */
  lastAt: Moment,
  /** `repliesShown`: that many or more; a moment behind */
  replies: z.int(),
  closed: z.boolean(),
  pinned: z.boolean(),
  /** seen by its author and who teaches */
  hidden: z.boolean(),
  acceptedPostId: z.nullable(id('post')),
  /** what an instructor did about it last and why; for its author, who teaches, and where it is closed for everybody */
  moderated: z.nullable(z.object({ action: z.enum(moderations), reason: z.string(), at: Moment })),
  /** something is new to the asker */
  unread: z.boolean(),
  own: z.boolean(),
  revision: z.int(),
});
export type Thread = z.infer<typeof Thread>;

/** What the asker is in the cohort. */
export const Place = z.object({
  cohort: z.object({ id: id('cohort'), name: z.string(), archived: z.boolean() }),
  /** marks, moderates, announces */
  teaches: z.boolean(),
});

export const cohortParams = z.strictObject({ cohortId: id('cohort') });
export const threadParams = z.strictObject({ cohortId: id('cohort'), threadId: id('thread') });

export const threads = {
  threads: endpoint({
    method: 'GET',
    path: '/api/discussion/cohorts/{cohortId}/threads',
    summary: 'Threads of a cohort, or of a lesson in it: pinned ones first, then by their newest post.',
    permission: 'signedIn',
    params: cohortParams,
    query: z.strictObject({ lessonId: z.optional(id('lesson')), cursor: z.optional(Cursor) }),
    output: z.extend(page(Thread), Place.shape),
    errors: ['cursorInvalid'],
  }),
  openQuestions: endpoint({
    method: 'GET',
    path: '/api/discussion/cohorts/{cohortId}/questions',
    summary: 'Questions without an accepted answer, the oldest first; for who teaches the cohort.',
    permission: 'teachCohorts',
    params: cohortParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(Thread),
    errors: ['cursorInvalid'],
  }),
  startThread: endpoint({
    method: 'PUT',
    path: '/api/discussion/cohorts/{cohortId}/threads/{threadId}',
    summary: 'Starts a thread with its first post; sent again, it is there once.',
    permission: 'signedIn',
    params: threadParams,
    body: z.strictObject({
      postId: id('post'),
      title: line(150),
      text: PostText,
      kind: z.enum(threadKinds),
      /** a lesson the asker can read; null: the cohort as a whole */
      lesson: z.nullable(z.strictObject({ courseId: id('course'), lessonId: id('lesson') })),
    }),
    output: Thread,
    errors: ['idTaken', 'mentionUnknown', 'cohortArchived'],
    strictLimit: postsAMinute,
  }),
  thread: endpoint({
    method: 'GET',
    path: '/api/discussion/cohorts/{cohortId}/threads/{threadId}',
    summary: 'A thread without its posts.',
    permission: 'signedIn',
    params: threadParams,
    output: z.extend(Thread, Place.shape),
  }),
  renameThread: endpoint({
    method: 'PATCH',
    path: '/api/discussion/cohorts/{cohortId}/threads/{threadId}',
    summary: 'Its author calls a thread something else.',
    permission: 'signedIn',
    params: threadParams,
    body: z.strictObject({ revision: z.int().check(z.minimum(0)), title: line(150) }),
    output: Thread,
    errors: ['conflict', 'threadClosed', 'cohortArchived'],
  }),
  acceptAnswer: endpoint({
    method: 'PUT',
    path: '/api/discussion/cohorts/{cohortId}/threads/{threadId}/accepted',
    summary: 'Its author or who teaches says which post answers a question; null: none does.',
    permission: 'signedIn',
    params: threadParams,
    body: z.strictObject({ postId: z.nullable(id('post')) }),
    output: Thread,
    errors: ['conflict', 'cohortArchived'],
  }),
  moderateThread: endpoint({
    method: 'PUT',
    path: '/api/discussion/cohorts/{cohortId}/threads/{threadId}/moderation',
    summary: 'Closes, hides, pins or moves a thread, or takes that back, with a reason.',
    permission: 'teachCohorts',
    params: threadParams,
    body: z.strictObject({
      action: z.enum(moderations),
      reason: Reason,
      /** where it moves to; null: the cohort as a whole */
      lesson: z.optional(z.nullable(z.strictObject({ courseId: id('course'), lessonId: id('lesson') }))),
    }),
    output: Thread,
    errors: ['conflict', 'cohortArchived'],
  }),
  seeThread: endpoint({
    method: 'PUT',
    path: '/api/discussion/cohorts/{cohortId}/threads/{threadId}/seen',
    summary: 'Says up to which post the asker has read.',
    permission: 'signedIn',
    params: threadParams,
    body: z.strictObject({ postId: id('post') }),
  }),
  lessonThreads: endpoint({
    method: 'GET',
    path: '/api/discussion/courses/{courseId}/lessons/{lessonId}',
    summary: 'In which of the asker’s cohorts a lesson is talked about, and in how many threads (50: or more).',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lessonId: id('lesson') }),
    output: z.object({
      items: z.array(z.object({ cohortId: id('cohort'), name: z.string(), threads: z.int(), teaches: z.boolean() })),
    }),
  }),
  people: endpoint({
    method: 'GET',
    path: '/api/discussion/cohorts/{cohortId}/people',
    summary: 'Who can be mentioned: all who learn in the cohort now and its instructors, 1,020 at most.',
    permission: 'signedIn',
    params: cohortParams,
    output: z.object({ items: z.array(z.extend(Named, { instructor: z.boolean() })) }),
  }),
};
