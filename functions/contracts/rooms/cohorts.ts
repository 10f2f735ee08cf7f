/** All endpoints of the room cohorts, in the order in which their addresses are tried. */
import { attendance } from '../attendance.ts';
import { calendar } from '../calendar.ts';
import { cohortJoining } from '../cohort-joining.ts';
import { cohortMembers } from '../cohort-members.ts';
import { cohortYears } from '../cohort-years.ts';
import { cohorts } from '../cohorts.ts';
import { timetable } from '../timetable.ts';

export const cohortsEndpoints = {
  ...cohortJoining,
  ...calendar,
  ...cohorts,
  ...cohortYears,
  ...cohortMembers,
  ...timetable,
  ...attendance,
};
