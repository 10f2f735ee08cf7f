/** Endpoints of reviewers: answering a part, asking somebody to; who may. */
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import type { reviews as contract, Review } from '#contracts/reviews.ts';
import { peopleById, staffWho } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import * as drafts from './drafts.store.ts';
import { accessToReview, accessToReviews, branchPath, requireReviewer } from './review-access.ops.ts';
import { reviewView } from './review-view.ops.ts';
import { reviewFact } from './review-writes.ops.ts';
import { assigned, decided, hasShare, isDecided, type Decision } from './review.ts';
import * as store from './reviews.store.ts';
import { member } from './team.store.ts';
import { tracePut } from './traces.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const attemptsMax = 5;

export const decisionHandlers: Pick<Handlers<typeof contract>, 'decide' | 'delegate' | 'reviewers'> = {
  decide,
  delegate,
  async reviewers(ctx, { params }) {
    const { path } = await accessToReviews(ctx, params.courseId);
    return { items: await staffWho('reviewCourses', branchPath(path)) };
  },
};

async function decide(ctx: Context, { params, body }: Of<'decide'>): Promise<Review> {
  const decision: Decision = { ...body, by: ctx.person.id, at: new Date(ctx.now).toISOString() };
  // another part may be answered in the same moment
  for (let attempt = 1; ; attempt += 1) {
    const { access, review } = await accessToReview(ctx, params);
    if (!access.isReviewer) throw new AppError('notAllowed');
    if (isDecided(review, decision)) return reviewView(ctx, access, review);
    requireReviewer(ctx, access, review);
    const after = decided(review, decision);
    if (await saved(review, after, decision, ctx.now)) return reviewView(ctx, access, after);
    if (attempt === attemptsMax) throw new AppError('conflict');
  }
}

/** The last approval and the fact that releases the course are one; so are a return and the draft that is open again. */
async function saved(
  before: store.StoredReview,
  after: store.StoredReview,
  decision: Decision,
  now: number,
): Promise<boolean> {
  const { courseId, id } = before;
  const opened =
    after.state === 'returned'
      ? [drafts.draftStateWrite(courseId, { state: 'returned' }, { attr: 'reviewId', eq: id })]
      : [];
  try {
    await transact(
      store.reviewChange(before, after),
      ...opened,
      tracePut(courseId, decision.by),
      recordPut(factOf(after, decision), now),
    );
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}

function factOf(after: store.StoredReview, { part, by, at }: Decision): NewRecord {
  if (after.state === 'approved')
    return reviewFact(after, 'authoring.approved', by, { part, candidate: after.candidate!, approvedAt: at });
  const type = after.state === 'returned' ? 'authoring.returned' : 'authoring.partApproved';
  return reviewFact(after, type, by, { part });
}

async function delegate(ctx: Context, { params, body: { part, personId } }: Of<'delegate'>): Promise<Review> {
  for (let attempt = 1; ; attempt += 1) {
    const { access, review } = await accessToReview(ctx, params);
    requireReviewer(ctx, access, review);
    const after = assigned(review, part, personId);
    if (personId !== null) await requireSuitable(personId, review, access.path);
    try {
      await transact(
        store.reviewChange(review, after),
        ...(personId === null ? [] : [tracePut(review.courseId, personId)]),
      );
      return await reviewView(ctx, access, after);
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      if (attempt === attemptsMax) throw new AppError('conflict');
    }
  }
}

/** Somebody who may review there, and has no share in the course. */
async function requireSuitable(personId: string, review: store.StoredReview, path: readonly string[]): Promise<void> {
  const [people, place] = await Promise.all([peopleById([personId]), member(review.courseId, personId)]);
  const person = people.get(personId);
  const isReviewer = person && !person.disabled && mayIn(person.memberships, 'reviewCourses', branchPath(path));
  if (!isReviewer || hasShare(review, person, place?.role)) throw new AppError('personUnsuitable');
}
