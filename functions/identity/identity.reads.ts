/** What other rooms may ask identity. */
import { AppError } from '#contracts/errors.ts';
import type { Membership } from '#contracts/permissions.ts';
import { mayManage, organisationsOf, type Member as Managed } from './membership.ts';
import { branchOf, requireOpen, type Placed } from './organisation.ts';
import * as organisations from './organisations.store.ts';
import * as people from './people.store.ts';

export { branchOf, requireOpen };

/** An organisation with its path; `notFound` where there is none. */
export async function organisation(id: string): Promise<Placed> {
  const found = await organisations.organisation(id);
  if (!found) throw new AppError('notFound');
  return found;
}

/** Organisations by id, as a map; unknown ids are absent. */
export async function organisationsById(ids: readonly string[]): Promise<Map<string, Placed>> {
  return new Map((await organisations.organisations(ids)).map((each) => [each.id, each]));
}

/** May somebody with these memberships change this person, whatever roles the person holds and wherever? */
export const isManagedBy = async (asker: readonly Membership[], person: Managed): Promise<boolean> =>
  mayManage(asker, person, await organisationsById(organisationsOf(person)));

/** People by id: names, memberships. */
export async function peopleById(ids: readonly string[]) {
  return new Map((await people.people(ids)).map((each) => [each.id, each]));
}

interface Member {
  memberships: readonly { organisationId: string; roles: readonly string[] }[];
  homeId?: string | undefined;
}

/** Where a person learns: the organisation of their first learner role (else of any), and its academy or region. */
export async function homeOf(memberships: Member['memberships']) {
  const home = memberships.find((membership) => membership.roles.includes('learner')) ?? memberships[0];
  if (!home) throw new AppError('notAllowed');
  return placeOf(home.organisationId);
}

/** As `homeOf`, also for who holds no role any more: they stay where they were. Undefined for who never belonged anywhere. */
export async function lastHomeOf({ memberships, homeId }: Member) {
  if (memberships.length) return homeOf(memberships);
  return homeId === undefined ? undefined : placeOf(homeId);
}

async function placeOf(organisationId: string) {
  const { path } = await organisation(organisationId);
  return { organisationId, branchId: branchOf(path), path };
}

/** A person as they are now, or undefined. */
export const personNow = (id: string) => people.person(id);

/** The person, or whom they were merged into since: merges are heard of in any order. */
export async function keptPerson(id: string) {
  let found = await people.person(id);
  while (found?.mergedInto !== undefined) found = await people.person(found.mergedInto);
  return found;
}
