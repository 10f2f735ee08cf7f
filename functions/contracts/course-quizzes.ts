/** Tests that lessons of a course lead to, for who writes or reviews it: also those of the academy it was adopted from. */
import { Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { FrozenQuiz } from './quizzes.ts';
import { z } from './z.ts';

const params = { courseId: id('course'), quizId: id('quiz') };
const query = {
  /** the review in which it is looked at: then as it was frozen there */
  reviewId: z.optional(id('review')),
  /** as the original of an adopted course has it now */
  upstream: z.optional(z.literal('true')),
};

export const courseQuizzes = {
  courseQuiz: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/tests/{quizId}',
    summary:
      'A test of a course with its keys, in the version that would be released, for who writes or reviews both courses and questions.',
    permission: 'signedIn',
    params: z.strictObject(params),
    query: z.strictObject(query),
    output: z.object({
      hash: Sha256,
      version: z.int(),
      /** of the course’s academy or region, or from above it */
      own: z.boolean(),
      organisation: z.object({ id: id('organisation'), name: localised(200) }),
      quiz: FrozenQuiz,
    }),
  }),
  courseQuizPicture: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/tests/{quizId}/pictures/{sha256}',
    summary: 'A picture in its questions (bytes).',
    permission: 'signedIn',
    params: z.strictObject({ ...params, sha256: Sha256 }),
    query: z.strictObject(query),
    raw: true,
  }),
};
