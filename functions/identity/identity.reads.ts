/** What other rooms may ask identity. */
import { collationKey } from '#contracts/collation.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Action, type Membership } from '#contracts/permissions.ts';
import { mayManage, organisationsOf, type Member as Managed } from './membership.ts';
import { staffNamed as staffNamedIn, staffPage } from './memberships.store.ts';
import { branchOf, requireOpen, type Placed } from './organisation.ts';
import * as organisations from './organisations.store.ts';
import * as people from './people.store.ts';
import { listName } from './person.ts';

export { requireRoom } from './quota.ts';
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

const staffMax = 50;

/**
 * People with more than a learner's role whose name begins so, some dozens at most: in the organisation with this path,
 * in those above it, and in its academy or region with the units there.
 */
export async function staffNamed(path: readonly string[], branchId: string, beginning: string) {
  const { items: units } = await organisations.organisationsBelow(branchId, undefined);
  const places = new Set([...path, branchId, ...units.map(({ id }) => id)]);
  const found = await Promise.all([...places].map((id) => staffNamedIn(id, beginning, staffMax)));
  const named = await people.people(found.flat().slice(0, 2 * staffMax));
  const keyOf = (person: (typeof named)[number]) => collationKey(listName(person), 'uk');
  return named.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const staffPagesMax = 10;

/** People who may do this in the organisation with this path, by name (some hundreds at most). */
export async function staffWho(action: Action, path: readonly string[]) {
  const ids = (await Promise.all(path.map(staffIdsOf))).flat();
  const able = (await people.people(ids)).filter((one) => !one.disabled && mayIn(one.memberships, action, path));
  const keyOf = (person: (typeof able)[number]) => collationKey(listName(person), 'uk');
  return able
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map(({ id, givenName, familyName }) => ({ id, givenName, familyName }));
}

async function staffIdsOf(organisationId: string): Promise<string[]> {
  const ids: string[] = [];
  let from: Record<string, unknown> | undefined;
  for (let page = 0; page < staffPagesMax && (page === 0 || from); page += 1) {
    const { items, lastKey } = await staffPage(organisationId, from);
    ids.push(...items.map(({ personId }) => personId));
    from = lastKey;
  }
  return ids;
}
