/** Roles, what each may do, and how a role in an organisation reaches down the tree. */

/** A person holds roles in organisations; a role reaches every organisation below. */
export const roles = [
  'learner',
  'instructor',
  'reviewer',
  'caseAuthor',
  'academyAdmin',
  'nationalAdmin',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** action → roles that may do it in their organisation and below */
export const actions = {
  /** create and change organisations below one's own */
  manageOrganisations: ['nationalAdmin'],
  /** create people and give roles */
  managePeople: ['academyAdmin', 'nationalAdmin'],
  /** bring in a course by bundle */
  importCourses: ['instructor', 'academyAdmin', 'nationalAdmin'],
  /** see how the learners of one's organisation get on, and export it */
  seeLearners: ['instructor', 'academyAdmin', 'nationalAdmin'],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof actions;

/** `public`: anybody; `signedIn`: anybody with a session; else: holds the action somewhere. */
export type Permission = 'public' | 'signedIn' | Action;

/** Role in an organisation, with the organisation's path from the root (inclusive). */
export interface Membership {
  organisationId: string;
  roles: readonly Role[];
}

/** Does any membership allow the action somewhere? (first gate, before the object is known) */
export function mayAnywhere(memberships: readonly Membership[], action: Action): boolean {
  return memberships.some((membership) => allows(membership.roles, action));
}

/**
 * Does a membership allow the action in the organisation whose path (root first, itself last) is given?
 * Roles reach down: a membership in any organisation on the path counts.
 */
export function mayIn(
  memberships: readonly Membership[],
  action: Action,
  organisationPath: readonly string[],
): boolean {
  return memberships.some(
    (membership) => allows(membership.roles, action) && organisationPath.includes(membership.organisationId),
  );
}

/** Actions a person may do somewhere: what the browser needs to show or hide menus. */
export function actionsOf(memberships: readonly Membership[]): Action[] {
  return (Object.keys(actions) as Action[]).filter((action) => mayAnywhere(memberships, action));
}

function allows(held: readonly Role[], action: Action): boolean {
  return (actions[action] as readonly Role[]).some((role) => held.includes(role));
}
