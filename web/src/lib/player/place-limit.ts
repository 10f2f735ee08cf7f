/** Where skipping ahead is forbidden: how far a learner may go before they have watched all of it. Pure. */
import { frontierOf } from '#contracts/frontier.ts';
import type { Spans } from '#contracts/progress.ts';

/** A place is gone to a little more roughly than it was watched. */
const toleranceSeconds = 0.75;

export interface Watched {
  /** credited, and what lies on the device */
  spans: Spans;
  /** it counts as watched */
  completed: boolean;
}

/** The furthest place; Infinity: anywhere. */
export function placeLimit(noSkipping: boolean, { spans, completed }: Watched): number {
  return noSkipping && !completed ? frontierOf(spans) : Infinity;
}

/** Where a wish to go somewhere leads, and whether it was held back. */
export function placeWithin(wanted: number, limit: number): { seconds: number; held: boolean } {
  return wanted > limit + toleranceSeconds ? { seconds: limit, held: true } : { seconds: wanted, held: false };
}
