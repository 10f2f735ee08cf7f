/** Endpoints of cohorts; their work stands in the `.ops.ts` beside it, by subject. */
import { cohortsEndpoints } from '#contracts/rooms/cohorts.ts';
import { serve } from '../platform/http.ts';
import { attendance, noteAttendance, ownAttendance } from './attendance.ops.ts';
import { calendarFeed, calendarFile, closeCalendarFeed, openCalendarFeed } from './calendar.ops.ts';
import { people as peopleToChoose, preview } from './choosing.ops.ts';
import { archive, change, create, list, one, own, ownOne, taught } from './cohorts.ops.ts';
import { add as addInstructor, remove as removeInstructor, toChoose } from './instructors.ops.ts';
import { join, look, set, shown } from './join-codes.ops.ts';
import { add as addMembers, end, list as members } from './members.ops.ts';
import { overlapsOf } from './overlaps.ops.ts';
import { postponeDay, preview as previewPostponement, restoreDay } from './postponing.ops.ts';
import { changeSession, createSessions, session, timetable } from './timetable.ops.ts';
import { history, transfer } from './transfer.ops.ts';
import { addUnit } from './unit.ops.ts';
import { year } from './year.ops.ts';

export const handler = serve(cohortsEndpoints, {
  lookAtCode: look,
  join,
  joinCode: shown,
  setJoinCode: set,
  ownCohorts: own,
  ownCohort: ownOne,
  taughtCohorts: taught,
  cohorts: list,
  createCohort: create,
  cohort: one,
  changeCohort: change,
  archiveCohort: archive,
  addInstructor,
  removeInstructor,
  instructorsToChoose: toChoose,
  cohortYear: year,
  members,
  addMembers,
  endMember: end,
  peopleToChoose,
  previewList: preview,
  addUnit,
  transferMember: transfer,
  memberHistory: history,
  timetable,
  createSessions,
  overlaps: overlapsOf,
  session,
  changeSession,
  previewPostponement,
  postponeDay,
  restoreDay,
  attendance,
  noteAttendance,
  ownAttendance,
  calendarFeed,
  openCalendarFeed,
  closeCalendarFeed,
  calendarFile,
});
