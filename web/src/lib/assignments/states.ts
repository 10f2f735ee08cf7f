/** How the state of a work is shown: a sign beside the word for it. Pure. */
import type { WorkState } from '#contracts/assignments.ts';
import type { Sign } from '../ui/sign.ts';

export const workSigns = {
  open: { kind: 'plain', icon: 'clock' },
  missing: { kind: 'bad', icon: 'alert' },
  handedIn: { kind: 'acc', icon: 'school' },
  marked: { kind: 'ok', icon: 'done' },
  returned: { kind: 'warn', icon: 'undo' },
  excused: { kind: 'line', icon: 'minus' },
} as const satisfies Record<WorkState, Sign>;
