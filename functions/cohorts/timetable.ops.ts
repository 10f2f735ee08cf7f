/** Endpoints of the timetable: who learns or teaches in the cohort sees it, who teaches changes it. */
import { AppError } from '#contracts/errors.ts';
import { dayAt } from '#contracts/local-time.ts';
import { mayAnywhere } from '#contracts/permissions.ts';
import type { timetable as contract, Timetable, TimetableSession } from '#contracts/timetable.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { noted } from './attendance.store.ts';
import { cohortForMember, cohortForTeacher, instructorsOf, type Cohort } from './cohorts.reads.ts';
import { presentDay, presentSession } from './present-session.ts';
import { isInForce } from './postponing.ts';
import { postponedOf } from './postponing.store.ts';
import {
  changedSession,
  inOrder,
  inZone,
  leftBehind,
  requireDays,
  requireRoom,
  startOf,
  type SessionChange,
  type SessionItem,
} from './session.ts';
import * as store from './sessions.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function timetable(ctx: Context, { params, query }: Of<'timetable'>): Promise<Timetable> {
  const cohort = await cohortForMember(ctx.person, params.cohortId);
  const [sessions, days, mayChange] = await Promise.all([
    store.sessionsBetween(cohort.id, query.from, query.to),
    postponedOf(cohort.id),
    mayChangeTimetable(ctx, cohort),
  ]);
  const postponed = days.filter((day) => isInForce(day) && day.day >= query.from && day.day <= query.to);
  // where a session was moved by hand nothing has to be told
  const shown = sessions.filter(({ day, movedTo }) => !movedTo || postponed.some((each) => each.day === day));
  const people = await peopleById([
    ...new Set([...shown.flatMap(({ instructorId }) => instructorId ?? []), ...postponed.map(({ by }) => by)]),
  ]);
  const { id, name, startsOn, endsOn, timeZone } = cohort;
  return {
    cohort: { id, name, startsOn, endsOn, timeZone },
    today: dayAt(ctx.now, timeZone),
    mayChange,
    items: inOrder(shown.map((session) => inZone(session, timeZone))).map((session) => presentSession(session, people)),
    postponed: postponed.map((day) => presentDay(day, people)),
  };
}

async function mayChangeTimetable(ctx: Context, { id, state }: Cohort): Promise<boolean> {
  if (state !== 'active' || !mayAnywhere(ctx.person.memberships, 'teachCohorts')) return false;
  return cohortForTeacher(ctx.person, id).then(
    () => true,
    () => false,
  );
}

/** The cohort, for who changes its timetable; what is archived stays as it is. */
export async function taughtCohort(ctx: Context, cohortId: string): Promise<Cohort> {
  const cohort = await cohortForTeacher(ctx.person, cohortId);
  if (cohort.state !== 'active') throw new AppError('cohortArchived');
  return cohort;
}

export async function presentOne(session: SessionItem): Promise<TimetableSession> {
  return presentSession(session, await peopleById(session.instructorId ? [session.instructorId] : []));
}

export async function session(ctx: Context, { params }: Of<'session'>): Promise<TimetableSession> {
  const { timeZone } = await cohortForMember(ctx.person, params.cohortId);
  return presentOne(inZone(await sessionAt(params), timeZone));
}

/** The session where it stands now, by a day of its past or present; `notFound` where there is none. */
export async function sessionAt(place: { cohortId: string; day: string; sessionId: string }): Promise<SessionItem> {
  const found = await store.session(place.cohortId, place.day, place.sessionId);
  if (!found) throw new AppError('notFound');
  return found;
}

export async function createSessions(ctx: Context, { params, body }: Of<'createSessions'>) {
  const cohort = await taughtCohort(ctx, params.cohortId);
  const made = newSessions(ctx, cohort, body);
  const before = await Promise.all(made.map(({ day, id }) => store.session(cohort.id, day, id)));
  if (before.some(Boolean)) return { items: await presentAll(repeated(made, before)) };
  requireDays(
    made.map(({ day }) => day),
    cohort,
  );
  await requireInstructor(cohort.id, body.instructorId);
  await Promise.all(made.map(async ({ day }) => requireRoom(await store.sessionsBetween(cohort.id, day, day), 1)));
  await write(
    ...made.map((each) => store.sessionPut(each, undefined)),
    fact(ctx, cohort, 'cohorts.sessionsPlanned', { sessions: made.length, day: made[0]!.day }),
  );
  return { items: await presentAll(made) };
}

