/**
 * What a learner brings along to another version of a course. Everything: a lesson that was done stays done, also where
 * its text is another one now – nobody is made to do twice what they have done, the page says what changed since they
 * read it, and they read it again where it matters to them. Lessons that are gone count no more, new ones are still to
 * be done. Of a completed course nothing is carried: its version is kept for ever. Pure.
 */
import { courseCompleted } from './completion.ts';
import type { SummaryItem } from './lesson-progress.ts';

export interface Arrival {
  personId: string;
  courseId: string;
  version: number;
  /** lessons of the version, in order */
  lessonIds: readonly string[];
  /** when the learner came to this version */
  at: string;
}

/** The way through the version to which the learner came; undefined where nothing was begun before. */
export function carried(earlier: readonly SummaryItem[], arrival: Arrival): SummaryItem | undefined {
  const { personId, courseId, version, lessonIds, at } = arrival;
  const [last] = [...earlier].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
  if (!last || earlier.some(({ completedAt }) => completedAt !== undefined)) return undefined;
  const done = new Set(earlier.flatMap(({ completedLessons }) => completedLessons));
  const completedLessons = lessonIds.filter((id) => done.has(id));
  return {
    personId,
    courseId,
    version,
    startedAt: earlier.map(({ startedAt }) => startedAt).sort()[0]!,
    lastAt: last.lastAt,
    lastLessonId: lessonIds.includes(last.lastLessonId) ? last.lastLessonId : (lessonIds[0] ?? last.lastLessonId),
    completedLessons,
    // what was still to be done is gone from the course
    ...(courseCompleted(lessonIds, done) ? { completedAt: at } : {}),
    revision: 0,
  };
}
