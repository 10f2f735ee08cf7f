/** Who was at a session: noted by those who teach, each change with who made it; learners see their own. */
import { Named } from './blocks.ts';
import { LocalDay } from './cohorts.ts';
import { Cursor, Moment, id, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { sessionParams } from './timetable.ts';
import { z } from './z.ts';

/** late: came, but not in time · excused: was not there, for a good reason */
export const attendanceStates = ['present', 'late', 'excused', 'absent'] as const;
const State = z.nullable(z.enum(attendanceStates));
export type AttendanceState = (typeof attendanceStates)[number];

/** people noted in one request */
export const notedMax = 100;
/** changes of one entry that are shown; all are on record */
export const changesShownMax = 20;

export const AttendanceRow = z.extend(Named, {
  /** null: nothing noted */
  state: State,
  /** 0: nothing was ever noted */
  revision: z.int(),
  /** the latest first */
  changes: z.array(z.object({ state: State, at: Moment, by: z.nullable(Named) })),
});
export type AttendanceRow = z.infer<typeof AttendanceRow>;

export const OwnAttendance = z.object({
  sessionId: id('session'),
  day: LocalDay,
  state: z.enum(attendanceStates),
  at: Moment,
});
export type OwnAttendance = z.infer<typeof OwnAttendance>;

export const attendance = {
  attendance: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/sessions/{day}/{sessionId}/attendance',
    summary: 'Who was at a session: everybody who learns in the cohort, and who has left it since and was noted.',
    permission: 'teachCohorts',
    params: sessionParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(AttendanceRow),
    errors: ['cursorInvalid'],
  }),
  noteAttendance: endpoint({
    method: 'PUT',
    path: '/api/cohorts/{cohortId}/sessions/{day}/{sessionId}/attendance',
    summary:
      'Notes who was there, from the day of the session on. What somebody else noted meanwhile is told, not overwritten.',
    permission: 'teachCohorts',
    params: sessionParams,
    body: z.strictObject({
      entries: z
        .array(z.strictObject({ personId: id('person'), state: State, revision: z.int().check(z.minimum(0)) }))
        .check(z.minLength(1), z.maxLength(notedMax)),
    }),
    /** each as it stands now; `conflicts`: who was noted by somebody else since */
    output: z.object({ items: z.array(AttendanceRow), conflicts: z.array(id('person')) }),
    errors: ['sessionCancelled', 'sessionAhead'],
  }),
  ownAttendance: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/attendance/mine',
    summary: 'One’s own attendance in a cohort, the latest first.',
    permission: 'signedIn',
    params: z.strictObject({ cohortId: id('cohort') }),
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(OwnAttendance),
    errors: ['cursorInvalid'],
  }),
};
