/** The timetable of the demo’s cohort: ten weeks of sessions, attendance of those that were held, one day that an alarm put off. */
import { readFileSync } from 'node:fs';
import { attendance, type AttendanceState } from '#contracts/attendance.ts';
import { addDays, weekdayOf, weekly } from '#contracts/local-time.ts';
import { timetable, type TimetableSession } from '#contracts/timetable.ts';
import type { Client } from './client.ts';
import { demoId } from './demo.ts';

interface Series {
  weekday: number;
  from: string;
  minutes: number;
  place?: string;
  link?: string;
  /** of each week; the last one goes on */
  titles: string[];
}
interface Demo {
  cohortId: string;
  /** a Monday */
  startsOn: string;
  instructorId: string;
  /** today there */
  today: string;
}

const weeks = 10;
const load = (): Series[] =>
  JSON.parse(readFileSync(new URL('../../content/demo/timetable.json', import.meta.url), 'utf8')) as Series[];

/** Somebody who teaches the cohort plans it and notes who was there; a second time changes nothing. */
export async function seedTimetable(teacher: Client, demo: Demo): Promise<number> {
  const planned: TimetableSession[] = [];
  for (const series of load()) planned.push(...(await plan(teacher, demo, series)));
  const held = planned.filter(({ day, state }) => day < demo.today && state === 'planned');
  for (const [index, session] of held.entries()) await note(teacher, demo, session, index);
  await putOff(teacher, demo, planned);
  return planned.length;
}

async function plan(teacher: Client, demo: Demo, series: Series): Promise<TimetableSession[]> {
  const first = addDays(demo.startsOn, series.weekday - weekdayOf(demo.startsOn));
  const days = weekly(first, weeks);
  const made = await Promise.all(
    series.titles.map(async (title, week) => {
      // a title of one week, the last one of all that are left
      const own = week === series.titles.length - 1 ? days.slice(week) : [days[week]!];
      const { items } = await teacher.call(timetable.createSessions, {
        params: { cohortId: demo.cohortId },
        body: {
          ...{ title, place: series.place ?? null, link: series.link ?? null, instructorId: demo.instructorId },
          ...{ from: series.from, minutes: series.minutes },
          sessions: own.map((day) => ({ id: demoId('session', `${demo.cohortId} ${day} ${series.from}`), day })),
        },
      });
      return items;
    }),
  );
  return made.flat();
}

/** Most were there; who was not, differs from week to week. */
function stateOf(person: number, session: number): AttendanceState {
  const dice = (person * 7 + session * 11) % 23;
  return dice === 0 ? 'absent' : dice === 5 ? 'excused' : dice === 9 ? 'late' : 'present';
}

async function note(teacher: Client, { cohortId }: Demo, { id, day }: TimetableSession, index: number) {
  const params = { cohortId, day, sessionId: id };
  const { items } = await teacher.call(attendance.attendance, { params, query: {} });
  const entries = items
    .map((row, person) => ({ row, state: stateOf(person, index) }))
    .filter(({ row }) => row.state === null)
    .map(({ row, state }) => ({ personId: row.id, state, revision: row.revision }));
  if (entries.length) await teacher.call(attendance.noteAttendance, { params, body: { entries } });
}

/** The next Wednesday an alarm is expected to take. */
async function putOff(teacher: Client, { cohortId, today }: Demo, planned: readonly TimetableSession[]): Promise<void> {
  const next = planned.find(({ day, state }) => day > today && weekdayOf(day) === 3 && state === 'planned');
  if (!next) return;
  const params = { cohortId, day: next.day };
  const { moves, postponed } = await teacher.call(timetable.previewPostponement, { params });
  if (postponed) return;
  const body = {
    reason: 'Повітряна тривога',
    moves: moves.map(({ session, to }) => ({ sessionId: session.id, revision: session.revision, to })),
  };
  await teacher.call(timetable.postponeDay, { params, body });
}
