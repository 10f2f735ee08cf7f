/** Endpoints of the way of a member: to another cohort, and all stretches they were there. */
import type { cohortMembers as contract, MemberPeriod, MemberRow } from '#contracts/cohort-members.ts';
import { AppError } from '#contracts/errors.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessTo } from './access.ops.ts';
import { requireActive } from './cohort.ts';
import { cohortsById } from './cohorts.store.ts';
import { placedIn, requireRoom } from './joining.ops.ts';
import { isCurrent, joined, lastPeriod, left, type MemberItem, type Period } from './member.ts';
import { joinedFact, leftFact } from './member-facts.ts';
import { rowOf } from './member-view.ops.ts';
import * as store from './members.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function transfer(ctx: Context, { params, body }: Of<'transferMember'>): Promise<MemberRow> {
  const { cohortId, personId } = params;
  const [from, to] = await Promise.all([accessTo(ctx, cohortId), accessTo(ctx, body.toCohortId)]);
  if (cohortId === body.toCohortId) throw new AppError('invalid', { field: 'body.toCohortId', reason: 'same' });
  const [there, other, people] = await Promise.all([
    store.member(cohortId, personId),
    store.member(body.toCohortId, personId),
    peopleById([personId]),
  ]);
  const person = people.get(personId);
  if (!there || !person) throw new AppError('notFound');
  if (isTransferred(there, other)) return rowOf(there);
  if (!isCurrent(there)) throw new AppError('conflict');
  for (const { cohort } of [from, to]) requireActive(cohort);
  const at = new Date(ctx.now).toISOString();
  const by = ctx.person.id;
  const note = body.note === null ? {} : { note: body.note };
  const gone = left(there, { leftAt: at, leftBy: by, toId: body.toCohortId, ...note });
  const writes = [...store.memberWrites(there, gone), recordPut(leftFact(gone, by), ctx.now)];
  // who learned in both goes on in one
  if (!isCurrent(other)) {
    await requireRoom(body.toCohortId, 1);
    const joining = { joinedAt: at, way: 'transfer', joinedBy: by, fromId: cohortId } as const;
    const come = placedIn(joined(other, { cohortId: body.toCohortId, personId }, joining), person);
    writes.push(...store.memberWrites(other, come), recordPut(joinedFact(come, by), ctx.now));
  }
  await transact(...writes).catch((error: unknown) => {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  });
  return rowOf(gone);
}

/** Was it done before, by the same request? */
const isTransferred = (there: MemberItem, other: MemberItem | undefined): boolean =>
  other !== undefined && isCurrent(other) && lastPeriod(there).toId === other.cohortId;

export async function history(ctx: Context, { params: { cohortId, personId } }: Of<'memberHistory'>) {
  await accessTo(ctx, cohortId);
  const found = await store.member(cohortId, personId);
  if (!found) throw new AppError('notFound');
  const [people, cohorts] = await Promise.all([
    peopleById([personId, ...found.periods.flatMap(({ joinedBy, leftBy }) => [joinedBy, leftBy ?? []].flat())]),
    cohortsById(found.periods.flatMap(({ fromId, toId }) => [fromId ?? [], toId ?? []].flat())),
  ]);
  const named = (id: string | undefined) => {
    const person = people.get(id ?? '');
    return person ? { id: person.id, givenName: person.givenName, familyName: person.familyName } : null;
  };
  const names = new Map(cohorts.map(({ id, name }) => [id, { id, name }]));
  const periodOf = ({ joinedAt, way, joinedBy, fromId, leftAt, leftBy, toId, note }: Period): MemberPeriod => ({
    ...{ joinedAt, way, joinedBy: named(joinedBy), from: names.get(fromId ?? '') ?? null },
    ...{ leftAt: leftAt ?? null, leftBy: named(leftBy), to: names.get(toId ?? '') ?? null, note: note ?? null },
  });
  return {
    person: named(personId) ?? { id: personId, givenName: '', familyName: '' },
    periods: found.periods.map(periodOf).reverse(),
  };
}
