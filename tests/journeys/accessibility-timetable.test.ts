/// <reference lib="dom" />
/** The timetable of a cohort: for who teaches, for who learns, with its dialogs and with nothing on it. */
import { addDays } from '#contracts/local-time.ts';
import { newId } from '../support/stack.ts';
import { createTimetableWeek, type TimetableWeek } from '../support/timetable-week.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place } from './places.ts';

type Who = 'teacher' | 'learner';
const page = ({ cohortId }: TimetableWeek, day = '') => `/cohorts/${cohortId}/timetable${day ? `?day=${day}` : ''}`;

const places: Place<TimetableWeek, Who>[] = [
  { name: 'a week of a timetable', who: 'teacher', path: (ground) => page(ground), ready: 'main ol.week h3' },
  {
    name: 'a session that is planned',
    who: 'teacher',
    path: (ground) => page(ground),
    ready: 'main ol.week h3',
    press: 'main .heading .btn.main',
  },
  {
    name: 'a week with a day that was put off',
    who: 'teacher',
    path: (ground) => page(ground, addDays(ground.monday, 7)),
    ready: 'main .put',
  },
  {
    name: 'a day that is put off',
    who: 'teacher',
    path: (ground) => page(ground),
    ready: 'main ol.week h3',
    press: 'main .day.today .acts-day button:nth-of-type(2)',
  },
  {
    name: 'attendance',
    who: 'teacher',
    path: ({ held }) => `/cohorts/${held.cohortId}/timetable/${held.day}/${held.sessionId}`,
    ready: 'main .person input',
  },
  {
    name: 'one’s own timetable and calendar',
    who: 'learner',
    path: ({ cohortId }) => `/my-cohorts/${cohortId}/timetable`,
    ready: '#feed-address',
  },
  {
    name: 'a timetable that does not open',
    who: 'learner',
    path: () => `/my-cohorts/${newId('cohort')}/timetable`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
];

accessiblePlaces(places, async () => {
  const ground = await createTimetableWeek();
  return { ground, people: { teacher: ground.teacher, learner: ground.learner } };
});
