/** A cohort with a week of sessions, some held, one day put off: what pages of the timetable are looked at with. */
import { attendance } from '#contracts/attendance.ts';
import { calendar } from '#contracts/calendar.ts';
import { addDays, mondayOf } from '#contracts/local-time.ts';
import { timetable } from '#contracts/timetable.ts';
import { createCohort } from './cohorts.ts';
import { academyDay, createAcademyTree, createPerson, newId, now, signIn, type TestClient } from './stack.ts';
import { plan } from './timetable.ts';

export interface TimetableWeek {
  teacher: TestClient;
  learner: TestClient;
  learnerId: string;
  cohortId: string;
  today: string;
  monday: string;
  /** held today, attendance noted for some */
  held: { cohortId: string; day: string; sessionId: string };
}

export async function createTimetableWeek(): Promise<TimetableWeek> {
  const tree = await createAcademyTree();
  const [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  const others = await Promise.all(
    ['Андрієнко', 'Шевченко-Височанська'].map((familyName) =>
      createPerson(tree.academyId, ['learner'], { familyName, givenName: 'Олександра' }),
    ),
  );
  const today = academyDay(await now());
  const monday = mondayOf(today);
  const cohortId = await createCohort(teacher, tree.academyId, {
    startsOn: addDays(monday, -28),
    endsOn: addDays(monday, 40),
    personIds: [tree.learner.id, ...others.map(({ id }) => id)],
  });
  const mine = { instructorId: tree.instructor.id };
  const [first] = await plan(teacher, cohortId, { day: today, title: 'Права людини в роботі поліції', ...mine });
  const [cancelled] = await plan(teacher, cohortId, { day: today, from: '11:00', title: 'Тактична медицина' });
  await plan(teacher, cohortId, {
    ...{ day: today, from: '14:00', title: 'Домедична допомога', place: null, link: 'https://meet.example.ua/pog' },
  });
  const next = addDays(monday, 8);
  await plan(teacher, cohortId, { day: next, title: 'Взаємодія з громадою' });
  await putOff(teacher, cohortId, next);
  const held = { cohortId, day: today, sessionId: first!.id };
  await teacher.call(timetable.changeSession, {
    params: { ...held, sessionId: cancelled!.id },
    body: { revision: 1, cancelled: true },
  });
  const entries = [{ personId: tree.learner.id, state: 'late' as const, revision: 0 }];
  await teacher.call(attendance.noteAttendance, { params: held, body: { entries } });
  await learner.call(calendar.openCalendarFeed, { body: { feedId: newId('feed') } });
  return { teacher, learner, learnerId: tree.learner.id, cohortId, today, monday, held };
}

/** Puts a day off as it is proposed. */
export async function putOff(teacher: TestClient, cohortId: string, day: string): Promise<void> {
  const params = { cohortId, day };
  const { moves } = await teacher.call(timetable.previewPostponement, { params });
  const body = {
    reason: 'Повітряна тривога',
    moves: moves.map(({ session, to }) => ({ sessionId: session.id, revision: session.revision, to })),
  };
  await teacher.call(timetable.postponeDay, { params, body });
}
