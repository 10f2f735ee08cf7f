/** What is added to a film that is reviewed, beside what the release before had. */
import { id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { AdditionLine, filmAdditions } from './film-additions.ts';
import { z } from './z.ts';

export const reviewAdditions = {
  reviewAdditions: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/reviews/{reviewId}/films/{lectureId}/additions',
    summary: 'Chapters, hints, questions, slides and rules of a film as they were submitted, and as they were before.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), reviewId: id('review'), lectureId: id('lecture') }),
    output: z.object({
      items: z.array(
        z.object({
          kind: z.enum(filmAdditions),
          changed: z.boolean(),
          /** null: there are none */
          before: z.nullable(z.array(AdditionLine)),
          after: z.nullable(z.array(AdditionLine)),
        }),
      ),
    }),
  }),
};
