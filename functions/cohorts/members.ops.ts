/** Endpoints of who learns in a cohort: listed, added, ended. */
import type { cohortMembers as contract, MemberRow } from '#contracts/cohort-members.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessTo } from './access.ops.ts';
import { requireActive } from './cohort.ts';
import { joinAll } from './joining.ops.ts';
import { isCurrent, left } from './member.ts';
import { leftFact } from './member-facts.ts';
import { memberRows, rowOf } from './member-view.ops.ts';
import * as store from './members.store.ts';
import { recordPut } from '../platform/record.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const pageSize = 50;

export async function list(ctx: Context, { params: { cohortId }, query }: Of<'members'>) {
  await accessTo(ctx, cohortId);
  const { left: hasLeft, q = '', cursor } = query;
  const scope = `members ${cohortId} ${hasLeft ?? ''} ${q} ${ctx.person.id}`;
  const from = await openCursor(cursor, scope, ctx.now);
  const wanted = { left: hasLeft !== undefined, beginning: q, limit: pageSize };
  const { items, lastKey } = await store.placesIn(cohortId, wanted, from);
  return { items: await memberRows(items), next: await sealCursor(lastKey, scope, ctx.now) };
}

export async function add(ctx: Context, { params: { cohortId }, body: { personIds, way = 'hand' } }: Of<'addMembers'>) {
  const { cohort } = await accessTo(ctx, cohortId);
  requireActive(cohort);
  return joinAll(cohortId, [...new Set(personIds)], { actor: ctx.person, way, now: ctx.now });
}

export async function end(
  ctx: Context,
  { params: { cohortId, personId }, body: { note } }: Of<'endMember'>,
): Promise<MemberRow> {
  const { cohort } = await accessTo(ctx, cohortId);
  const before = await store.member(cohortId, personId);
  if (!before) throw new AppError('notFound');
  if (!isCurrent(before)) return rowOf(before);
  requireActive(cohort);
  const leftAt = new Date(ctx.now).toISOString();
  const after = left(before, { leftAt, leftBy: ctx.person.id, ...(note === null ? {} : { note }) });
  await transact(...store.memberWrites(before, after), recordPut(leftFact(after, ctx.person.id), ctx.now)).catch(
    (error: unknown) => {
      throw isConditionFailure(error) ? new AppError('conflict') : error;
    },
  );
  return rowOf(after);
}
