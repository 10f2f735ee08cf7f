/** Where in the tree a person may do something: the organisations of their roles, and all below. Pure. */
import type { Localised } from '#contracts/common.ts';
import type { Me } from '#contracts/identity.ts';
import { actions, roles, type Action, type Role } from '#contracts/permissions.ts';

export interface Named {
  id: string;
  name: Localised;
}

type Roots = Pick<Me, 'memberships'> | undefined;

/** The highest organisations in which a role of the person allows the action. */
export function rootsFor(me: Roots, action: Action): Me['memberships'][number]['organisation'][] {
  const allowed: readonly Role[] = actions[action];
  const held = me?.memberships.filter((membership) => membership.roles.some((role) => allowed.includes(role))) ?? [];
  const found = held.map((membership) => membership.organisation);
  // there is one national body, and everything lies below it
  const national = found.find((organisation) => organisation.kind === 'national');
  return national ? [national] : found;
}

/** The part of a way down the tree (root first) that begins at one of the roots; all of it if none is on it. */
export function withinReach<Item extends Named>(way: readonly Item[], roots: readonly Named[]): Item[] {
  const start = way.findIndex((step) => roots.some((root) => root.id === step.id));
  return way.slice(Math.max(0, start));
}

const byAcademy: readonly Role[] = ['learner', 'instructor', 'reviewer', 'caseAuthor', 'academyAdmin'];

/** Roles this person may give; the server checks again. */
export function grantableRoles(me: Roots): readonly Role[] {
  const holds = (role: Role) => me?.memberships.some((membership) => membership.roles.includes(role)) ?? false;
  if (holds('nationalAdmin')) return roles;
  return holds('academyAdmin') ? byAcademy : [];
}
