/** Endpoints of cohorts themselves: list, begin, change, put away; those one teaches or learns in. */
import type { CohortDetail, cohorts as contract } from '#contracts/cohorts.ts';
import { AppError } from '#contracts/errors.ts';
import { branchOf, organisation, requireOpen } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { accessTo, managed, type Access } from './access.ops.ts';
import { archivedSo, changed, isSo, newCohort, type CohortHead } from './cohort.ts';
import { cardsOf, detailOf } from './cohort-view.ops.ts';
import { pageOf, type Place } from './paging.ts';
import * as store from './cohorts.store.ts';
import { isCurrent, lastPeriod } from './member.ts';
import { member, membershipsOf } from './members.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const pageSize = 25;
/** cohorts looked through for a name in one request */
const lookedThroughMax = 500;

export async function list(ctx: Context, { params: { organisationId }, query }: Of<'cohorts'>) {
  const { path } = await organisation(organisationId);
  requireIn(ctx, 'manageCohorts', path);
  const { state = 'active', q = '', cursor } = query;
  const scope = `cohorts ${organisationId} ${state} ${q} ${ctx.person.id}`;
  let from = await openCursor(cursor, scope, ctx.now);
  const where = branchOf(path) === organisationId ? 'in' : 'of';
  const wanted = q.trim().toLocaleLowerCase('uk');
  const found: CohortHead[] = [];
  let seen = 0;
  do {
    const page = await store.cohortsIn(where, organisationId, { state, limit: wanted ? 100 : pageSize }, from);
    found.push(...page.items.filter(({ name }) => name.toLocaleLowerCase('uk').includes(wanted)));
    seen += page.items.length;
    from = page.lastKey;
  } while (from && found.length < pageSize && seen < lookedThroughMax);
  return { items: await cardsOf(found), next: await sealCursor(from, scope, ctx.now) };
}

/** Those somebody is in, latest first: some dozens in a life, so that a page is cut from all of them. */
async function ownPage(ctx: Context, all: readonly CohortHead[], scope: string, cursor: string | undefined) {
  const from = (await openCursor(cursor, scope, ctx.now)) as Place | undefined;
  const { items, last } = pageOf(all, from, pageSize);
  return { items: await cardsOf(items), next: await sealCursor(last && { ...last }, scope, ctx.now) };
}

export async function taught(ctx: Context, { query: { state = 'active', cursor } }: Of<'taughtCohorts'>) {
  const all = await store.cohortsById(await store.taughtBy(ctx.person.id));
  const inState = all.filter((each) => each.state === state);
  return ownPage(ctx, inState, `taught ${state} ${ctx.person.id}`, cursor);
}

export async function own(ctx: Context, { query: { cursor } }: Of<'ownCohorts'>) {
  const current = (await membershipsOf(ctx.person.id)).filter(isCurrent);
  const all = await store.cohortsById(current.map(({ cohortId }) => cohortId));
  return ownPage(ctx, all, `own cohorts ${ctx.person.id}`, cursor);
}

export async function ownOne(ctx: Context, { params: { cohortId } }: Of<'ownCohort'>) {
  const [cohort, mine] = await Promise.all([store.cohort(cohortId), member(cohortId, ctx.person.id)]);
  if (!cohort || !mine || lastPeriod(mine).leftAt !== undefined) throw new AppError('notFound');
  return (await cardsOf([cohort]))[0]!;
}

export const one = async (ctx: Context, { params: { cohortId } }: Of<'cohort'>): Promise<CohortDetail> =>
  detailOf(await accessTo(ctx, cohortId));

export async function create(ctx: Context, { params, body }: Of<'createCohort'>): Promise<CohortDetail> {
  const place = await organisation(params.organisationId);
  requireIn(ctx, 'manageCohorts', place.path);
  requireOpen(place);
  const asked = { ...body, ...params, branchId: branchOf(place.path), timeZone: body.timeZone ?? place.timeZone };
  const at = new Date(ctx.now).toISOString();
  const cohort = newCohort(asked, ctx.person, at);
  try {
    await transact(
      store.cohortPut(cohort, undefined),
      ...cohort.instructors.map((id) => store.teachingPut(id, cohort.id, at)),
      recordPut(cohortFact(cohort, 'created', ctx.person.id), ctx.now),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return detailOf({ cohort: sameMade(await store.cohort(cohort.id), cohort), mayManage: true });
  }
  return detailOf({ cohort, mayManage: true });
}

/** The cohort that this request began before; `idTaken` where it was another. */
function sameMade(found: CohortHead | undefined, asked: CohortHead): CohortHead {
  const { name, startsOn, endsOn, organisationId, createdBy } = asked;
  const isSame =
    found !== undefined &&
    isSo(found, { name, startsOn, endsOn }) &&
    found.organisationId === organisationId &&
    found.createdBy === createdBy;
  if (!isSame) throw new AppError('idTaken');
  return found;
}

export async function change(ctx: Context, { params, body }: Of<'changeCohort'>): Promise<CohortDetail> {
  const access = await managed(ctx, params.cohortId);
  const { revision, ...asked } = body;
  if (isSo(access.cohort, asked)) return detailOf(access);
  if (revision !== access.cohort.revision) throw new AppError('conflict');
  return written(ctx, access, changed(access.cohort, asked), 'changed');
}

export async function archive(ctx: Context, { params, body }: Of<'archiveCohort'>): Promise<CohortDetail> {
  const access = await managed(ctx, params.cohortId);
  const after = archivedSo(access.cohort, body.archived);
  if (after.state === access.cohort.state) return detailOf(access);
  return written(ctx, access, after, body.archived ? 'archived' : 'restored');
}

type Happened = 'created' | 'changed' | 'archived' | 'restored';

const cohortFact = ({ id, organisationId }: CohortHead, happened: Happened, actorId: string): NewRecord => ({
  kind: 'fact',
  type: `cohorts.${happened}`,
  subjectId: id,
  actorId,
  data: { organisationId },
});

async function written(ctx: Context, access: Access, after: CohortHead, happened: Happened) {
  const writes: Write[] = [
    store.cohortPut(after, access.cohort),
    recordPut(cohortFact(after, happened, ctx.person.id), ctx.now),
  ];
  await transact(...writes).catch((error: unknown) => {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  });
  return detailOf({ ...access, cohort: after });
}
