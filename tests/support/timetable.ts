/** Timetables for tests. */
import { timetable, type TimetableSession } from '#contracts/timetable.ts';
import { newId, type TestClient } from './stack.ts';

export interface PlannedSession {
  day: string;
  from?: string;
  minutes?: number;
  title?: string;
  place?: string | null;
  link?: string | null;
  instructorId?: string | null;
}

export const planOf = ({ day, ...change }: PlannedSession, ...more: string[]) => ({
  ...{ title: 'Права людини', place: 'Авд. 214', link: null, instructorId: null, from: '09:00', minutes: 90 },
  ...change,
  sessions: [day, ...more].map((each) => ({ id: newId('session'), day: each })),
});

/** Plans a session, or the same on several days. */
export async function plan(
  teacher: TestClient,
  cohortId: string,
  session: PlannedSession,
  ...more: string[]
): Promise<TimetableSession[]> {
  const params = { cohortId };
  return (await teacher.call(timetable.createSessions, { params, body: planOf(session, ...more) })).items;
}
