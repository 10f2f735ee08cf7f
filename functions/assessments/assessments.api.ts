/** Endpoints of assessments: runs, attempts, the view of who is in. */
import { assessmentsEndpoints } from '#contracts/rooms/assessments.ts';
import { serve } from '../platform/http.ts';
import { accommodate, extend } from './extending.ops.ts';
import { lectureQuestionHandlers } from './lecture-questions.ops.ts';
import { lessonRun } from './lesson-run.ops.ts';
import { live } from './live.ops.ts';
import { appeal, decideAppeal } from './appeals.ops.ts';
import { appeals, ownAppeals } from './appeals-shown.ops.ts';
import { mark, markingQuestions, toMark } from './marking.ops.ts';
import { attempt, open } from './opening.ops.ts';
import { ownRun, ownRuns } from './own-runs.ops.ts';
import { attemptPicture, attemptReview, checkAnswer } from './review.ops.ts';
import { releaseResults, setAnonymous } from './release.ops.ts';
import { regrade, regradePreview } from './regrade.ops.ts';
import { results } from './results.ops.ts';
import { changeRun, courseRuns, createRun, organisationRuns, run } from './runs.ops.ts';
import { saveBatch, seen, submit } from './saving.ops.ts';

export const handler = serve(assessmentsEndpoints, {
  ...lectureQuestionHandlers,
  ownRuns,
  ownRun,
  lessonRun,
  openAttempt: open,
  attempt,
  saveBatch,
  seen,
  submitAttempt: submit,
  attemptReview,
  checkAnswer,
  attemptPicture,
  organisationRuns,
  courseRuns,
  createRun,
  run,
  changeRun,
  live,
  extend,
  accommodate,
  markingQuestions,
  toMark,
  mark,
  setAnonymous,
  releaseResults,
  results,
  regradePreview,
  regrade,
  appeal,
  ownAppeals,
  appeals,
  decideAppeal,
});
