/** The gradebook as who teaches the cohort sees it, the history of a mark, and a learner’s own marks. */
import { collationKey } from '#contracts/collation.ts';
import { AppError } from '#contracts/errors.ts';
import type { gradebook as contract, GradeRow, MarkHistory } from '#contracts/gradebook.ts';
import { cohortForTeacher, cohortsOf, membersOf, type Cohort } from '../cohorts/cohorts.reads.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import * as store from './gradebook.store.ts';
import { ownView, presentCells, presentPlan } from './presenting.ts';
import type { StoredPlan } from './plan.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const rowsPerPage = 200;

const shown = ({ id, name }: Cohort) => ({ id, name });

export async function gradebook(ctx: Context, { params: { cohortId }, query }: Of<'gradebook'>) {
  const scope = `gradebook ${cohortId} ${ctx.person.id}`;
  const cohort = await cohortForTeacher(ctx.person, cohortId);
  const from = Number((await openCursor(query.cursor, scope, ctx.now))?.['from'] ?? 0);
  const [plan, learners] = await Promise.all([store.plan(cohortId), learnersOf(cohortId)]);
  const page = learners.slice(from, from + rowsPerPage);
  const last = from + rowsPerPage < learners.length ? { from: from + rowsPerPage } : undefined;
  return {
    ...{ cohort: shown(cohort), plan: presentPlan(plan), total: learners.length },
    items: await rowsOf(plan, page),
    next: await sealCursor(last, scope, ctx.now),
  };
}

/** Members of a cohort now, by name. */
export async function learnersOf(cohortId: string): Promise<GradeRow['person'][]> {
  const members = await membersOf(cohortId);
  const people = await peopleById(members.map(({ personId }) => personId));
  return [...people.values()]
    .map(({ id, givenName, familyName }) => ({
      person: { id, givenName, familyName },
      key: collationKey(`${familyName} ${givenName}`, 'uk'),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ person }) => person);
}

export async function rowsOf(plan: StoredPlan, learners: readonly GradeRow['person'][]): Promise<GradeRow[]> {
  const rows = await store.rows(
    plan.cohortId,
    learners.map(({ id }) => id),
  );
  const byPerson = new Map(rows.map((each) => [each.personId, each]));
  return learners.map((person) => ({
    person,
    cells: presentCells(byPerson.get(person.id)?.cells ?? {}, plan.columns),
  }));
}

export async function history(ctx: Context, { params }: Of<'history'>): Promise<{ items: MarkHistory[] }> {
  await cohortForTeacher(ctx.person, params.cohortId);
  const given = await store.history(params);
  const people = await peopleById([...new Set(given.map(({ by }) => by))]);
  const items = given.map(({ id, at, by, points = null, flag = null, before, reason = null }) => {
    const { givenName = '', familyName = '' } = people.get(by) ?? {};
    return {
      ...{ id, at, points, flag, reason, by: { id: by, givenName, familyName } },
      before: { points: before.points ?? null, flag: before.flag ?? null },
    };
  });
  return { items };
}

/** Also of a cohort one has left: what one reached stays one’s own. */
export async function ownGrades(ctx: Context, { params: { cohortId } }: Of<'ownGrades'>) {
  const own = (await cohortsOf(ctx.person.id)).find(({ cohort }) => cohort.id === cohortId);
  if (!own) throw new AppError('notFound');
  const [plan, [row]] = await Promise.all([store.plan(cohortId), store.rows(cohortId, [ctx.person.id])]);
  return { cohort: shown(own.cohort), ...ownView(plan, row?.cells ?? {}) };
}