function newSessions(ctx: Context, cohort: Cohort, { sessions, ...body }: Of<'createSessions'>['body']): SessionItem[] {
  const stamp = { changedAt: new Date(ctx.now).toISOString(), changedBy: ctx.person.id, revision: 1 };
  return sessions.map(({ id, day }) => ({
    ...{ cohortId: cohort.id, id, day, from: body.from, minutes: body.minutes, title: body.title },
    startsAt: startOf({ day, from: body.from }, cohort.timeZone),
    ...(body.place === null ? {} : { place: body.place }),
    ...(body.link === null ? {} : { link: body.link }),
    ...(body.instructorId === null ? {} : { instructorId: body.instructorId }),
    ...stamp,
  }));
}

/** The same request twice plans once, whatever became of its sessions since; ids of other sessions are refused. */
function repeated(made: readonly SessionItem[], before: readonly (SessionItem | undefined)[]): SessionItem[] {
  const there = before.filter((each) => each !== undefined);
  if (there.length !== made.length) throw new AppError('idTaken');
  return there;
}

async function presentAll(sessions: readonly SessionItem[]): Promise<TimetableSession[]> {
  const people = await peopleById([...new Set(sessions.flatMap(({ instructorId }) => instructorId ?? []))]);
  return inOrder(sessions).map((each) => presentSession(each, people));
}

async function requireInstructor(cohortId: string, personId: string | null | undefined): Promise<void> {
  if (personId && !(await instructorsOf(cohortId)).includes(personId)) throw new AppError('personUnsuitable');
}

export async function changeSession(ctx: Context, { params, body }: Of<'changeSession'>): Promise<TimetableSession> {
  const cohort = await taughtCohort(ctx, params.cohortId);
  const before = await sessionAt(params);
  const { revision, ...change } = body;
  const stamp = { at: new Date(ctx.now).toISOString(), by: ctx.person.id };
  const after = changedSession(before, change, cohort.timeZone, stamp);
  if (after === before) return presentOne(before);
  if (before.revision !== revision) throw new AppError('conflict');
  if (after.instructorId !== before.instructorId) await requireInstructor(cohort.id, after.instructorId);
  if (after.day !== before.day) await requireMovable(cohort, before, after);
  await write(
    ...(after.day === before.day
      ? [store.sessionPut(after, before)]
      : [store.sessionPut(leftBehind(before, after), before), store.arrivalPut(after)]),
    fact(ctx, cohort, factOf(change), { sessionId: after.id, day: after.day, before: before.day }),
  );
  return presentOne(after);
}

async function requireMovable(cohort: Cohort, before: SessionItem, after: SessionItem): Promise<void> {
  requireDays([after.day], cohort);
  requireRoom(await store.sessionsBetween(cohort.id, after.day, after.day), 1);
  if ((await noted(cohort.id, before.id, 1)).length) throw new AppError('sessionHeld', { sessionId: before.id });
}

const factOf = ({ cancelled }: SessionChange): string =>
  cancelled === undefined
    ? 'cohorts.sessionChanged'
    : cancelled
      ? 'cohorts.sessionCancelled'
      : 'cohorts.sessionRestored';

/** What is on record of a cohort’s timetable: ids and days, never a title. */
export const fact = (
  ctx: Context,
  { id, organisationId }: Cohort,
  type: string,
  data: Record<string, string | number | boolean | null>,
): Write =>
  recordPut({ kind: 'fact', type, subjectId: id, actorId: ctx.person.id, data: { organisationId, ...data } }, ctx.now);

/** A transaction whose conditions say that somebody else was quicker. */
export async function write(...writes: Write[]): Promise<void> {
  try {
    await transact(...writes);
  } catch (error) {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  }
}
