/** Rules of a course's team: who counts as its member, what each may, that there is always an owner. */
import { teamMax } from '#contracts/draft-team.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn, mayInTeam, type CourseTeamRole, type Membership } from '#contracts/permissions.ts';

/** Organisations by id with their paths, as far as they matter here. */
type Paths = ReadonlyMap<string, { path: readonly string[] }>;

/**
 * May somebody with these memberships write courses of this organisation: by a role in it or above it, or in another
 * organisation of its academy or region?
 */
export function mayJoin(
  memberships: readonly Membership[],
  path: readonly string[],
  branchId: string,
  paths: Paths,
): boolean {
  return memberships.some((membership) => {
    const own = paths.get(membership.organisationId)?.path ?? [];
    const isNear = path.includes(membership.organisationId) || own.includes(branchId);
    return isNear && mayIn([membership], 'authorCourses', own);
  });
}

/** What somebody may do with a draft: their place in the team, and whether they answer for the organisation's drafts. */
export interface Standing {
  role: CourseTeamRole | undefined;
  isManager: boolean;
}

export const mayRead = ({ role, isManager }: Standing): boolean => isManager || mayInTeam(role, 'readDraft');
/** What is archived stays as it is. */
export const mayChange = ({ role }: Standing, archived: boolean): boolean =>
  !archived && mayInTeam(role, 'changeDraft');
export const mayChangeTeam = ({ role, isManager }: Standing): boolean => isManager || mayInTeam(role, 'changeTeam');
/** Who writes it, and who answers for the organisation's drafts, hands a course out. */
export const mayExport = ({ role, isManager }: Standing): boolean => isManager || mayInTeam(role, 'changeDraft');
export const mayArchive = ({ role, isManager }: Standing): boolean => isManager || mayInTeam(role, 'changeDraft');

/** May somebody make this change of what a course says of itself? Who answers for the organisation's drafts archives them only. */
export function mayMake(
  standing: Standing,
  isArchived: boolean,
  { revision: _, archived, ...others }: { revision: number; archived?: boolean | undefined; [field: string]: unknown },
): boolean {
  if (archived !== undefined && !mayArchive(standing)) return false;
  const isMore = archived === undefined || Object.values(others).some((value) => value !== undefined);
  // brought back, it may be changed in the same go
  return !isMore || mayChange(standing, isArchived && archived !== false);
}

interface Member {
  personId: string;
  role: CourseTeamRole;
}

/** `lastOwner` or `teamFull` where the team could not be so after somebody came, changed or (null) went. */
export function requireTeam(team: readonly Member[], personId: string, role: CourseTeamRole | null): void {
  const others = team.filter((member) => member.personId !== personId);
  const wasOwner = team.some((member) => member.personId === personId && member.role === 'owner');
  if (wasOwner && role !== 'owner' && !others.some((member) => member.role === 'owner'))
    throw new AppError('lastOwner');
  if (role && others.length === team.length && team.length >= teamMax) throw new AppError('teamFull');
}

const rank: Record<CourseTeamRole, number> = { reader: 0, author: 1, owner: 2 };

/** Of two places in a team the one that may more. */
export const stronger = (one: CourseTeamRole, other: CourseTeamRole | undefined): CourseTeamRole =>
  other && rank[other] > rank[one] ? other : one;

/** Owners first, then authors, then readers; among them who has been there longest. */
export const byRank = <T extends { role: CourseTeamRole; since: string }>(team: readonly T[]): T[] =>
  [...team].sort((a, b) => rank[b.role] - rank[a.role] || (a.since < b.since ? -1 : 1));
