/** Comments of reviewers on passages of what was submitted; authors deal with them one by one. */
import { Named, isPlain } from './blocks.ts';
import { Language, Moment, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const Comment = z.object({
  id: id('comment'),
  reviewId: id('review'),
  lessonId: id('lesson'),
  blockId: z.nullable(id('block')),
  language: z.nullable(Language),
  /** the passage it is about, as it read */
  quote: z.nullable(z.string()),
  text: z.string(),
  by: Named,
  at: Moment,
  resolvedAt: z.nullable(Moment),
  resolvedBy: z.nullable(Named),
  mayChange: z.boolean(),
});
export type Comment = z.infer<typeof Comment>;

const commentParams = z.strictObject({ courseId: id('course'), reviewId: id('review'), commentId: id('comment') });

export const reviewComments = {
  comments: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/comments',
    summary: 'Comments of the latest review of a course, by lesson and block, for authors and reviewers.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course') }),
    output: z.object({ items: z.array(Comment) }),
  }),
  putComment: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/comments/{commentId}',
    summary: 'Writes a comment on a passage, or changes one’s own.',
    permission: 'signedIn',
    params: commentParams,
    body: z.strictObject({
      lessonId: id('lesson'),
      blockId: z.nullable(id('block')),
      language: z.nullable(Language),
      quote: z.nullable(z.string().check(z.maxLength(1000), z.refine(isPlain, 'control'))),
      text: z.string().check(z.minLength(1), z.maxLength(4000), z.refine(isPlain, 'control')),
    }),
    output: Comment,
    errors: ['reviewEnded', 'tooManyComments'],
  }),
  resolveComment: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/comments/{commentId}/resolution',
    summary: 'Marks a comment as dealt with, or opens it again.',
    permission: 'signedIn',
    params: commentParams,
    body: z.strictObject({ resolved: z.boolean() }),
    output: Comment,
  }),
};
