/** A course's lessons in order, and what of them is still to do. Pure. */
import type { Course, LessonOutline } from '#contracts/courses.ts';
import type { CourseProgress } from '#contracts/progress.ts';

export const lessonsOf = (course: Pick<Course, 'modules'>): LessonOutline[] =>
  course.modules.flatMap(({ lessons }) => lessons);

/** Minutes of the lessons not yet completed. */
export function minutesToGo(course: Pick<Course, 'modules'>, progress: CourseProgress | undefined): number {
  const done = completedLessons(progress);
  return lessonsOf(course)
    .filter(({ id }) => !done.has(id))
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

export const completedLessons = (progress: CourseProgress | undefined): Set<string> =>
  new Set(progress?.lessons.filter(({ state }) => state === 'completed').map(({ lessonId }) => lessonId));
