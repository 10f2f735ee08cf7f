/** A day put off in one action, as it was shown before, and taken back. */
import { AppError } from '#contracts/errors.ts';
import { addDays, dayAt, momentAt } from '#contracts/local-time.ts';
import {
  daysAfterEnd,
  type PostponedDay,
  type PostponementPreview,
  type timetable as contract,
} from '#contracts/timetable.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { noted } from './attendance.store.ts';
import type { Cohort } from './cohorts.reads.ts';
import {
  dueDays,
  isInForce,
  mayReturn,
  movedSession,
  proposedMoves,
  requireMoves,
  requireNotLongAgo,
  type Moved,
  type PostponedItem,
} from './postponing.ts';
import * as store from './postponing.store.ts';
import { presentDay, presentSession } from './present-session.ts';
import { inOrder, isHeld, requireDays, requireRoom, type SessionItem } from './session.ts';
import * as sessions from './sessions.store.ts';
import { fact, taughtCohort, write } from './timetable.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function preview(ctx: Context, { params: { cohortId, day } }: Of<'previewPostponement'>) {
  const cohort = await taughtCohort(ctx, cohortId);
  const [onDay, postponed] = await Promise.all([heldOn(cohortId, day), store.postponed(cohortId, day)]);
  const held = await heldOf(onDay);
  const to = await proposed(
    cohort,
    day,
    onDay.filter(({ id }) => !held.has(id)),
  );
  const people = await peopleById([...new Set([...instructorsIn(onDay), ...(postponed ? [postponed.by] : [])])]);
  return {
    day,
    moves: onDay.map((session) => ({
      session: presentSession(session, people),
      to: to.get(session.id) ?? null,
      held: held.has(session.id),
    })),
    dueDays,
    endsOn: cohort.endsOn,
    postponed: postponed && isInForce(postponed) ? presentDay(postponed, people) : null,
  } satisfies PostponementPreview;
}

const heldOn = async (cohortId: string, day: string): Promise<SessionItem[]> =>
  inOrder((await sessions.sessionsBetween(cohortId, day, day)).filter(isHeld));

/** Those at which attendance was noted. */
async function heldOf(found: readonly SessionItem[]): Promise<Set<string>> {
  const begun = await Promise.all(found.map(({ cohortId, id }) => noted(cohortId, id, 1)));
  return new Set(found.filter((_, index) => begun[index]!.length > 0).map(({ id }) => id));
}

const instructorsIn = (found: readonly SessionItem[]) => [
  ...new Set(found.flatMap(({ instructorId }) => instructorId ?? [])),
];

async function proposed(cohort: Cohort, day: string, moving: readonly SessionItem[]): Promise<Map<string, string>> {
  if (!moving.length) return new Map();
  const last = addDays(cohort.endsOn, daysAfterEnd);
  const moment = (at: string) => new Date(momentAt(at, '00:00', cohort.timeZone)).toISOString();
  const [later, days, ...taught] = await Promise.all([
    sessions.sessionsBetween(cohort.id, addDays(day, 1), last),
    store.postponedOf(cohort.id),
    ...instructorsIn(moving).map(
      async (id) => [id, await sessions.taughtBetween(id, moment(day), moment(addDays(last, 1)))] as const,
    ),
  ]);
  return proposedMoves(day, moving, {
    ...cohort,
    later: later.filter(isHeld),
    taught: new Map(taught),
    postponed: days.filter(isInForce).map((each) => each.day),
  });
}

export async function postponeDay(ctx: Context, { params, body }: Of<'postponeDay'>): Promise<PostponedDay> {
  const cohort = await taughtCohort(ctx, params.cohortId);
  const before = await store.postponed(cohort.id, params.day);
  const wanted = Object.fromEntries(body.moves.flatMap(({ sessionId, to }) => (to ? [[sessionId, to]] : [])));
  if (before && isInForce(before)) return repeated(before, wanted);
  requireNotLongAgo(params.day, dayAt(ctx.now, cohort.timeZone));
  requireDays([params.day, ...Object.values(wanted)], cohort);
  const onDay = await heldOn(cohort.id, params.day);
  requireMoves(params.day, onDay, body.moves, await heldOf(onDay));
  const stamp = { at: new Date(ctx.now).toISOString(), by: ctx.person.id };
  const moved = onDay.flatMap((session) => {
    const to = wanted[session.id];
    return to ? [{ before: session, ...movedSession(session, to, params.day, cohort.timeZone, stamp) }] : [];
  });
  await requireRoomFor(cohort.id, moved);
  const after: PostponedItem = {
    ...{ cohortId: cohort.id, day: params.day, moves: wanted, dueDays, ...stamp },
    ...(body.reason === null ? {} : { reason: body.reason }),
    revision: (before?.revision ?? 0) + 1,
  };
  await write(
    ...moved.flatMap((each) => [sessions.sessionPut(each.stub, each.before), sessions.arrivalPut(each.after)]),
    store.postponedPut(after, before),
    fact(ctx, cohort, 'cohorts.dayPostponed', { day: params.day, sessions: moved.length, dueDays }),
  );
  return presentPostponed(after);
}

/** The same again is done already; something else is for who has seen how it stands now. */
function repeated(before: PostponedItem, wanted: Record<string, string>): Promise<PostponedDay> {
  const said = (moves: Record<string, string>) => JSON.stringify(Object.entries(moves).sort());
  if (said(before.moves) !== said(wanted)) throw new AppError('conflict');
  return presentPostponed(before);
}

const presentPostponed = async (item: PostponedItem): Promise<PostponedDay> =>
  presentDay(item, await peopleById([item.by]));

async function requireRoomFor(cohortId: string, moved: readonly Moved[]): Promise<void> {
  const days = new Set(moved.map(({ after }) => after.day));
  for (const day of days) {
    const coming = moved.filter(({ after }) => after.day === day).length;
    requireRoom(await sessions.sessionsBetween(cohortId, day, day), coming);
  }
}

export async function restoreDay(ctx: Context, { params, query }: Of<'restoreDay'>) {
  const cohort = await taughtCohort(ctx, params.cohortId);
  const before = await store.postponed(cohort.id, params.day);
  if (!before) throw new AppError('notFound');
  if (!isInForce(before)) return outcomeOf(before);
  if (before.revision !== Number(query.revision)) throw new AppError('conflict');
  const stamp = { at: new Date(ctx.now).toISOString(), by: ctx.person.id };
  const there = await Promise.all(Object.entries(before.moves).map(([id, to]) => sessions.session(cohort.id, to, id)));
  const found = there.filter((each) => each !== undefined);
  const held = await heldOf(found);
  const back = found
    .filter((session) => mayReturn(session, before.day, held))
    .map((session) => ({
      before: session,
      ...movedSession(session, before.day, undefined, cohort.timeZone, stamp),
    }));
  await requireRoomFor(cohort.id, back);
  const after: PostponedItem = {
    ...before,
    ...{ undoneAt: stamp.at, undoneBy: stamp.by, returned: back.length, revision: before.revision + 1 },
  };
  await write(
    ...back.flatMap((each) => [sessions.sessionPut(each.stub, each.before), sessions.arrivalPut(each.after)]),
    store.postponedPut(after, before),
    fact(ctx, cohort, 'cohorts.dayRestored', { day: before.day, sessions: back.length }),
  );
  return outcomeOf(after);
}

function outcomeOf({ moves, returned = 0 }: PostponedItem) {
  return { restored: returned, stayed: Object.keys(moves).length - returned };
}
