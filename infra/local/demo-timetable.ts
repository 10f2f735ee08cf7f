/** The timetable of the demo’s cohort: ten weeks of sessions, attendance of those that were held, one day that an alarm put off. */
import { attendance, type AttendanceState } from '#contracts/attendance.ts';
import { timetable, type TimetableSession } from '#contracts/timetable.ts';
import { demoId } from './demo.ts';
import { dayOf, momentOf, termContent, type Happening, type Term } from './demo-term.ts';

interface Series {
  weekday: number;
  from: string;
  minutes: number;
  place?: string;
  link?: string;
  /** of each week; the last one goes on */
  titles: string[];
}

const weeks = 10;
/** weeks of which attendance is noted: it is most of what the term writes, and a newcomer waits for it */
const noted = [4, 5];
/** the Wednesday on which the sirens went */
const alarm = { week: 5, weekday: 3 };

/** Planned before the first session; who was there is noted on Fridays. */
export function timetableOfTerm(term: Term): Happening[] {
  return [
    ...termContent<Series[]>('timetable').map((series) => ({
      at: momentOf(term, [1, 1, '08:20']),
      happen: () => plan(term, series),
    })),
    { at: momentOf(term, [alarm.week, alarm.weekday, '08:30']), happen: () => putOff(term) },
    ...noted.map((week) => ({ at: momentOf(term, [week, 5, '18:00']), happen: () => noteWeek(term, week) })),
  ];
}

async function plan(term: Term, series: Series): Promise<void> {
  const { titles, from, minutes, weekday, place = null, link = null } = series;
  const days = Array.from({ length: weeks }, (_, week) => dayOf(term, week + 1, weekday));
  await Promise.all(
    titles.map((title, week) => {
      // a title of one week, the last one of all that are left
      const own = week === titles.length - 1 ? days.slice(week) : [days[week]!];
      const sessions = own.map((day) => ({ id: demoId('session', `${term.cohortId} ${day} ${from}`), day }));
      return term.client(term.teacher).call(timetable.createSessions, {
        params: { cohortId: term.cohortId },
        body: { title, place, link, instructorId: demoId('person', term.teacher), from, minutes, sessions },
      });
    }),
  );
}

/** Most were there; who was not, differs from week to week. */
function stateOf(person: number, session: number): AttendanceState {
  const dice = (person * 7 + session * 11) % 23;
  return dice === 0 ? 'absent' : dice === 5 ? 'excused' : dice === 9 ? 'late' : 'present';
}

async function noteWeek(term: Term, week: number): Promise<void> {
  const [params, query] = [{ cohortId: term.cohortId }, { from: dayOf(term, week, 1), to: dayOf(term, week, 5) }];
  const { items } = await term.client(term.teacher).call(timetable.timetable, { params, query });
  const held = items.filter(({ state }) => state === 'planned');
  await Promise.all(held.map((session, index) => note(term, session, week * held.length + index)));
}

/** Whoever was noted before stays as noted: such an entry is told, not written. */
async function note(term: Term, { id, day }: TimetableSession, number: number): Promise<void> {
  const params = { cohortId: term.cohortId, day, sessionId: id };
  const entries = termContent<{ members: string[] }>('cohort').members.map((key, person) => ({
    ...{ personId: demoId('person', key), state: stateOf(person, number), revision: 0 },
  }));
  await term.client(term.teacher).call(attendance.noteAttendance, { params, body: { entries } });
}

async function putOff(term: Term): Promise<void> {
  const params = { cohortId: term.cohortId, day: dayOf(term, alarm.week, alarm.weekday) };
  const { moves, postponed } = await term.client(term.teacher).call(timetable.previewPostponement, { params });
  if (postponed) return;
  const body = {
    reason: 'Повітряна тривога',
    moves: moves.map(({ session, to }) => ({ sessionId: session.id, revision: session.revision, to })),
  };
  await term.client(term.teacher).call(timetable.postponeDay, { params, body });
}
