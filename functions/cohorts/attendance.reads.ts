/** What was noted about people at sessions, and what calendars they have. */
import type { AttendanceState } from '#contracts/attendance.ts';
import { attendedPages } from './attendance.store.ts';
import { feedOf } from './calendar.store.ts';

/** What was noted about somebody in one cohort: session → state. */
export async function attendanceIn(cohortId: string, personId: string): Promise<Map<string, AttendanceState>> {
  const states = new Map<string, AttendanceState>();
  for await (const page of attendedPages(personId, cohortId)) {
    for (const { sessionId, state } of page) if (state) states.set(sessionId, state);
  }
  return states;
}

interface NotedOf {
  cohortId: string;
  sessionId: string;
  day: string;
  state: AttendanceState | null;
  changes: { state: AttendanceState | null; at: string }[];
}

/** All that timetables keep about a person; who noted it are others. */
export async function attendanceDataOf(personId: string) {
  const attendance: NotedOf[] = [];
  for await (const page of attendedPages(personId)) {
    attendance.push(
      ...page.map(({ cohortId, sessionId, day, state, changes }) => ({
        ...{ cohortId, sessionId, day, state: state ?? null },
        changes: changes.map((change) => ({ state: change.state ?? null, at: change.at })),
      })),
    );
  }
  const feed = await feedOf(personId);
  return { attendance, calendars: feed ? [{ madeAt: feed.madeAt }] : [] };
}
