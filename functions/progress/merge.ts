/** What two records of one human have learned together: nothing is lost, nothing counts twice. Pure. */
import { courseCompleted, lessonCompleted } from './completion.ts';
import type { LessonItem, SummaryItem } from './lesson-progress.ts';

/** The course as the person kept learns it. */
export interface CoursePlace {
  personId: string;
  courseId: string;
  version: number;
  /** lessons of the version, in order; and which of them have a lecture */
  lessons: readonly { id: string; hasLecture: boolean }[];
}

const earliest = (...moments: (string | undefined)[]): string | undefined =>
  moments.filter((each) => each !== undefined).sort()[0];

/** A lesson: read by either is read, the more watched counts; complete from when the first one completed it, or from now. */
export function unitedLesson(
  kept: LessonItem | undefined,
  duplicate: LessonItem,
  place: Pick<CoursePlace, 'personId' | 'version' | 'lessons'>,
  at: string,
): LessonItem {
  const { personId, version } = place;
  const hasLecture = place.lessons.find(({ id }) => id === duplicate.lessonId)?.hasLecture ?? false;
  const read = duplicate.read || kept?.read === true;
  const watchedShare = Math.max(duplicate.watchedShare, kept?.watchedShare ?? 0);
  // what either has passed is passed; where that is more than one test, the lesson finds it out when it is opened
  const [testsLeft, questionsLeft] = (['testsLeft', 'questionsLeft'] as const).map((left) =>
    Math.min(duplicate[left] ?? 0, kept ? (kept[left] ?? 0) : Infinity),
  ) as [number, number];
  const before = earliest(kept?.completedAt, duplicate.completedAt);
  const done = lessonCompleted({ hasLecture, read, watchedShare, testsLeft, questionsLeft });
  const completedAt = before ?? (done ? at : undefined);
  const { testsLeft: _, questionsLeft: __, ...item } = kept ?? { ...duplicate, personId, version };
  return {
    ...item,
    read,
    watchedShare,
    ...(completedAt || !testsLeft ? {} : { testsLeft }),
    ...(completedAt || !questionsLeft ? {} : { questionsLeft }),
    openedAt: earliest(kept?.openedAt, duplicate.openedAt)!,
    ...(completedAt ? { completedAt } : {}),
  };
}

/** The way through the course: lessons completed by either, as far as this version has them. */
export function unitedSummary(
  kept: SummaryItem | undefined,
  duplicate: SummaryItem,
  place: CoursePlace,
  lessons: readonly LessonItem[],
  at: string,
): SummaryItem {
  const { personId, courseId, version } = place;
  const ids = place.lessons.map(({ id }) => id);
  const done = new Set([
    ...(kept?.completedLessons ?? []),
    ...duplicate.completedLessons,
    ...lessons.filter((each) => each.completedAt !== undefined).map((each) => each.lessonId),
  ]);
  const completedLessons = ids.filter((id) => done.has(id));
  const whole = courseCompleted(ids, done);
  const completedAt = whole ? (earliest(kept?.completedAt, duplicate.completedAt) ?? at) : kept?.completedAt;
  const [older, later] = kept && kept.lastAt > duplicate.lastAt ? [duplicate, kept] : [kept ?? duplicate, duplicate];
  const last = [later, older].map((each) => each.lastLessonId).find((id) => ids.includes(id));
  return {
    personId,
    courseId,
    version,
    startedAt: earliest(kept?.startedAt, duplicate.startedAt)!,
    lastAt: later.lastAt,
    lastLessonId: last ?? ids[0] ?? later.lastLessonId,
    completedLessons,
    ...(completedAt ? { completedAt } : {}),
    revision: (kept?.revision ?? 0) + 1,
  };
}
