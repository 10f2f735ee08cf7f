/** Endpoints of assigned courses. */
import type { assigned as contract, AssignedCourse } from '#contracts/assigned.ts';
import { assignedMax } from '#contracts/assigned.ts';
import { AppError } from '#contracts/errors.ts';
import { cohortForTeacher } from '../cohorts/cohorts.reads.ts';
import { branchOf, organisation, peopleById, requireOpen } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { assignedAgain, dueFirst, isAssigned, isCircle, requireDays, withdrawn, type Assigned } from './assigned.ts';
import * as store from './assigned.store.ts';
import { cards, type StoredCard } from './courses.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

/** courses in one transaction, each with its record: 24 items */
const atOnce = 12;
const attemptsMax = 3;

/** The academy or region of a cohort or organisation, for who may look at what is assigned there. */
async function branchSeen(ctx: Context, targetId: string): Promise<string> {
  if (targetId.startsWith('coh_')) return (await cohortForTeacher(ctx.person, targetId)).branchId;
  const { path } = await organisation(targetId);
  requireIn(ctx, 'manageCohorts', path);
  return branchOf(path);
}

/** The same for who may change it: a guest instructor may not, and what is archived or closed stays as it is. */
async function branchChanged(ctx: Context, targetId: string): Promise<string> {
  if (!targetId.startsWith('coh_')) {
    const branchId = await branchSeen(ctx, targetId);
    requireOpen(await organisation(targetId));
    return branchId;
  }
  const cohort = await cohortForTeacher(ctx.person, targetId);
  requireIn(ctx, 'manageCohorts', (await organisation(cohort.organisationId)).path);
  if (cohort.state === 'archived') throw new AppError('cohortArchived');
  return cohort.branchId;
}

/** Can those of the branch be given this course? */
const isOffered = (card: StoredCard | undefined, branchId: string): card is StoredCard =>
  card !== undefined && !card.retired && !card.recalled && (card.audience === 'all' || card.branchId === branchId);

type Fact = 'assigned' | 'assignedChanged' | 'assignedWithdrawn';
/** Names the academy or region, so that the fact stands among those of whoever learns there. */
const factOf = (type: Fact, one: Assigned, actorId: string, branchId: string): NewRecord => ({
  ...{ kind: 'fact', type: `courses.${type}`, subjectId: one.targetId, actorId, objectId: one.courseId },
  data: { branchId, version: one.version, startsOn: one.startsOn ?? null, dueOn: one.dueOn ?? null },
});

export async function assignedCourses(ctx: Context, { params: { targetId } }: Of<'assignedCourses'>) {
  return listOf(targetId, await branchSeen(ctx, targetId));
}

export async function assignCourses(ctx: Context, { params: { targetId }, body }: Of<'assignCourses'>) {
  const branchId = await branchChanged(ctx, targetId);
  const days = given(body);
  requireDays(days);
  const wanted = [...new Set(body.courseIds)];
  const byId = new Map((await cards(wanted)).map((card) => [card.id, card]));
  const offered = wanted.map((courseId) => {
    const card = byId.get(courseId);
    if (!isOffered(card, branchId)) throw new AppError('notFound', { courseId });
    return card;
  });
  const at = new Date(ctx.now).toISOString();
  await writeMissing(ctx, { targetId, branchId }, offered, (card) => ({
    ...{ targetId, courseId: card.id, version: card.version, ...days, after: [], assignedAt: at },
    ...{ assignedBy: ctx.person.id, earlier: [], revision: 0 },
  }));
  return listOf(targetId, branchId);
}

/** Assigns those that are not; a second request for the same, even at the same moment, finds them assigned. */
async function writeMissing(
  ctx: Context,
  { targetId, branchId }: { targetId: string; branchId: string },
  offered: readonly StoredCard[],
  fresh: (card: StoredCard) => Assigned,
): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const known = new Map((await store.assignedIn(targetId)).map((one) => [one.courseId, one]));
    const changes = offered.flatMap((card) => {
      const before = known.get(card.id);
      if (before && isAssigned(before)) return [];
      const { version, startsOn: _, dueOn: __, ...rest } = before ?? fresh(card);
      const { version: newest, startsOn, dueOn } = fresh(card);
      const terms = { version: Math.max(version, newest), ...kept({ startsOn, dueOn }) };
      const after = before ? assignedAgain({ ...rest, ...terms }, ctx.person.id, fresh(card).assignedAt) : fresh(card);
      return [{ before, after }];
    });
    const added = changes.filter(({ before }) => !before).length;
    if (known.size + added > assignedMax) throw new AppError('tooManyAssigned');
    if (await areWritten(ctx, branchId, changes)) return;
  }
  throw new AppError('conflict');
}

async function areWritten(
  ctx: Context,
  branchId: string,
  changes: { before: Assigned | undefined; after: Assigned }[],
) {
  const parts = Array.from({ length: Math.ceil(changes.length / atOnce) }, (_, index) =>
    changes.slice(index * atOnce, (index + 1) * atOnce),
  );
  const outcomes = await Promise.allSettled(
    parts.map((part) =>
      transact(
        ...part.flatMap(({ before, after }) => [
          store.assignedPut(after, before),
          recordPut(factOf('assigned', after, ctx.person.id, branchId), ctx.now),
        ]),
      ),
    ),
  );
  const failed = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  const grave = failed.find((error) => !isConditionFailure(error));
  if (grave) throw grave;
  return failed.length === 0;
}

