/** What the tests of a course came to for one person, as their learner may see it. */
import { frozenQuizByHash, quizVersion } from '../quizzes/quizzes.reads.ts';
import { lessonRunId, type LessonTest } from './assessments.reads.ts';
import type { AttemptHead } from './attempt.ts';
import * as store from './attempts.store.ts';
import { exact } from './marking.ts';
import { run } from './runs.store.ts';
import { combined, resultOf } from './showing.ts';
import { standingsIn } from './standings.store.ts';

export interface LessonWithTests {
  lessonId: string;
  tests: readonly LessonTest[];
}

/**
 * Points of all tests that have to be passed, together; null where there are none, or where one of them does not let its
 * learner see points (yet). `now` in milliseconds.
 */
export async function coursePoints(
  personId: string,
  courseId: string,
  { lessons, now }: { lessons: readonly LessonWithTests[]; now: number },
): Promise<{ reached: number; of: number } | null> {
  const found = await Promise.all(
    lessons.flatMap(({ lessonId, tests }) =>
      tests.map((test) => pointsOf(personId, lessonRunId({ courseId, lessonId }, test), { test, now })),
    ),
  );
  const counted = found.filter((each) => each !== undefined);
  if (!counted.length || counted.includes(null)) return null;
  const sum = (field: 'reached' | 'of') => exact(counted.reduce((total, each) => total + (each?.[field] ?? 0), 0));
  return { reached: sum('reached'), of: sum('of') };
}

/** Undefined where the test need not be passed; null where its points are not to be seen. */
async function pointsOf(personId: string, runId: string, { test, now }: { test: LessonTest; now: number }) {
  const version = await quizVersion(test.quizId, test.version);
  if (!version) return undefined;
  const { practice, passShare } = (await frozenQuizByHash(version.hash)).settings;
  if (practice || passShare === null) return undefined;
  const [held, standings] = await Promise.all([run(runId), standingsIn(personId, [runId])]);
  if (!held) return null;
  const heads = await store.heads(standings.flatMap(({ attempts }) => attempts.map((id) => ({ personId, id }))));
  const inOrder = heads.sort((a: AttemptHead, b: AttemptHead) => a.number - b.number);
  const results = inOrder.flatMap((head) => resultOf(held.settings, held, head, now) ?? []);
  const result = combined(held.settings, results);
  return result?.state === 'shown' ? { reached: result.points ?? 0, of: result.pointsMax } : null;
}
