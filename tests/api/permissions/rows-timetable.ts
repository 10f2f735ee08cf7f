/** Rows of timetables: for who teaches a cohort, and its learners; elsewhere they do not exist. */
import type { attendance } from '#contracts/attendance.ts';
import type { calendar } from '#contracts/calendar.ts';
import type { timetable } from '#contracts/timetable.ts';
import { addDays } from '#contracts/local-time.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { plan, planOf } from '../../support/timetable.ts';
import { forAll, forOwn, type RowsOf } from './row.ts';
import type { World } from './world.ts';

let made = 0;
/** a day within the cohorts that tests make: each has room for some only */
const nextDay = () => addDays('2026-10-14', (made += 1) % 30);
const day = '2026-11-30';

/** A session of a cohort. */
export async function createSideSession(teacher: TestClient, cohortId: string, title = 'Заняття') {
  const [session] = await plan(teacher, cohortId, { day: nextDay(), title });
  return { cohortId, day: session!.day, sessionId: session!.id };
}

export function timetableRows({
  author,
  cohort,
}: World): RowsOf<typeof timetable & typeof attendance & typeof calendar> {
  const { cohortId } = cohort;
  const another = async () => createSideSession(author, cohortId);
  /** of a cohort nobody of those who ask learns in: who teaches it comes to it */
  const teaches = (role: string) => (['instructor', 'academyAdmin', 'nationalAdmin'].includes(role) ? 200 : 'notFound');
  const forMembers = { own: teaches, foreign: 'notFound', above: 200 } as const;
  return {
    timetable: { input: () => ({ params: cohort, query: { from: day, to: day } }), ...forMembers },
    createSessions: { input: () => ({ params: cohort, body: planOf({ day: nextDay() }) }), ...forOwn },
    overlaps: { input: () => ({ params: cohort, query: { days: day, from: '09:00', minutes: '90' } }), ...forOwn },
    session: { input: async () => ({ params: await another() }), ...forMembers },
    changeSession: {
      input: async () => ({ params: await another(), body: { revision: 1, title: 'Інше' } }),
      ...forOwn,
    },
    previewPostponement: { input: () => ({ params: { cohortId, day } }), ...forOwn },
    // long ago
    postponeDay: {
      input: () => ({ params: { cohortId, day: '2026-10-13' }, body: { reason: null, moves: [] } }),
      own: 'dayTooLongAgo',
      foreign: 'notFound',
    },
    // never postponed
    restoreDay: {
      input: () => ({ params: { cohortId, day }, query: { revision: '1' } }),
      own: 'notFound',
      foreign: 'notFound',
    },
    attendance: { input: async () => ({ params: await another(), query: {} }), ...forOwn },
    noteAttendance: {
      input: async () => ({
        params: await another(),
        body: { entries: [{ personId: newId('person'), state: 'present', revision: 0 }] },
      }),
      own: 'notFound',
      foreign: 'notFound',
    },
    // one’s own, of which there is none
    ownAttendance: { input: () => ({ params: cohort, query: {} }), ...forAll },
    calendarFeed: { input: () => ({}), ...forAll },
    openCalendarFeed: { input: () => ({ body: { feedId: newId('feed') } }), ...forAll },
    closeCalendarFeed: { input: () => ({}), ...forAll },
    calendarFile: {
      input: () => ({ params: { file: `${'a'.repeat(43)}.ics` } }),
      own: 'notFound',
      foreign: 'notFound',
    },
  };
}
