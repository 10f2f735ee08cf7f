/** From the state of the queue to the place a person is told: only what the academy acknowledged is there. Pure. */
import type { QueueState } from '../save-queue.ts';

export type SavePlace = 'saving' | 'device' | 'sending' | 'academy' | 'failed';

interface Work {
  state: QueueState;
  keptAt: number | undefined;
  isKept: boolean;
  conflicts: readonly unknown[];
  refused: ReadonlyMap<string, unknown>;
  overlong: readonly string[];
}

export function placeOf({ state, keptAt, isKept, conflicts, refused, overlong }: Work): SavePlace {
  if (state === 'waiting' || state === 'sending') return 'sending';
  if (state === 'refused') return 'failed';
  const waits = state === 'offline' || conflicts.length > 0 || refused.size > 0 || overlong.length > 0;
  if (!waits) return 'academy';
  if (isKept) return 'device';
  return keptAt === undefined ? 'failed' : 'saving';
}
