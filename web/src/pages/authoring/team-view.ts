/** A course's team as it is shown: owners first. Pure. */
import type { Draft } from '#contracts/authoring.ts';
import { courseTeamRoles, type CourseTeamRole } from '#contracts/permissions.ts';

export type Member = Draft['team'][number];

/** Owners, authors, readers; among them who has been there longest. */
export const membersOf = (team: readonly Member[]): Member[] =>
  [...team].sort(
    (one, other) =>
      courseTeamRoles.indexOf(one.role) - courseTeamRoles.indexOf(other.role) || (one.since < other.since ? -1 : 1),
  );

/** Would the course be left without an owner if this person went, or became something else? */
export const isLastOwner = (team: readonly Member[], personId: string): boolean => {
  const owners = team.filter(({ role }) => role === 'owner');
  return owners.length === 1 && owners[0]?.person.id === personId;
};

/** The steps of handing over: the heir owns it first, so that it is never without an owner. */
export const handOver = (from: string, to: string): { personId: string; role: CourseTeamRole }[] => [
  { personId: to, role: 'owner' },
  { personId: from, role: 'author' },
];
