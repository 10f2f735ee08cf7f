/** The tabs of a cohort for who learns in it: each is a page of its own below it. A new tab is one line here. */
import type { Tab } from './tab.ts';

export const myCohortTabs = [
  { route: 'myCohort', label: 'myCohorts.tab.about' },
  { route: 'myCohortCourses', label: 'myCohorts.tab.courses' },
  { route: 'myTimetable', label: 'myCohorts.tab.timetable' },
  { route: 'myAssignments', label: 'myCohorts.tab.assignments' },
  { route: 'ownGrades', label: 'myCohorts.tab.grades' },
  { route: 'cohortDiscussion', label: 'myCohorts.tab.discussion' },
] as const satisfies readonly Tab[];
export type MyCohortTab = (typeof myCohortTabs)[number]['route'];
