/** Which roles a form offers in which organisation. Pure. */
import type { OrganisationKind } from '#contracts/organisations.ts';
import { roles, type Role } from '#contracts/permissions.ts';

/**
 * What the giver may give and what makes sense there, and what the person holds already: a role one may not give is
 * shown all the same, so that nothing is taken away unseen.
 */
export function offeredRoles(
  grantable: readonly Role[],
  kind: OrganisationKind | undefined,
  held: readonly Role[] = [],
): { role: Role; locked: boolean }[] {
  return roles
    .filter((role) => held.includes(role) || (grantable.includes(role) && fits(role, kind)))
    .map((role) => ({ role, locked: !grantable.includes(role) }));
}

function fits(role: Role, kind: OrganisationKind | undefined): boolean {
  if (role === 'nationalAdmin') return kind === 'national';
  return role !== 'academyAdmin' || kind !== 'national';
}

/** The choice after a click, in the order of the contract. */
export function toggled(chosen: readonly Role[], role: Role, on: boolean): Role[] {
  return roles.filter((each) => (each === role ? on : chosen.includes(each)));
}

/** The role a link asks for, e.g. for the first administrator of a new academy; else the most frequent one. */
export const askedRole = (asked: string | undefined): Role => roles.find((role) => role === asked) ?? 'learner';
