/** Endpoints of those who teach a cohort: named, taken off, to be chosen. */
import type { CohortDetail, cohorts as contract } from '#contracts/cohorts.ts';
import { AppError } from '#contracts/errors.ts';
import { mayAnywhere } from '#contracts/permissions.ts';
import { organisationsById, peopleById, staffNamed } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { managed } from './access.ops.ts';
import { requireActive, withInstructor, withoutInstructor, type CohortHead } from './cohort.ts';
import { detailOf } from './cohort-view.ops.ts';
import * as store from './cohorts.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Person = Awaited<ReturnType<typeof staffNamed>>[number];

export async function add(ctx: Context, { params }: Of<'addInstructor'>): Promise<CohortDetail> {
  const access = await managed(ctx, params.cohortId);
  if (access.cohort.instructors.includes(params.personId)) return detailOf(access);
  const after = withInstructor(access.cohort, params.personId);
  if (!(await isSuitable(params.personId, access.cohort, access.path))) throw new AppError('personUnsuitable');
  const since = new Date(ctx.now).toISOString();
  await write(ctx, [access.cohort, after], params.personId, store.teachingPut(params.personId, params.cohortId, since));
  return detailOf({ ...access, cohort: after });
}

export async function remove(ctx: Context, { params }: Of<'removeInstructor'>): Promise<CohortDetail> {
  const access = await managed(ctx, params.cohortId);
  requireActive(access.cohort);
  if (!access.cohort.instructors.includes(params.personId)) return detailOf(access);
  const after = withoutInstructor(access.cohort, params.personId);
  await write(ctx, [access.cohort, after], params.personId, store.teachingDelete(params.personId, params.cohortId));
  return detailOf({ ...access, cohort: after });
}

async function write(ctx: Context, [before, after]: [CohortHead, CohortHead], personId: string, teaching: Write) {
  const isNamed = after.instructors.includes(personId);
  const fact = {
    kind: 'fact',
    type: `cohorts.instructor${isNamed ? 'Added' : 'Removed'}`,
    subjectId: personId,
    actorId: ctx.person.id,
    objectId: after.id,
    data: { organisationId: after.organisationId },
  } as const;
  await transact(store.cohortPut(after, before), teaching, recordPut(fact, ctx.now)).catch((error: unknown) => {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  });
}

/** Whoever teaches at the cohort's organisation, above it, or anywhere in its academy or region. */
async function isSuitable(personId: string, { branchId }: CohortHead, path: readonly string[]): Promise<boolean> {
  const person = (await peopleById([personId])).get(personId);
  if (!person || person.disabled || !mayAnywhere(person.memberships, 'teachCohorts')) return false;
  return (await teachingHere([person], branchId, path)).length > 0;
}

export async function toChoose(ctx: Context, { params, query: { q } }: Of<'instructorsToChoose'>) {
  const { cohort, path } = await managed(ctx, params.cohortId);
  const found = (await staffNamed(path, cohort.branchId, q)).filter(
    ({ id, disabled }) => !disabled && !cohort.instructors.includes(id),
  );
  const able = await teachingHere(found, cohort.branchId, path);
  return { items: able.slice(0, 20).map(({ id, givenName, familyName }) => ({ id, givenName, familyName })) };
}

async function teachingHere(people: Person[], branchId: string, path: readonly string[]): Promise<Person[]> {
  const held = people.flatMap(({ memberships }) => memberships.map(({ organisationId }) => organisationId));
  const places = await organisationsById([...new Set(held)]);
  const isHere = (organisationId: string) =>
    path.includes(organisationId) || (places.get(organisationId)?.path.includes(branchId) ?? false);
  return people.filter(({ memberships }) =>
    memberships.some((each) => isHere(each.organisationId) && mayAnywhere([each], 'teachCohorts')),
  );
}
