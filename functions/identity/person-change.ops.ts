/** Writes what an administrator changes about a person: state, fact and values before and after, in one transaction. */
import { AppError, type ErrorCode } from '#contracts/errors.ts';
import type { PersonDetail } from '#contracts/people.ts';
import type { Context } from '../platform/context.ts';
import { newUlid } from '../platform/ids.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { cancellationReasons, isConditionFailure, transact, type Write } from '../platform/table.ts';
import { changePut } from './changes.store.ts';
import { changedCookie } from './fresh-reads.ts';
import { administrationLost, changedIn, fitsWrites, organisationsOf } from './membership.ts';
import { membershipsOf, staffPage } from './memberships.store.ts';
import * as people from './people.store.ts';
import type { Placed } from './organisation.ts';
import { organisation, whileThere } from './organisations.store.ts';
import { alteredValues, listName } from './person.ts';
import { detailOf, type Places } from './person-view.ops.ts';
import { personUpdate } from './person-writes.ops.ts';

/** A write that only checks, and the code of its failure. */
export interface Guard {
  write: Write;
  code: ErrorCode | (() => Promise<ErrorCode>);
}
export interface PersonStep {
  before: Person;
  after: Person;
  tree: Places;
  /** where roles are given: it must be open still */
  opened?: string[];
  fact: Pick<NewRecord, 'type' | 'objectId' | 'data'>;
  /** further records about the person */
  records?: Pick<NewRecord, 'kind' | 'type' | 'objectId' | 'data'>[];
  writes?: Write[];
  guards?: Guard[];
  /** is it made already? (the same request came at the same moment) */
  isMade(present: Person): boolean;
}

/** Makes the change and answers the person; `conflict` where somebody else changed them in the meantime. */
export async function makeChange(ctx: Context, step: PersonStep): Promise<PersonDetail> {
  const { before, after } = step;
  const [parts, own] = [await partsOf(ctx, step), step.guards ?? []];
  if (!fitsWrites(parts.length + own.length)) throw new AppError('tooManyMemberships');
  const guards = [...own, ...placeGuards(step)];
  try {
    await transact(...parts, ...guards.map((guard) => guard.write));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const present = await people.person(after.id);
    if (present && step.isMade(present)) return detailOf(ctx, present);
    const failed = cancellationReasons(error).map((reason) => reason === 'ConditionalCheckFailed');
    const guard = guards.find((_, index) => failed[parts.length + index]);
    if (!failed[0] && failed[1] && before.login !== after.login) throw new AppError('loginTaken');
    throw new AppError(failed[0] || !guard ? 'conflict' : await codeOf(guard));
  }
  ctx.setCookie(changedCookie);
  return detailOf(ctx, after);
}

export const codeOf = ({ code }: Guard): ErrorCode | Promise<ErrorCode> => (typeof code === 'string' ? code : code());

/** The lists a person stands in follow from the places as they were read: one that was moved since is read anew. */
function placeGuards({ before, after, tree, opened = [] }: PersonStep): Guard[] {
  const isRenamed = listName(before) !== listName(after);
  const listed = isRenamed ? organisationsOf(before, after) : changedIn(before.memberships, after.memberships);
  const places = [...new Set([...listed, ...opened])].flatMap((id) => tree.get(id) ?? []);
  return places.map((place) => placeGuard(place, opened.includes(place.id)));
}

/** Still there, and where asked still open; else `organisationClosed` or, where it was moved, `conflict`. */
export const placeGuard = (place: Placed, isOpen: boolean): Guard => ({
  write: whileThere(place, isOpen),
  code: async () => (isOpen && (await organisation(place.id))?.closedAt !== null ? 'organisationClosed' : 'conflict'),
});

async function partsOf(ctx: Context, { before, after, tree, fact, records = [], writes = [] }: PersonStep) {
  const by = { actorId: ctx.person.id, at: new Date(ctx.now).toISOString() };
  const about = { subjectId: after.id, actorId: ctx.person.id };
  return [
    ...personUpdate({ before, after, tree, held: await membershipsOf(before.id), by }),
    ...factWrites(ctx, before, after, fact),
    ...records.map((record) => recordPut({ ...about, ...record }, ctx.now)),
    ...writes,
  ];
}

/** The fact, and under the same id what changed. */
export function factWrites(
  ctx: Context,
  before: Person | undefined,
  after: Person,
  fact: Pick<NewRecord, 'type' | 'objectId' | 'data'>,
): Write[] {
  const id = newUlid(ctx.now);
  const about = { subjectId: after.id, actorId: ctx.person.id };
  const change = { recordId: id, ...about, type: fact.type, address: ctx.address, ...alteredValues(before, after) };
  return [recordPut({ id, kind: 'fact', ...about, ...fact }, ctx.now), changePut(change, ctx.now)];
}

/** Asks the reaction to let the user pool follow the person: disabled or not, signed out, another login. */
export const accountSignal = (data: Record<string, string | boolean>) =>
  ({ kind: 'signal', type: 'identity.accountChanged', data }) as const;

/**
 * Nobody takes their own administration away: the last one would lock everybody out, and others have somebody to ask.
 * Who takes it from somebody else must still hold their own when it is written, or two could do it to each other.
 */
export async function administrationGuards(ctx: Context, before: Person, after: Person): Promise<Guard[]> {
  const held = after.disabled ? [] : after.memberships;
  const lost = before.disabled ? [] : administrationLost(before.memberships, held);
  if (!lost.length) return [];
  if (before.id !== ctx.person.id) return [{ write: people.personUnchanged(ctx.person), code: 'conflict' }];
  const last = await Promise.all(
    lost.flatMap(({ organisationId, roles }) => roles.map((role) => isLast(before.id, organisationId, role))),
  );
  throw new AppError(last.includes(true) ? 'lastAdministrator' : 'notAllowed');
}

async function isLast(personId: string, organisationId: string, role: Person['memberships'][number]['roles'][number]) {
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await staffPage(organisationId, from);
    const others = items.filter((one) => one.personId !== personId && one.roles.includes(role));
    const found = await people.people(others.map((one) => one.personId));
    if (found.some((one) => !one.disabled)) return false;
    from = lastKey;
  } while (from);
  return true;
}
