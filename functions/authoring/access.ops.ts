/** Who asks, and what they may do with a draft. To anybody who may not read it, it does not exist. */
import { AppError } from '#contracts/errors.ts';
import { mayAnywhere, mayIn } from '#contracts/permissions.ts';
import { branchOf, organisation, organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Person } from '../platform/session.ts';
import * as drafts from './drafts.store.ts';
import { mayChange, mayJoin, mayRead, type Standing } from './team.ts';
import { member } from './team.store.ts';

export interface Access extends Standing {
  draft: drafts.StoredDraft;
  /** of the organisation, root first */
  path: string[];
}

/** The draft, for who may read it: its team, and who answers for the organisation's drafts; else `notFound`. */
export async function accessTo(ctx: Context, courseId: string): Promise<Access> {
  const access = await standingIn(ctx.person, courseId);
  if (!access || !mayRead(access)) throw new AppError('notFound');
  return access;
}

/** As `accessTo`, for who may change texts and outline: `notAllowed` otherwise. */
export async function accessToChange(ctx: Context, courseId: string): Promise<Access> {
  const access = await accessTo(ctx, courseId);
  requireChange(access);
  return access;
}

export function requireChange(access: Access): void {
  if (!mayChange(access, access.draft.archived)) throw new AppError('notAllowed');
}

/** How somebody stands to a draft, also to one they may not read; undefined where there is none. */
export async function standingIn(
  person: Pick<Person, 'id' | 'memberships'>,
  courseId: string,
): Promise<Access | undefined> {
  const [draft, place] = await Promise.all([drafts.draft(courseId), member(courseId, person.id)]);
  if (!draft) return undefined;
  const { path } = await organisation(draft.organisationId);
  const isMember = place && (await countsInTeam(person, path));
  return { draft, path, role: isMember ? place.role : undefined, isManager: isManager(person, path) };
}

const isManager = (person: Somebody, path: readonly string[]): boolean =>
  mayIn(person.memberships, 'manageDrafts', path);

/** Who has left the academy, or looks through another role, is not in its teams for now. */
export const countsInTeam = async (person: Somebody, path: readonly string[]): Promise<boolean> =>
  isManager(person, path) || mayWriteFor(person, path);

type Somebody = Pick<Person, 'memberships'>;

/** May somebody be in the team of a course of the organisation with this path? */
export async function mayWriteFor(person: Somebody, path: readonly string[]): Promise<boolean> {
  if (mayIn(person.memberships, 'authorCourses', path)) return true;
  if (!mayAnywhere(person.memberships, 'authorCourses')) return false;
  const paths = await organisationsById(person.memberships.map(({ organisationId }) => organisationId));
  return mayJoin(person.memberships, path, branchOf(path), paths);
}
