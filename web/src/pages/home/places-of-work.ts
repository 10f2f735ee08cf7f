/** What the academy has of a learner's work, over all courses. Pure. */
import type { OutputOf } from '#contracts/endpoint.ts';
import type { progress } from '#contracts/progress.ts';

type Item = Pick<OutputOf<typeof progress.home>['courses'][number], 'lessonsCompleted' | 'lastAt'>;

export function atAcademy(courses: readonly Item[]): { lessons: number; lastAt: string | undefined } {
  return {
    lessons: courses.reduce((sum, item) => sum + item.lessonsCompleted, 0),
    // moments in UTC with equal length: the latest sorts last
    lastAt: courses
      .map((item) => item.lastAt)
      .filter((moment) => moment !== null)
      .sort()
      .at(-1),
  };
}
