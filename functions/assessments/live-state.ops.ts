/**
 * What the table holds of everybody in a run: heads and signs of life, small items in a sharded index. An instance reads
 * them as a whole once a minute, and in between only what has changed since: who watches asks every few seconds.
 */
import { shards } from './attempt-keys.ts';
import * as store from './attempts.store.ts';
import { latest, withNews, type LiveState } from './live.ts';
import { givenIn } from './standings.store.ts';

const wholeEveryMs = 60_000;
/** What came so long before the last reading is read again: it may have been written late, and an index lags. */
const overlapMs = { head: 30_000, seen: 3_000 };
const runsMax = 50;

interface Held {
  /** when it was read as a whole */
  wholeAt: number;
  /** when what had changed was read last */
  at: number;
  state: LiveState;
}
const known = new Map<string, Held>();

/** As it is now; the same object as before where nothing has changed. */
export async function liveState(runId: string, now: number): Promise<LiveState> {
  const held = known.get(runId);
  const isFresh = held && now >= held.at && now - held.wholeAt < wholeEveryMs;
  const state = isFresh ? await changedState(runId, held) : await wholeState(runId);
  known.delete(runId);
  known.set(runId, { wholeAt: isFresh ? held.wholeAt : now, at: now, state });
  const [oldest] = known.keys();
  if (known.size > runsMax && oldest !== undefined) known.delete(oldest);
  return state;
}

export async function wholeState(runId: string): Promise<LiveState> {
  const { heads, seen, given } = await read(runId);
  return {
    heads: latest(heads),
    seen: new Map(seen.map((each) => [each.id, each])),
    given: new Map(given.map((each) => [each.personId, each])),
  };
}

const changedState = async (runId: string, { at, state }: Held): Promise<LiveState> =>
  withNews(state, await read(runId, { head: at - overlapMs.head, seen: at - overlapMs.seen }));

async function read(runId: string, since?: { head: number; seen: number }) {
  const [found, given] = await Promise.all([
    Promise.all(Array.from({ length: shards }, (_, shard) => store.liveShard(runId, shard, since))),
    givenIn(runId),
  ]);
  const items = found.flat();
  const seen = items.filter((each) => each.entity === 'seen');
  return {
    heads: items.filter((each) => each.entity === 'attempt'),
    seen: seen.map((each) => ({ ...each, attemptId: each.id })),
    given,
  };
}
