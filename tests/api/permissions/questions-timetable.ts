/** What to ask of timetables. */
import { attendance } from '#contracts/attendance.ts';
import { calendar } from '#contracts/calendar.ts';
import { timetable } from '#contracts/timetable.ts';
import { asked } from './question.ts';

export const timetableQuestions = [
  asked(timetable.timetable, (us) => ({
    inputs: [{ params: us.cohort, query: { from: us.session.day, to: us.session.day } }],
    shows: [us.session.sessionId, `Заняття ${us.mark}`],
  })),
  asked(timetable.session, (us) => ({ inputs: [{ params: us.session }], shows: [us.session.sessionId] })),
  asked(timetable.overlaps, (us) => ({
    inputs: [{ params: us.cohort, query: { days: us.session.day, from: '09:00', minutes: '30' } }],
    shows: [`Заняття ${us.mark}`],
  })),
  asked(timetable.previewPostponement, (us) => ({
    inputs: [{ params: { cohortId: us.cohort.cohortId, day: us.session.day } }],
    shows: [us.session.sessionId],
  })),
  asked(attendance.attendance, (us) => ({ inputs: [{ params: us.session, query: {} }], shows: [us.asker.id] })),
  // nothing was noted, no calendar was asked for
  asked(attendance.ownAttendance, (us) => ({ inputs: [{ params: us.cohort, query: {} }], shows: [] })),
  asked(calendar.calendarFeed, () => ({ inputs: [{}], shows: [] })),
];
