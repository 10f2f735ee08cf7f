/** What is decided about the results of a whole run: with or without names, shown or not. */
import { AppError } from '#contracts/errors.ts';
import type { marking as contract } from '#contracts/marking.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { endedOf, markedRun } from './marking-access.ops.ts';
import type { RunHead } from './run.ts';
import * as runs from './runs.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function setAnonymous(ctx: Context, { params, body }: Of<'setAnonymous'>) {
  const { run, mayChange } = await markedRun(ctx, params.runId);
  if (!mayChange) throw new AppError('notAllowed');
  if ((run.anonymous ?? false) !== body.anonymous) {
    await changeRun(ctx, run, { ...run, anonymous: body.anonymous }, 'assessments.namesChanged', {
      anonymous: body.anonymous,
    });
  }
  return {};
}

/** Results of a run that wait for a person: shown to all at once, or taken back. */
export async function releaseResults(ctx: Context, { params, body }: Of<'releaseResults'>) {
  const { run, mayChange } = await markedRun(ctx, params.runId);
  if (!mayChange) throw new AppError('notAllowed');
  if ((run.releasedAt !== undefined) === body.released) return { releasedAt: run.releasedAt ?? null };
  if (body.released && (await endedOf(run.id)).some(({ marking }) => marking)) throw new AppError('marksMissing');
  const { releasedAt: _, ...rest } = run;
  const after = body.released ? { ...rest, releasedAt: new Date(ctx.now).toISOString() } : rest;
  await changeRun(ctx, run, after, body.released ? 'assessments.released' : 'assessments.releaseTakenBack', {});
  return { releasedAt: body.released ? new Date(ctx.now).toISOString() : null };
}

/** Keeps a run with the record of what was decided; `conflict` where somebody was quicker. */
export async function changeRun(
  ctx: Context,
  before: RunHead,
  after: RunHead,
  type: string,
  data: Record<string, string | number | boolean>,
  signals: NewRecord[] = [],
): Promise<RunHead> {
  const next = { ...after, revision: before.revision + 1 };
  const about = { kind: 'fact', type, subjectId: before.id, actorId: ctx.person.id } as const;
  try {
    await transact(
      runs.runPut(next, before),
      ...[{ ...about, objectId: before.organisationId, data }, ...signals].map((each) => recordPut(each, ctx.now)),
    );
    return next;
  } catch (error) {
    if (isConditionFailure(error)) throw new AppError('conflict');
    throw error;
  }
}
