/** Posts of a thread: read in pages both ways, written once however often they are sent, edited with a history. */
import { Named } from './blocks.ts';
import { Cursor, Moment, id, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { words } from './passages.ts';
import { PostText, Reason, cohortParams, postsAMinute, threadParams } from './threads.ts';
import { z } from './z.ts';

/** edits of one post */
export const editsMax = 50;

export const Post = z.object({
  id: id('post'),
  /** null: their card was erased */
  author: z.nullable(Named),
  /** written by an instructor */
  byInstructor: z.boolean(),
  own: z.boolean(),
  at: Moment,
  /** empty where it is removed or hidden from the asker */
  text: z.string(),
  /** who is mentioned, by the names they have now */
  mentions: z.array(Named),
  replyTo: z.nullable(id('post')),
  editedAt: z.nullable(Moment),
  /** its author took it back */
  removed: z.boolean(),
  /** an instructor hid it; the reason is for its author and who teaches */
  hidden: z.nullable(z.object({ reason: z.string(), at: Moment })),
  /** an instructor says it is right */
  confirmedBy: z.nullable(Named),
  /** the asker has not read it yet */
  unread: z.boolean(),
  revision: z.int(),
});
export type Post = z.infer<typeof Post>;

/** A report: the reason, never who reported. */
export const PostReport = z.object({
  threadId: id('thread'),
  postId: id('post'),
  title: z.string(),
  excerpt: z.string(),
  author: z.nullable(Named),
  reason: z.string(),
  at: Moment,
});
export type PostReport = z.infer<typeof PostReport>;

export const FoundPost = z.object({
  threadId: id('thread'),
  postId: id('post'),
  title: z.string(),
  author: z.nullable(Named),
  at: Moment,
  /** the words around what was found */
  excerpt: z.string(),
});
export type FoundPost = z.infer<typeof FoundPost>;

const postParams = z.extend(threadParams, { postId: id('post') });
const path = '/api/discussion/cohorts/{cohortId}/threads/{threadId}/posts' as const;
const revision = z.int().check(z.minimum(0));

export const posts = {
  posts: endpoint({
    method: 'GET',
    path,
    summary:
      'A page of a thread, in its order: from the start, the end, what is unread, a post, or on from another page.',
    permission: 'signedIn',
    params: threadParams,
    query: z.strictObject({
      from: z.optional(z.enum(['start', 'end', 'unread'])),
      /** the page that begins a little before this post */
      around: z.optional(id('post')),
      cursor: z.optional(Cursor),
    }),
    output: z.object({
      items: z.array(Post),
      earlier: z.nullable(Cursor),
      later: z.nullable(Cursor),
    }),
    errors: ['cursorInvalid'],
  }),
  putPost: endpoint({
    method: 'PUT',
    path: `${path}/{postId}`,
    summary: 'Writes a post; sent again, it is there once.',
    permission: 'signedIn',
    params: postParams,
    body: z.strictObject({ text: PostText, replyTo: z.nullable(id('post')) }),
    output: Post,
    errors: ['idTaken', 'threadClosed', 'mentionUnknown', 'cohortArchived'],
    strictLimit: postsAMinute,
  }),
  editPost: endpoint({
    method: 'PATCH',
    path: `${path}/{postId}`,
    summary: 'Its author words a post differently; what it said before stays in its history.',
    permission: 'signedIn',
    params: postParams,
    body: z.strictObject({ revision, text: PostText }),
    output: Post,
    errors: ['conflict', 'threadClosed', 'mentionUnknown', 'cohortArchived'],
  }),
  removePost: endpoint({
    method: 'PUT',
    path: `${path}/{postId}/removed`,
    summary: 'Its author takes a post back, or brings it back; its place stays.',
    permission: 'signedIn',
    params: postParams,
    body: z.strictObject({ removed: z.boolean() }),
    output: Post,
    errors: ['conflict', 'threadClosed', 'cohortArchived'],
  }),
  hidePost: endpoint({
    method: 'PUT',
    path: `${path}/{postId}/hidden`,
    summary: 'Hides a post with a reason that its author reads, or shows it again.',
    permission: 'teachCohorts',
    params: postParams,
    body: z.strictObject({ hidden: z.boolean(), reason: Reason }),
    output: Post,
    errors: ['conflict', 'cohortArchived'],
  }),
  confirmPost: endpoint({
    method: 'PUT',
    path: `${path}/{postId}/confirmed`,
    summary: 'An instructor says that a post is right, or takes that back.',
    permission: 'teachCohorts',
    params: postParams,
    body: z.strictObject({ confirmed: z.boolean() }),
    output: Post,
    errors: ['conflict', 'cohortArchived'],
  }),
  postHistory: endpoint({
    method: 'GET',
    path: `${path}/{postId}/history`,
    summary: 'What a post said before, the latest first.',
    permission: 'signedIn',
    params: postParams,
    output: z.object({ items: z.array(z.object({ at: Moment, text: z.string() })) }),
  }),
  reportPost: endpoint({
    method: 'PUT',
    path: `${path}/{postId}/report`,
    summary: 'Tells the instructors that a post does not belong here; nobody learns who did.',
    permission: 'signedIn',
    params: postParams,
    body: z.strictObject({ reason: Reason }),
    strictLimit: 10,
  }),
  postReports: endpoint({
    method: 'GET',
    path: '/api/discussion/cohorts/{cohortId}/reports',
    summary: 'Posts that were reported and wait to be looked at.',
    permission: 'teachCohorts',
    params: cohortParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(PostReport),
    errors: ['cursorInvalid'],
  }),
  settleReports: endpoint({
    method: 'DELETE',
    path: `${path}/{postId}/reports`,
    summary: 'The reports of a post were looked at.',
    permission: 'teachCohorts',
    params: postParams,
  }),
  searchPosts: endpoint({
    method: 'GET',
    path: '/api/discussion/cohorts/{cohortId}/search',
    summary:
      'Posts with all these words, the newest first; a request looks through 200 posts and goes on by its cursor.',
    permission: 'signedIn',
    params: cohortParams,
    query: z.strictObject({
      q: words(100).check(z.refine((text: string) => text.trim().length > 1, 'short')),
      cursor: z.optional(Cursor),
    }),
    output: page(FoundPost),
    errors: ['cursorInvalid'],
  }),
};
