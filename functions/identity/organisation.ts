/** Rules of the organisation tree: national body → academies and regional headquarters → units. */
import type { Organisation, OrganisationKind } from '#contracts/identity.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Action, type Membership, type Role } from '#contracts/permissions.ts';

const kindsBelow: Record<OrganisationKind, readonly OrganisationKind[]> = {
  national: ['academy', 'region'],
  academy: ['unit'],
  region: ['unit'],
  unit: [],
};

/** An organisation with its path from the root, itself last. */
export type Placed = Organisation & { path: string[] };

/** The new organisation in its place; `invalid` where this kind does not stand below that parent. */
export function placeBelow(parent: Placed, created: Omit<Organisation, 'parentId'>): Placed {
  if (!kindsBelow[parent.kind].includes(created.kind)) {
    throw new AppError('invalid', { field: 'body.kind', reason: `notBelow.${parent.kind}` });
  }
  return { ...created, parentId: parent.id, path: [...parent.path, created.id] };
}

/** The branch an organisation belongs to: the academy or region on its path (itself, or the national body at the top). */
export const branchOf = (path: readonly string[]): string => path[1] ?? path[0]!;

const grantableBy: Record<'academyAdmin' | 'nationalAdmin', readonly Role[]> = {
  academyAdmin: ['learner', 'instructor', 'reviewer', 'caseAuthor', 'academyAdmin'],
  nationalAdmin: ['learner', 'instructor', 'reviewer', 'caseAuthor', 'academyAdmin', 'nationalAdmin', 'auditor'],
};

/** May the giver give these roles in the organisation with this path? Nobody gives more than their own kind of power. */
export function mayGrant(giver: readonly Membership[], given: readonly Role[], path: readonly string[]): boolean {
  const action: Action = 'managePeople';
  return given.every((role) =>
    giver.some((membership) =>
      (['academyAdmin', 'nationalAdmin'] as const).some(
        (admin) =>
          membership.roles.includes(admin) && grantableBy[admin].includes(role) && mayIn([membership], action, path),
      ),
    ),
  );
}
