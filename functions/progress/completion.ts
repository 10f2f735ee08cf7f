/** When a lesson and a course count as completed, and where “continue” leads. Pure. */
import { watchedShareNeeded, type LearnerRow } from '#contracts/progress.ts';

export interface LessonFacts {
  hasLecture: boolean;
  read: boolean;
  /** largest share over the lecture's languages, 0–1 */
  watchedShare: number;
}

export const lectureWatched = (share: number): boolean => share >= watchedShareNeeded;

/** A lesson is completed when its text is read and its lecture, where it has one, is watched. */
export function lessonCompleted({ hasLecture, read, watchedShare }: LessonFacts): boolean {
  return read && (!hasLecture || lectureWatched(watchedShare));
}

/** A course is completed when every lesson of its version is. */
export function courseCompleted(lessonIds: readonly string[], completed: ReadonlySet<string>): boolean {
  return lessonIds.length > 0 && lessonIds.every((id) => completed.has(id));
}

/** Where to go on: the lesson last opened while it is unfinished, else the next unfinished one after it, else the first unfinished. */
export function continueAt(
  lessonIds: readonly string[],
  completed: ReadonlySet<string>,
  lastOpened: string | undefined,
): string | undefined {
  const from = Math.max(0, lessonIds.indexOf(lastOpened ?? ''));
  const onwards = [...lessonIds.slice(from), ...lessonIds.slice(0, from)];
  return onwards.find((id) => !completed.has(id)) ?? lessonIds[0];
}

export function learnerStatus(
  summary: { startedAt?: string | undefined; completedAt?: string | undefined } | undefined,
): LearnerRow['status'] {
  if (summary?.completedAt) return 'completed';
  return summary?.startedAt ? 'learning' : 'notBegun';
}
