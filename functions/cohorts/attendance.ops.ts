/** Endpoints of attendance; and what becomes of it with its people. */
import type { attendance as contract, AttendanceRow } from '#contracts/attendance.ts';
import { changesShownMax } from '#contracts/attendance.ts';
import { AppError } from '#contracts/errors.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import { transact, unlessRefused } from '../platform/table.ts';
import { noted, requireBegun, united, type AttendanceItem } from './attendance.ts';
import * as store from './attendance.store.ts';
import { cohortForTeacher, membersOf, membersPage } from './cohorts.reads.ts';
import { named } from './present-session.ts';
import type { SessionItem } from './session.ts';
import { sessionAt, taughtCohort } from './timetable.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Sent = Of<'noteAttendance'>['body']['entries'][number];

const pageSize = 100;
/** entries in one transaction, each with its record */
const together = 12;
const atOnce = 3;

export async function attendance(ctx: Context, { params, query }: Of<'attendance'>) {
  const cohort = await cohortForTeacher(ctx.person, params.cohortId);
  const session = await sessionAt(params);
  const scope = `attendance ${session.id} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { items, lastKey } = await membersPage(cohort.id, from, pageSize);
  const ids = items.map(({ personId }) => personId);
  const [entries, left] = await Promise.all([
    store.attendanceOf(cohort.id, session.id, ids),
    lastKey ? [] : notedAndGone(session),
  ]);
  const gone = left.map(({ personId }) => personId);
  return {
    items: await present([...ids, ...gone], [...entries, ...left]),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

/** Who was noted and has left the cohort since: what was noted stays to be seen. */
async function notedAndGone({ cohortId, id }: SessionItem): Promise<AttendanceItem[]> {
  const [entries, members] = await Promise.all([store.noted(cohortId, id), membersOf(cohortId)]);
  const there = new Set(members.map(({ personId }) => personId));
  return entries.filter(({ personId, state }) => state && !there.has(personId));
}

async function present(ids: readonly string[], entries: readonly AttendanceItem[]): Promise<AttendanceRow[]> {
  const byPerson = new Map(entries.map((entry) => [entry.personId, entry]));
  const shown = (id: string) => byPerson.get(id)?.changes.slice(0, changesShownMax) ?? [];
  const people = await peopleById([...new Set(ids.flatMap((id) => [id, ...shown(id).map(({ by }) => by)]))]);
  return ids.flatMap((id): AttendanceRow[] => {
    const person = named(id, people);
    const entry = byPerson.get(id);
    if (!person) return [];
    const changes = shown(id).map(({ state, at, by }) => ({ state: state ?? null, at, by: named(by, people) }));
    return [{ ...person, state: entry?.state ?? null, revision: entry?.revision ?? 0, changes }];
  });
}

export async function noteAttendance(ctx: Context, { params, body }: Of<'noteAttendance'>) {
  const cohort = await taughtCohort(ctx, params.cohortId);
  const session = await sessionAt(params);
  requireBegun(session, cohort.timeZone, ctx.now);
  const sent = new Map(body.entries.map((entry) => [entry.personId, entry]));
  await requireKnown(session, [...sent.keys()]);
  const pieces = Array.from({ length: Math.ceil(sent.size / together) }, (_, index) =>
    [...sent.values()].slice(index * together, (index + 1) * together),
  );
  const conflicts = (await inParallel(pieces, atOnce, (piece) => notePiece(ctx, session, piece))).flat();
  const ids = [...sent.keys()];
  return { items: await present(ids, await store.attendanceOf(cohort.id, session.id, ids)), conflicts };
}

/** Those who learn in the cohort, or were noted at this session before. */
async function requireKnown({ cohortId, id }: SessionItem, personIds: readonly string[]): Promise<void> {
  const [members, before] = await Promise.all([membersOf(cohortId), store.attendanceOf(cohortId, id, personIds)]);
  const known = new Set([...members, ...before].map(({ personId }) => personId));
  if (!personIds.every((personId) => known.has(personId))) throw new AppError('notFound');
}

const attemptsMax = 4;

/** Two may note at once: each time it is judged by what is there by then. Answers whom somebody else has noted otherwise. */
async function notePiece(ctx: Context, session: SessionItem, piece: readonly Sent[]): Promise<string[]> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await store.attendanceOf(
      session.cohortId,
      session.id,
      piece.map(({ personId }) => personId),
    );
    const byPerson = new Map(before.map((entry) => [entry.personId, entry]));
    const judged = piece.map((sent) => ({ sent, after: judge(ctx, session, byPerson.get(sent.personId), sent) }));
    const writes = judged.flatMap(({ sent, after }) =>
      typeof after === 'string' ? [] : entryWrites(ctx, after, byPerson.get(sent.personId)),
    );
    const conflicts = judged.flatMap(({ sent, after }) => (after === 'conflict' ? [sent.personId] : []));
    if (!writes.length || (await unlessRefused(transact(...writes)))) return conflicts;
  }
  throw new AppError('conflict');
}

function judge(ctx: Context, session: SessionItem, before: AttendanceItem | undefined, sent: Sent) {
  const place = { cohortId: session.cohortId, sessionId: session.id, personId: sent.personId, day: session.day };
  return noted(before, sent, place, { at: new Date(ctx.now).toISOString(), by: ctx.person.id });
}

const entryWrites = (ctx: Context, after: AttendanceItem, before: AttendanceItem | undefined) => [
  store.attendancePut(after, before),
  recordPut(
    {
      ...{ kind: 'fact', type: 'cohorts.attendanceNoted', subjectId: after.personId, actorId: ctx.person.id },
      objectId: after.cohortId,
      data: {
        ...{ cohortId: after.cohortId, sessionId: after.sessionId, day: after.day },
        ...{ state: after.state ?? null, before: before?.state ?? null },
      },
    },
    ctx.now,
  ),
];

/** Also of a cohort one has left: what was noted about one stays one’s own to see. */
export async function ownAttendance(ctx: Context, { params, query }: Of<'ownAttendance'>) {
  const scope = `ownAttendance ${params.cohortId} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { items, lastKey } = await store.attendedPage(ctx.person.id, params.cohortId, pageSize, from);
  return {
    items: items.flatMap(({ sessionId, day, state, changes }) =>
      state ? [{ sessionId, day, state, at: changes[0]!.at }] : [],
    ),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

/** Reaction: what was noted about a duplicate was noted about the kept person. Again, it finds it there. */
export async function uniteAttendance(from: string, to: string): Promise<void> {
  for await (const entries of store.attendedPages(from)) {
    for (const theirs of entries) {
      const [mine] = await store.attendanceOf(theirs.cohortId, theirs.sessionId, [to]);
      if (mine?.unitedFrom === from) continue;
      const after = { ...united(mine, theirs), personId: to, unitedFrom: from };
      await transact(store.attendancePut(after, mine));
    }
  }
}
