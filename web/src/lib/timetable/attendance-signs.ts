/** How attendance is shown. */
import type { AttendanceState } from '#contracts/attendance.ts';

export const attendanceSigns = {
  present: { kind: 'ok', icon: 'done' },
  late: { kind: 'warn', icon: 'clock' },
  excused: { kind: 'plain', icon: 'info' },
  absent: { kind: 'bad', icon: 'failed' },
} as const satisfies Record<AttendanceState, object>;
