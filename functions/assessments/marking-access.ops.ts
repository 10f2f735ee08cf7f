/** How those who mark come to runs and attempts. */
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { sha256 } from '../platform/ids.ts';
import { heldRun, type HeldRun } from './access.ops.ts';
import type { AttemptHead } from './attempt.ts';
import { shards } from './attempt-keys.ts';
import * as store from './attempts.store.ts';
import { everythingOf, settledAttempt, type Everything } from './closing.ops.ts';
import { ownerOf } from './appeals.store.ts';
import { paperFor } from './paper.ops.ts';
import type { RunHead } from './run.ts';

/** A run of those somebody may mark; in sight of who only watches it, but not theirs. */
export async function markedRun(ctx: Context, runId: string): Promise<HeldRun> {
  const held = await heldRun(ctx.person, runId);
  const reach = held.reach.filter((id) =>
    mayIn(ctx.person.memberships, 'markAttempts', held.paths.get(id)?.path ?? []),
  );
  if (!reach.length) requireIn(ctx, 'markAttempts', held.paths.get(held.run.organisationId)?.path ?? []);
  return { ...held, reach };
}

const hasEnded = ({ state }: AttemptHead): boolean => state !== 'open';

/** Attempts of a run that have ended. */
export async function endedOf(runId: string): Promise<AttemptHead[]> {
  const all = await Promise.all(Array.from({ length: shards }, (_, shard) => store.headsIn(runId, shard)));
  return all.flatMap(({ heads }) => heads.filter(hasEnded));
}

/** Some of them, in an order that says nothing; `from` and `next` are places in it. It may come empty and have a next. */
export async function endedPage(runId: string, from: Record<string, unknown> | undefined, count: number) {
  const heads: AttemptHead[] = [];
  let shard = Number(from?.['shard'] ?? 0);
  let key = from?.['key'] as Record<string, unknown> | undefined;
  while (heads.length < count && shard < shards) {
    // signs of life stand between attempts
    const limit = 2 * (count - heads.length);
    const page = await store.headsIn(runId, shard, { limit, ...(key ? { from: key } : {}) });
    heads.push(...page.heads);
    key = page.lastKey;
    if (!key) shard += 1;
  }
  return { heads: heads.filter(hasEnded), next: shard < shards ? { shard, ...(key ? { key } : {}) } : undefined };
}

/** Is it of people the asker answers for? */
export const isReached =
  ({ reach }: Pick<HeldRun, 'reach'>) =>
  ({ path }: Pick<AttemptHead, 'path'>): boolean =>
    path.some((id) => reach.includes(id));

/** Those that have ended of people the asker answers for. */
export const endedIn = async (held: HeldRun): Promise<AttemptHead[]> =>
  (await endedOf(held.run.id)).filter(isReached(held));

/** Says nothing of the learner, and is the same for all their answers in the run. */
export const aliasOf = ({ id }: RunHead, attemptId: string): string => sha256(`${id}\n${attemptId}`).slice(0, 12);

export interface Marked {
  all: Everything;
  held: HeldRun;
}

/** An attempt as somebody who marks comes to it, by its id; `ownWork` where it is theirs. */
export async function attemptToMark(ctx: Context, attemptId: string): Promise<Marked> {
  const owner = await ownerOf(attemptId);
  if (!owner) throw new AppError('notFound');
  const held = await markedRun(ctx, owner.runId);
  const before = await everythingOf(owner.personId, attemptId);
  if (!isReached(held)(before.head)) throw new AppError('notFound');
  if ([ctx.person.id, ...(ctx.person.mergedFrom ?? [])].includes(owner.personId)) throw new AppError('ownWork');
  const all = await settledAttempt(before, held.run, ctx.now);
  if (all.head.state === 'open') throw new AppError('notFound');
  return { all, held };
}

/** What a question of this paper can bring; `notFound` where it is not on it. */
export async function pointsFor({ head }: Everything, questionId: string): Promise<number> {
  const { paper } = await paperFor(head);
  const found = paper.sections.flatMap(({ questions }) => questions).find((each) => each.questionId === questionId);
  if (!found) throw new AppError('notFound');
  return found.points;
}
