/** Who may see a review: the course's team, who answers for its drafts, and the reviewers of its academy or region. */
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import { branchOf } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { standingIn, type Access } from './access.ops.ts';
import { hasShare } from './review.ts';
import { review, type StoredReview } from './reviews.store.ts';
import { mayRead } from './team.ts';

export interface ReviewAccess extends Access {
  isReviewer: boolean;
}

/** The path of the academy or region within that of an organisation of it: there its reviewers hold their role. */
export const branchPath = (path: readonly string[]): string[] => path.slice(0, path.indexOf(branchOf([...path])) + 1);

/** A course with its reviews; to a reviewer it exists once it was submitted. */
export async function accessToReviews(ctx: Context, courseId: string): Promise<ReviewAccess> {
  const access = await standingIn(ctx.person, courseId);
  if (!access) throw new AppError('notFound');
  const isReviewer = mayIn(ctx.person.memberships, 'reviewCourses', branchPath(access.path));
  if (!mayRead(access) && !(isReviewer && access.draft.reviewId !== undefined)) throw new AppError('notFound');
  return { ...access, isReviewer };
}

export async function accessToReview(ctx: Context, { courseId, reviewId }: { courseId: string; reviewId: string }) {
  const access = await accessToReviews(ctx, courseId);
  const found = await review(courseId, reviewId);
  if (!found) throw new AppError('notFound');
  return { access, review: found };
}

/** `notAllowed` for who sees the review without being a reviewer, `ownWork` for who has written what it is about. */
export function requireReviewer(ctx: Context, access: ReviewAccess, found: StoredReview): void {
  if (!access.isReviewer) throw new AppError('notAllowed');
  if (isOwnWork(ctx, access, found)) throw new AppError('ownWork');
}

export const isOwnWork = (ctx: Context, { role }: Pick<Access, 'role'>, found: StoredReview): boolean =>
  hasShare(found, ctx.person, role);
