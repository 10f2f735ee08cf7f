/** EventBridge rules that fire again and again: `rate(…)` in minutes or hours. */
import type { Queue } from './sqs.ts';
import type { BusEvent } from './events.ts';

export interface Schedule {
  arn: string;
  everyMs: number;
  targets: Queue[];
}

/** Milliseconds between two events; another expression stops the start by name. */
export function intervalOf(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(expression) ?? [];
  if (!count) throw new Error(`the schedule ${expression} is not known to the local cloud`);
  return Number(count) * (unit === 'hour' ? 3_600_000 : 60_000);
}

/** What arrives each time. */
export const scheduledEvent = (arn: string): BusEvent => ({
  source: 'aws.events',
  'detail-type': 'Scheduled Event',
  detail: {},
  resources: [arn],
});
