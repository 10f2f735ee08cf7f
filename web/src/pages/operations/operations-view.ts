/** What the operator's page says first: is there anything to look into? Pure. */
import type { Health } from '#contracts/operations.ts';

/** Things to look into, each with an entry in the runbook. */
export const faults = ['deadLetters', 'pipe', 'late', 'throttles', 'answers', 'backup'] as const;
export type Fault = (typeof faults)[number];

/** a record that waits longer than this has somebody waiting for it */
const lateSeconds = 30 * 60;
/** a share of failed answers that people notice, of at least so many */
const failedShare = 0.01;
const answersMin = 50;

/** What is amiss, the most urgent first; empty: all is well. */
export function verdictOf({ rooms, oldestSeconds, pipe, throttles, answers, backup }: Health): Fault[] {
  const amiss: Record<Fault, boolean> = {
    deadLetters: rooms.some((room) => room.deadLetters > 0),
    pipe: pipe.deadLetters + pipe.failures > 0,
    late: oldestSeconds > lateSeconds,
    throttles: throttles.functions + throttles.table > 0,
    answers: answers.all >= answersMin && answers.failed / answers.all > failedShare,
    backup: !backup.continuous,
  };
  return faults.filter((fault) => amiss[fault]);
}

/** Seconds in the unit a person would use. */
export function durationText(seconds: number): { unit: 'seconds' | 'minutes' | 'hours'; count: number } {
  if (seconds < 90) return { unit: 'seconds', count: Math.round(seconds) };
  if (seconds < 90 * 60) return { unit: 'minutes', count: Math.round(seconds / 60) };
  return { unit: 'hours', count: Math.round(seconds / 3600) };
}
