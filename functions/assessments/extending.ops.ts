/** More time: for all who are in, for some of them, or for one person before they begin. */
import type { runs as contract } from '#contracts/runs.ts';
import { AppError } from '#contracts/errors.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { newUlid } from '../platform/ids.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { heldRun, type HeldRun } from './access.ops.ts';
import { closingAt, type AttemptHead, type Standing } from './attempt.ts';
import * as store from './attempts.store.ts';
import { changePut } from './changes.store.ts';
import { everythingOf, heardOf, settledAttempt } from './closing.ops.ts';
import { forgetLive, openIn } from './live.ops.ts';
import { runAndStanding } from './opening.ops.ts';
import { extensionsMax, learnerPath, overForAll, type RunHead } from './run.ts';
import * as runs from './runs.store.ts';
import { conflictWhenChanged } from './runs.ops.ts';
import { standingPut } from './standings.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Wanted = Of<'extend'>['body'];

export async function extend(ctx: Context, { params, body }: Of<'extend'>): Promise<{ extended: number }> {
  const held = await heldRun(ctx.person, params.runId);
  const isOver = held.run.cancelledAt !== undefined || ctx.now > (overForAll(held.run) ?? Infinity);
  if (isOver) throw new AppError('runOver');
  const extended = body.personIds
    ? await extendSome(ctx, held, body, body.personIds)
    : await extendAll(ctx, held, body);
  forgetLive(params.runId);
  return { extended };
}

/** One write, however many are in: the end of each is worked out when it is asked for. */
async function extendAll(ctx: Context, { run, reach }: HeldRun, wanted: Wanted): Promise<number> {
  const { key, minutes, reason } = wanted;
  if (!run.extensions.some((each) => each.key === key)) {
    if (run.extensions.length >= extensionsMax) throw new AppError('invalid', { field: 'body', reason: 'tooMany' });
    const extension = { key, minutes, at: new Date(ctx.now).toISOString(), scope: reach };
    const after = { ...run, extensions: [...run.extensions, extension], revision: run.revision + 1 };
    const said = { subjectId: run.id, objectId: run.quizId, minutes, reason };
    await transact(runs.runPut(after, run), ...factAndChange(ctx, 'assessments.extended', said)).catch(
      conflictWhenChanged,
    );
  }
  return openIn(run, reach);
}

interface Said {
  subjectId: string;
  objectId: string;
  minutes: number;
  attempts?: number;
  reason: string | null;
}

/** The record, which holds numbers, and beside it why: words that can be erased. */
function factAndChange(ctx: Context, type: string, { subjectId, objectId, reason, ...numbers }: Said): Write[] {
  const recordId = newUlid(ctx.now);
  const actorId = ctx.person.id;
  const texts = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
  const after = Object.fromEntries([...texts, ...(reason === null ? [] : [['reason', reason]])]) as Record<
    string,
    string
  >;
  const record = { id: recordId, kind: 'fact', type, subjectId, actorId, objectId, data: numbers } as const;
  const change = { recordId, subjectId, type, actorId, address: ctx.address, before: {}, after };
  return [recordPut(record, ctx.now), changePut(change, ctx.now)];
}

const atOnce = 8;

async function extendSome(ctx: Context, held: HeldRun, wanted: Wanted, personIds: readonly string[]): Promise<number> {
  const ids = [...new Set(personIds)];
  await requireReached(held, ids);
  const found = await inParallel(ids, atOnce, (id) => underWay(ctx, held.run, id));
  const heads = found.filter((head) => head !== undefined);
  const most = Math.max(0, ...heads.map((head) => extraOf(head) + wanted.minutes));
  await noteMost(held.run.id, most);
  const given = await inParallel(heads, atOnce, (head) => extendOne(ctx, held.run, head, wanted));
  return given.length;
}

const extraOf = ({ extraMinutes, extensions }: AttemptHead): number =>
  extensions.reduce((sum, { minutes }) => sum + minutes, extraMinutes);

/** Somebody the asker does not answer for is as good as not there. */
async function requireReached({ run, reach }: HeldRun, ids: readonly string[]): Promise<Map<string, string[]>> {
  const people = await peopleById(ids);
  const held = [...people.values()].flatMap(({ memberships }) => memberships.map((each) => each.organisationId));
  const paths = await organisationsById([...new Set(held)]);
  const found = new Map<string, string[]>();
  for (const id of ids) {
    const memberships = people.get(id)?.memberships ?? [];
    const audience = run.place ? reach : run.audience;
    const path = learnerPath(memberships, { ...run, audience }, paths);
    if (!path?.some((one) => reach.includes(one))) throw new AppError('notFound');
    found.set(id, path);
  }
  return found;
}

async function underWay(ctx: Context, run: RunHead, personId: string): Promise<AttemptHead | undefined> {
  const { standing } = await runAndStanding(run.id, personId);
  const id = standing?.attempts.at(-1);
  if (id === undefined) return undefined;
  const { head } = await settledAttempt(await everythingOf(personId, id), run, ctx.now);
  return head.state === 'open' ? head : undefined;
}

const triesMax = 4;

/** Notes how much more time somebody has than others, before they have it: nobody sees a key while another writes. */
async function noteMost(runId: string, extraMost: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const run = await runs.run(runId);
    if (!run || run.extraMost >= extraMost) return;
    try {
      return await transact(runs.runPut({ ...run, extraMost, revision: run.revision + 1 }, run));
    } catch (error) {
      if (!isConditionFailure(error) || attempt === triesMax) throw error;
    }
  }
}

/** Once per key: again, it finds it given. */
async function extendOne(
  ctx: Context,
  run: RunHead,
  head: AttemptHead,
  { key, minutes, reason }: Wanted,
): Promise<void> {
  if (head.extensions.some((each) => each.key === key)) return;
  const extensions = [...head.extensions, { key, minutes, at: new Date(ctx.now).toISOString() }];
  const after = { ...head, extensions, changedAt: ctx.now, revision: head.revision + 1 };
  const due = closingAt(after, run, heardOf(await everythingOf(head.personId, head.id)));
  const said = { subjectId: head.personId, objectId: run.id, minutes, reason };
  await transact(store.headPut(after, head, due), ...factAndChange(ctx, 'assessments.extended', said)).catch(
    conflictWhenChanged,
  );
}

export async function accommodate(ctx: Context, { params, body }: Of<'accommodate'>) {
  const held = await heldRun(ctx.person, params.runId);
  const path = (await requireReached(held, [params.personId])).get(params.personId)!;
  const { extraMinutes, extraAttempts, reason } = body;
  await noteMost(params.runId, extraMinutes);
  const { standing } = await runAndStanding(params.runId, params.personId);
  if (standing?.extraMinutes === extraMinutes && standing.extraAttempts === extraAttempts) return {};
  const after: Standing = {
    ...(standing ?? { ...params, attempts: [] }),
    ...{ organisationId: path.at(-1)!, extraMinutes, extraAttempts, revision: (standing?.revision ?? 0) + 1 },
  };
  const said = { subjectId: params.personId, objectId: params.runId, minutes: extraMinutes, attempts: extraAttempts };
  await transact(
    standingPut(after, standing),
    ...factAndChange(ctx, 'assessments.accommodated', { ...said, reason }),
  ).catch(conflictWhenChanged);
  forgetLive(params.runId);
  return {};
}
