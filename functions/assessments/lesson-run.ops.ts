/** The test in a lesson: one run for each quiz, lesson and version, made when somebody first comes to it. */
import type { attempts as contract, OwnRun } from '#contracts/attempts.ts';
import { AppError } from '#contracts/errors.ts';
import { enrolledCourse, lessonsOf } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { isConditionFailure } from '../platform/table.ts';
import { quizVersion } from '../quizzes/quizzes.reads.ts';
import { lessonRunId } from './assessments.reads.ts';
import { ownRun } from './own-runs.ops.ts';
import { frozenQuiz } from './paper.ops.ts';
import type { RunHead } from './run.ts';
import * as store from './runs.store.ts';

type Of = Input<(typeof contract)['lessonRun']>;

export async function lessonRun(ctx: Context, { params, query, ...rest }: Of): Promise<OwnRun> {
  const { courseId, lessonId, quizId } = params;
  const { manifest } = await enrolledCourse(ctx.person, courseId);
  const lesson = lessonsOf(manifest).find(({ id }) => id === lessonId);
  const named = lesson?.quizzes?.find((each) => each.quizId === quizId);
  if (!named) throw new AppError('notFound');
  const runId = lessonRunId({ courseId, lessonId }, named);
  if (!(await store.run(runId))) {
    await makeRun(ctx, { id: runId, ...named, place: { courseId, lessonId }, organisationId: manifest.organisationId });
  }
  return ownRun(ctx, { ...rest, params: { runId }, query });
}

type Wanted = Pick<RunHead, 'id' | 'quizId' | 'organisationId'> & {
  place: NonNullable<RunHead['place']>;
  version: number;
};

async function makeRun(ctx: Context, { version, quizId, ...wanted }: Wanted): Promise<void> {
  const quiz = await quizVersion(quizId, version);
  if (!quiz) throw new AppError('quizNotReleased');
  const { settings } = await frozenQuiz(quiz.hash);
  const run: RunHead = {
    ...{ ...wanted, quizId, quizVersion: version, hash: quiz.hash, title: quiz.title, ownTitle: false },
    ...{ languages: quiz.languages, questions: quiz.questions, settings, audience: [] },
    ...{ createdAt: new Date(ctx.now).toISOString(), createdBy: 'system', extensions: [], extraMost: 0, revision: 1 },
  };
  const { organisationId, place } = wanted;
  const about = { kind: 'fact', type: 'assessments.runSet', subjectId: run.id, actorId: 'system' } as const;
  const data = { quizId, version, organisationId, courseId: place.courseId };
  try {
    await store.putRun(run, { ...about, objectId: quizId, data }, ctx.now);
  } catch (error) {
    // somebody else came to it in the same moment
    if (!isConditionFailure(error)) throw error;
  }
}
