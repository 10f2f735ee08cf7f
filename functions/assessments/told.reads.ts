/** What who tells people of results asks: apart from the other reads, because it needs no question and no quiz. */
import { shards } from './attempt-keys.ts';
import * as store from './attempts.store.ts';
import type { RunHead } from './run.ts';
import { run, runs } from './runs.store.ts';
import { isShown } from './showing.ts';

/** Tests by id, as a map; unknown ids are absent. */
export async function runsById(ids: readonly string[]): Promise<Map<string, RunHead>> {
  return new Map((await runs(ids)).map((each) => [each.id, each]));
}

/** Whose attempts in a run have ended, each once. */
export async function peopleWhoEnded(runId: string): Promise<string[]> {
  const all = await Promise.all(Array.from({ length: shards }, (_, shard) => store.headsIn(runId, shard)));
  const ended = all.flatMap(({ heads }) => heads.filter(({ state }) => state !== 'open'));
  return [...new Set(ended.map(({ personId }) => personId))];
}

/** Has everything of an attempt been marked, and does its learner see the result at once? Not where a whole run is released. */
export async function isMarkedForLearner(personId: string, attemptId: string, now: number): Promise<boolean> {
  const head = await store.head(personId, attemptId);
  const held = head && (await run(head.runId));
  if (!head || !held || head.marking || held.settings.show.when === 'onRelease') return false;
  return held.settings.show.score && isShown(held.settings, held, head, now);
}