export async function changeAssigned(ctx: Context, { params: { targetId, courseId }, body }: Of<'changeAssigned'>) {
  const branchId = await branchChanged(ctx, targetId);
  const [before, all, known] = await Promise.all([
    store.assignedOne(targetId, courseId),
    store.assignedIn(targetId),
    cards([courseId, ...body.after]),
  ]);
  if (!before || !isAssigned(before)) throw new AppError('notFound');
  const { startsOn: _, dueOn: __, ...rest } = before;
  const after = [...new Set(body.after)];
  const { version, inOrder } = body;
  const changed = { ...rest, ...given(body), version, after, inOrder, revision: before.revision + 1 };
  requireDays(changed);
  const absent = after.find((id) => !before.after.includes(id) && !isSeen(known, id, branchId));
  if (absent) throw new AppError('notFound', { courseId: absent });
  if (isCircle(courseId, after, all.filter(isAssigned))) throw new AppError('prerequisiteCircle');
  const newest = known.find(({ id }) => id === courseId);
  const isLater = body.version === newest?.version && body.version > before.version && isOffered(newest, branchId);
  if (body.version !== before.version && !isLater) throw new AppError('conflict');
  if (!isSame(before, changed))
    await write(ctx, 'assignedChanged', { before, after: changed, seen: body.revision, branchId });
  const { items } = await listOf(targetId, branchId);
  return items.find((one) => one.courseId === courseId)!;
}

const isSeen = (known: readonly StoredCard[], courseId: string, branchId: string) =>
  known.some(({ id, audience, branchId: home }) => id === courseId && (audience === 'all' || home === branchId));

/** Sent again after a cut: it was changed before. */
const isSame = (a: Assigned, b: Assigned): boolean => terms(a) === terms(b);
const terms = ({ version, startsOn, dueOn, after, inOrder = false }: Assigned): string =>
  JSON.stringify([version, startsOn, dueOn, after, inOrder]);

export async function withdrawAssigned(ctx: Context, { params: { targetId, courseId }, body }: Of<'withdrawAssigned'>) {
  const branchId = await branchChanged(ctx, targetId);
  const before = await store.assignedOne(targetId, courseId);
  if (!before) throw new AppError('notFound');
  if (isAssigned(before) !== body.withdrawn) return { revision: before.revision };
  const at = new Date(ctx.now).toISOString();
  const after = body.withdrawn ? withdrawn(before, at) : assignedAgain(before, ctx.person.id, at);
  await write(ctx, body.withdrawn ? 'assignedWithdrawn' : 'assigned', { before, after, seen: body.revision, branchId });
  return { revision: after.revision };
}

interface Step {
  before: Assigned;
  after: Assigned;
  /** the revision that the asker saw */
  seen: number;
  branchId: string;
}

async function write(ctx: Context, type: Fact, { before, after, seen, branchId }: Step): Promise<void> {
  if (seen !== before.revision) throw new AppError('conflict');
  const put = store.assignedPut(after, before);
  await transact(put, recordPut(factOf(type, after, ctx.person.id, branchId), ctx.now)).catch((error: unknown) => {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  });
}

const given = ({ startsOn, dueOn }: { startsOn: string | null; dueOn: string | null }) =>
  kept({ startsOn: startsOn ?? undefined, dueOn: dueOn ?? undefined });

const kept = ({ startsOn, dueOn }: Pick<Assigned, 'startsOn' | 'dueOn'>) => ({
  ...(startsOn === undefined ? {} : { startsOn }),
  ...(dueOn === undefined ? {} : { dueOn }),
});

async function listOf(targetId: string, branchId: string): Promise<{ items: AssignedCourse[] }> {
  const all = (await store.assignedIn(targetId)).filter(isAssigned).sort(dueFirst);
  const [known, people] = await Promise.all([
    cards([...new Set(all.flatMap(({ courseId, after }) => [courseId, ...after]))]),
    peopleById([...new Set(all.map(({ assignedBy }) => assignedBy))]),
  ]);
  const byId = new Map(known.map((card) => [card.id, card]));
  const titled = (courseId: string) => ({ courseId, title: byId.get(courseId)?.title ?? {} });
  const named = (id: string) => {
    const found = people.get(id);
    return found ? { id, givenName: found.givenName, familyName: found.familyName } : null;
  };
  const newerOf = (card: StoredCard | undefined, version: number) =>
    isOffered(card, branchId) && card.version > version ? card.version : null;
  return {
    items: all.map((one) => ({
      ...titled(one.courseId),
      version: one.version,
      newer: newerOf(byId.get(one.courseId), one.version),
      startsOn: one.startsOn ?? null,
      dueOn: one.dueOn ?? null,
      after: one.after.map(titled),
      inOrder: one.inOrder ?? false,
      assignedAt: one.assignedAt,
      assignedBy: named(one.assignedBy),
      revision: one.revision,
    })),
  };
}

export const assignedHandlers = { assignedCourses, assignCourses, changeAssigned, withdrawAssigned };
