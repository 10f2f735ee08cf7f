/** Rows of assigned courses: for who manages or teaches the cohort; elsewhere it does not exist. */
import type { assigned } from '#contracts/assigned.ts';
import { forOwn, type RowsOf } from './row.ts';
import type { World } from './world.ts';

export function assignedRows({ cohort: { cohortId }, course: { courseId } }: World): RowsOf<typeof assigned> {
  const params = { targetId: cohortId };
  const days = { startsOn: null, dueOn: null };
  const absent = { own: 'notFound', foreign: 'notFound' } as const;
  // one that is not assigned is not there
  const another = courseId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  return {
    assignedCourses: { input: () => ({ params }), ...forOwn },
    assignCourses: { input: () => ({ params, body: { courseIds: [courseId], ...days } }), ...forOwn },
    changeAssigned: {
      input: () => ({
        params: { ...params, courseId: another },
        body: { revision: 0, version: 1, after: [], inOrder: false, ...days },
      }),
      ...absent,
    },
    withdrawAssigned: {
      input: () => ({
        params: { ...params, courseId: another },
        body: { revision: 0, withdrawn: true },
      }),
      ...absent,
    },
  };
}
