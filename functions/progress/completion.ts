/** When a lesson and a course count as completed, and where “continue” leads. Pure. */
import { watchedShareNeeded, type LearnerRow } from '#contracts/progress.ts';

export interface LessonFacts {
  hasLecture: boolean;
  read: boolean;
  /** largest share over the lecture's languages, 0–1 */
  watchedShare: number;
  /** tests with a pass mark that are not passed yet */
  testsLeft: number;
  /** required questions inside the lecture that are not answered yet */
  questionsLeft: number;
}

export const lectureWatched = (share: number): boolean => share >= watchedShareNeeded;

/**
 * A lesson is completed when its text is read, its lecture, where it has one, is watched and its required questions are
 * answered, rightly or not, and its tests are passed.
 */
export function lessonCompleted({ hasLecture, read, watchedShare, testsLeft, questionsLeft }: LessonFacts): boolean {
  return read && testsLeft === 0 && questionsLeft === 0 && (!hasLecture || lectureWatched(watchedShare));
}

interface WatchedFilm {
  watchedShare: number;
  questionsLeft: number;
}

/**
 * Of the films of a lesson, one for each language, the questions count of the one that was watched: of those watched enough,
 * else of the one watched most. Nobody answers the same in two languages.
 */
export function questionsLeftOf(films: readonly WatchedFilm[]): number {
  const most = Math.max(0, ...films.map(({ watchedShare }) => watchedShare));
  const counting = films.filter(({ watchedShare }) => lectureWatched(watchedShare) || watchedShare === most);
  return counting.length ? Math.min(...counting.map(({ questionsLeft }) => questionsLeft)) : 0;
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
