/** Appeals: a learner asks for another look at the marks of an answer; a person who marks decides, with words. */
import type { Appeal, marking as contract } from '#contracts/marking.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { decided, isDecidedSo, type AppealDecision, type StoredAppeal } from './appeal.ts';
import { everythingOf, settledAttempt } from './closing.ops.ts';
import { pointsGiven } from './kept.ts';
import { attemptToMark, pointsFor, type Marked } from './marking-access.ops.ts';
import { keepMark } from './marking.ops.ts';
import { presented } from './appeals-shown.ops.ts';
import * as store from './appeals.store.ts';
import { runOf } from './opening.ops.ts';
import { isShown } from './showing.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function appeal(ctx: Context, { params, body }: Of<'appeal'>): Promise<Appeal> {
  const { attemptId, questionId } = params;
  const before = await everythingOf(ctx.person.id, attemptId);
  const run = await runOf(before);
  const all = await settledAttempt(before, run, ctx.now);
  await pointsFor(all, questionId);
  if (!isShown(run.settings, run, all.head, ctx.now) || !run.settings.show.score) throw new AppError('reviewNotShown');
  const made: StoredAppeal = {
    ...{ personId: ctx.person.id, attemptId, questionId, id: body.id, runId: run.id, text: body.text },
    ...{ at: new Date(ctx.now).toISOString(), state: 'open' },
  };
  const about = {
    kind: 'fact',
    type: 'assessments.appealed',
    subjectId: ctx.person.id,
    actorId: ctx.person.id,
  } as const;
  try {
    await transact(
      store.appealPut(made),
      store.ownerPut({ id: attemptId, personId: ctx.person.id, runId: run.id }),
      recordPut({ ...about, objectId: run.id, data: { attemptId, questionId } }, ctx.now),
    );
  } catch (error) {
    const there = isConditionFailure(error) ? await store.appeal(ctx.person.id, attemptId, questionId) : undefined;
    if (!there) throw error;
    if (there.id !== body.id || there.text !== body.text) throw new AppError('idTaken');
    return (await presented([there]))[0]!;
  }
  return (await presented([made]))[0]!;
}

export async function decideAppeal(ctx: Context, { params, body }: Of<'decideAppeal'>): Promise<Appeal> {
  const marked = await attemptToMark(ctx, params.attemptId);
  const before = await store.appeal(marked.all.head.personId, params.attemptId, params.questionId);
  if (!before) throw new AppError('notFound');
  const decision = { ...body, by: ctx.person.id, at: new Date(ctx.now).toISOString() };
  if (isDecidedSo(before, decision)) return (await presented([before]))[0]!;
  const after = decided(before, decision, {
    pointsBefore: pointsGiven(marked.all.result, params.questionId),
    pointsMax: await pointsFor(marked.all, params.questionId),
  });
  await keepDecision(ctx, marked, after, decision);
  return (await presented([after]))[0]!;
}

/** With other points the answer is marked by this person from now on, whatever its rule says. */
async function keepDecision(
  ctx: Context,
  marked: Marked,
  after: StoredAppeal,
  { points }: AppealDecision,
): Promise<void> {
  const { personId, questionId, attemptId, runId } = after;
  const type = 'assessments.appealDecided';
  if (points !== null) {
    const before = marked.all.marks.find((each) => each.questionId === questionId);
    const { levels = {}, comment, revision = 0 } = before ?? {};
    const given = { questionId, points, levels, revision: revision + 1, ...(comment === undefined ? {} : { comment }) };
    await keepMark(ctx, marked, given, type, [store.appealPut(after)]);
    return;
  }
  const about = { kind: 'fact', type, subjectId: personId, actorId: ctx.person.id, objectId: runId } as const;
  await transact(store.appealPut(after), recordPut({ ...about, data: { attemptId, questionId } }, ctx.now)).catch(
    (error: unknown) => {
      throw isConditionFailure(error) ? new AppError('conflict') : error;
    },
  );
}
