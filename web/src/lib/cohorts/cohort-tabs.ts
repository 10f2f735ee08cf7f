/** The tabs of a cohort for who teaches it: each is a page of its own below it. A new tab is one line here. */
import type { Tab } from './tab.ts';

export const cohortTabs = [
  { route: 'cohort', label: 'cohorts.tab.people' },
  { route: 'cohortCourses', label: 'cohorts.tab.courses' },
  { route: 'cohortStuck', label: 'cohorts.tab.stuck' },
  { route: 'cohortTimetable', label: 'cohorts.tab.timetable' },
  { route: 'cohortAssignments', label: 'cohorts.tab.assignments' },
  { route: 'gradebook', label: 'cohorts.tab.gradebook' },
  { route: 'cohortDiscussion', label: 'cohorts.tab.discussion' },
  { route: 'cohortMessages', label: 'cohorts.tab.messages' },
] as const satisfies readonly Tab[];
export type CohortTab = (typeof cohortTabs)[number]['route'];
