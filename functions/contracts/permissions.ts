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
  /** change one's own organisation, create and close those below */
  manageOrganisations: ['academyAdmin', 'nationalAdmin'],
  /** how much room an organisation's courses may take */
  setQuota: ['nationalAdmin'],
  /** create people and give roles */
  managePeople: ['academyAdmin', 'nationalAdmin'],
  /** find people, see their roles and what was changed about them */
  seePeople: ['academyAdmin', 'nationalAdmin', 'auditor'],
  /** who held what on which day, who changed what */
  seeRecords: ['academyAdmin', 'nationalAdmin', 'auditor'],
  /** long work others started in one's organisation */
  seeJobs: ['academyAdmin', 'nationalAdmin'],
  /** look at Kurs as somebody with another role */
  seeAs: ['academyAdmin', 'nationalAdmin'],
  /** see how the installation itself is */
  operate: ['nationalAdmin'],
  /** begin courses and join the teams that write them */
  authorCourses: ['instructor', 'academyAdmin'],
  /** see all drafts of one's organisation, change their teams, archive them */
  manageDrafts: ['academyAdmin', 'nationalAdmin'],
  /** read, comment and answer what is submitted; never one's own work */
  reviewCourses: ['reviewer'],
  /** see the question bank and the quizzes of one's organisation, keys included */
  useQuestions: ['instructor', 'reviewer', 'academyAdmin'],
  writeQuestions: ['instructor', 'academyAdmin'],
  /** approve questions and quizzes; never one's own */
  reviewQuestions: ['reviewer'],
  /** hold tests, watch them, give more time */
  runQuizzes: ['instructor', 'academyAdmin', 'nationalAdmin'],
  /** mark essays, decide appeals, release results, look at them */
  markAttempts: ['instructor', 'academyAdmin'],
  /** pictures and files for texts */
  useMedia: ['instructor', 'reviewer', 'caseAuthor', 'academyAdmin', 'nationalAdmin'],
  /** acts, wordings, competences and the glossary, for everybody */
  manageNorms: ['nationalAdmin'],
  /** bring in a course by bundle */
  importCourses: ['instructor', 'academyAdmin', 'nationalAdmin'],
  /** see how the learners of one's organisation get on, and export it */
  seeLearners: ['instructor', 'academyAdmin', 'nationalAdmin'],
  /** take them over to a newer version of their course */
  moveLearners: ['instructor', 'academyAdmin', 'nationalAdmin'],
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

/**
 * Rights in one thing instead of an organisation: the team of a course, the instructors of a cohort. They add to the
 * roles above and never reach beyond their course or cohort. Cohorts come with their timetable.
 */
export const courseTeamRoles = ['owner', 'author', 'reader'] as const;
export type CourseTeamRole = (typeof courseTeamRoles)[number];
export const courseTeamActions = {
  readDraft: ['owner', 'author', 'reader'],
  changeDraft: ['owner', 'author'],
  changeTeam: ['owner'],
} as const satisfies Record<string, readonly CourseTeamRole[]>;
export const cohortRoles = ['instructor'] as const;
export type CohortRole = (typeof cohortRoles)[number];
export const cohortActions = {
  seeLearners: ['instructor'],
} as const satisfies Partial<Record<Action, readonly CohortRole[]>>;

/** May a member of a course's team do this to the course? Somebody outside the team may not. */
export function mayInTeam(role: CourseTeamRole | undefined, action: keyof typeof courseTeamActions): boolean {
  return role !== undefined && (courseTeamActions[action] as readonly CourseTeamRole[]).includes(role);
}
