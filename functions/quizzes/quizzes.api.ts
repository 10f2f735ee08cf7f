/** Endpoints of quizzes. */
import { quizzesEndpoints } from '#contracts/rooms/quizzes.ts';
import { serve } from '../platform/http.ts';
import { archive, change, countPool, create, list, one, questionUses, usable } from './quizzes.ops.ts';
import { decide, frozen, queue, submit, versions, withdraw } from './review.ops.ts';

export const handler = serve(quizzesEndpoints, {
  quizzes: list,
  usableQuizzes: usable,
  createQuiz: create,
  quiz: one,
  changeQuiz: change,
  archiveQuiz: archive,
  countPool,
  questionUses,
  submitQuiz: submit,
  withdrawQuiz: withdraw,
  quizQueue: queue,
  frozenQuiz: frozen,
  quizVersions: versions,
  decideQuiz: decide,
});
