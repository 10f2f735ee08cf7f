/**
 * Rules of memberships: who may manage whom, what a change of roles means for a person, in which lists they stand.
 * A person's current memberships stand on the person; ended periods are kept beside them.
 */
import { membershipsMax } from '#contracts/people.ts';
import { mayIn, roles, type Action, type Membership, type Role } from '#contracts/permissions.ts';
import { mayGrant, type Placed } from './organisation.ts';

/** A role in an organisation, as a person holds it. */
export interface Held {
  organisationId: string;
  roles: Role[];
}
export interface Member {
  id: string;
  memberships: readonly Held[];
  homeId?: string | undefined;
  mergedInto?: string | undefined;
  erasedAt?: string | undefined;
}
/** Organisations by id, as far as they matter here. */
export type Tree = ReadonlyMap<string, Pick<Placed, 'id' | 'path'>>;

const pathIn = (tree: Tree, organisationId: string | undefined): readonly string[] =>
  (organisationId === undefined ? undefined : tree.get(organisationId)?.path) ?? [];

/** Roles once each, in the order of the contract, so that equal sets are equal lists. */
export const inOrder = (given: readonly Role[]): Role[] => roles.filter((role) => given.includes(role));

export const rolesIn = (person: Pick<Member, 'memberships'>, organisationId: string): Role[] =>
  person.memberships.find((held) => held.organisationId === organisationId)?.roles ?? [];

export const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  inOrder(one).join() === inOrder(other).join();

/** The memberships after roles were set in one organisation; without roles it ends. */
export function withRoles(held: readonly Held[], organisationId: string, given: readonly Role[]): Held[] {
  const next = { organisationId, roles: inOrder(given) };
  const known = held.some((one) => one.organisationId === organisationId);
  const all = known ? held.map((one) => (one.organisationId === organisationId ? next : one)) : [...held, next];
  return all.filter((one) => one.roles.length);
}

/** The memberships after one has moved with its roles; roles already held there stay. */
export function moved(held: readonly Held[], from: string, to: string): Held[] {
  const roles = [...rolesIn({ memberships: held }, from), ...rolesIn({ memberships: held }, to)];
  const without = withRoles(held, from, []);
  return withRoles(without, to, roles);
}

/** The memberships of two people who are one. */
export const united = (kept: readonly Held[], duplicate: readonly Held[]): Held[] =>
  duplicate.reduce<Held[]>(
    (all, { organisationId, roles }) =>
      withRoles(all, organisationId, [...rolesIn({ memberships: all }, organisationId), ...roles]),
    [...kept],
  );

/** Organisations in which the roles differ between two states. */
export function changedIn(before: readonly Held[], after: readonly Held[]): string[] {
  const all = new Set([...before, ...after].map((held) => held.organisationId));
  return [...all].filter((id) => !sameRoles(rolesIn({ memberships: before }, id), rolesIn({ memberships: after }, id)));
}

/** Where a person belongs: where they learn, else where they hold a role first; who holds none stays where they were. */
export function homeAfter(memberships: readonly Held[], homeId: string | undefined): string | undefined {
  if (memberships.some((held) => held.organisationId === homeId)) return homeId;
  const next = memberships.find((held) => held.roles.includes('learner')) ?? memberships[0];
  return next?.organisationId ?? homeId;
}

/** Organisations a person belongs to: those they hold a role in, else their home. */
const placesOf = ({ memberships, homeId }: Member): string[] => {
  if (memberships.length) return memberships.map((held) => held.organisationId);
  return homeId === undefined ? [] : [homeId];
};

/** In whose lists a person stands: every organisation on the way down to where they belong. Who was merged or erased: in none. */
export function listedIn(person: Member, tree: Tree): string[] {
  if (person.mergedInto !== undefined || person.erasedAt !== undefined) return [];
  return [...new Set(placesOf(person).flatMap((id) => pathIn(tree, id)))];
}

/** Ids of organisations whose paths the rules here ask for. */
export const organisationsOf = (...people: Member[]): string[] =>
  [
    ...new Set(
      people.flatMap(({ memberships, homeId }) => [...memberships.map((held) => held.organisationId), homeId ?? '']),
    ),
  ].filter(Boolean);

/** Does the person stand somewhere where the asker may do this? Who holds no role is found where they were last. */
export const inReach = (asker: readonly Membership[], action: Action, person: Member, tree: Tree): boolean =>
  placesOf(person).some((id) => mayIn(asker, action, pathIn(tree, id)));

/** May the asker change name, sign-in and state? Only who could have given every role the person holds. */
export function mayManage(asker: readonly Membership[], person: Member, tree: Tree): boolean {
  if (person.mergedInto !== undefined || person.erasedAt !== undefined) return false;
  if (!person.memberships.length) return mayIn(asker, 'managePeople', pathIn(tree, person.homeId));
  return person.memberships.every((held) => mayGrant(asker, held.roles, pathIn(tree, held.organisationId)));
}

const administers: readonly Role[] = ['academyAdmin', 'nationalAdmin'];

/** Administrator roles that are held before and not after, by organisation. */
export const administrationLost = (before: readonly Held[], after: readonly Held[]): Held[] =>
  before
    .map(({ organisationId, roles }) => {
      const left = rolesIn({ memberships: after }, organisationId);
      return { organisationId, roles: roles.filter((role) => administers.includes(role) && !left.includes(role)) };
    })
    .filter((lost) => lost.roles.length);

/** Who holds more than `learner` stands in the list “who has which role”. */
export const isStaff = (given: readonly Role[]): boolean => given.some((role) => role !== 'learner');

/** writes of one action that a person waits for */
const writesMax = 25;

/**
 * Can a person with these memberships still be renamed in one transaction? It is the largest change: each card is
 * taken away and put anew, each place among the staff moves; beside them the person, two logins, the facts, the change.
 */
export function fits(person: Member, tree: Tree): boolean {
  if (person.memberships.length > membershipsMax) return false;
  const staff = person.memberships.filter((held) => isStaff(held.roles)).length;
  return 2 * listedIn(person, tree).length + staff + 7 <= writesMax;
}

/** Does a change of so many writes fit into one transaction? */
export const fitsWrites = (count: number): boolean => count <= writesMax;
