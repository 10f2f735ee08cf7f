/** Reviews as they are shown. */
import type { z } from '#contracts/z.ts';
import type { Review, ReviewCard } from '#contracts/reviews.ts';
import type { ReviewPart } from '#contracts/reviews.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { keptComparison } from './freezing.ops.ts';
import { namesOf, type NameOf } from './names.ops.ts';
import { isOwnWork, type ReviewAccess } from './review-access.ops.ts';
import { canBeWithdrawn } from './review.ts';
import type { StoredReview } from './reviews.store.ts';
import { mayChange } from './team.ts';

/** May the asker answer parts of this review? */
export type MayDecide = (review: StoredReview) => boolean;

export const decidesIn =
  (ctx: Context, access: Pick<ReviewAccess, 'isReviewer' | 'role'>): MayDecide =>
  (review) =>
    access.isReviewer && review.state === 'open' && !isOwnWork(ctx, access, review);

/** Cards with names; one whose academy is unknown is left out. */
export async function reviewCards(reviews: readonly StoredReview[], mayDecide: MayDecide): Promise<ReviewCard[]> {
  const [organisations, nameOf] = await Promise.all([
    organisationsById(reviews.map(({ organisationId }) => organisationId)),
    namesOf([...new Set(reviews.flatMap(peopleIn))]),
  ]);
  return reviews.flatMap((review) => {
    const organisation = organisations.get(review.organisationId);
    if (!organisation) return [];
    const { id, courseId, title, state, version, submittedAt, changedLessons, openComments } = review;
    return {
      ...{ id, courseId, title, state, version, submittedAt, changedLessons, openComments },
      organisation: { id: organisation.id, name: organisation.name },
      submittedBy: nameOf(review.submittedBy),
      dueAt: review.dueAt ?? null,
      parts: review.parts.map((part) => presentPart(part, nameOf, mayDecide(review))),
    };
  });
}

const peopleIn = ({ submittedBy, parts }: StoredReview): string[] => [
  submittedBy,
  ...parts.flatMap(({ assigneeId, decidedBy }) => [assigneeId ?? [], decidedBy ?? []].flat()),
];

const presentPart = (
  { part, state, assigneeId, decidedBy, decidedAt, note }: StoredReview['parts'][number],
  nameOf: NameOf,
  mayDecide: boolean,
): z.infer<typeof ReviewPart> => ({
  part,
  state,
  assignee: assigneeId === undefined ? null : nameOf(assigneeId),
  decidedBy: decidedBy === undefined ? null : nameOf(decidedBy),
  decidedAt: decidedAt ?? null,
  note: note ?? null,
  mayDecide: mayDecide && state === 'open',
});

/** A review with where it differs from the version before. */
export async function reviewView(ctx: Context, access: ReviewAccess, review: StoredReview): Promise<Review> {
  const [[card], { lessons, course }, original] = await Promise.all([
    reviewCards([review], decidesIn(ctx, access)),
    keptComparison(review),
    originalOf(review),
  ]);
  return {
    ...card!,
    note: review.note ?? null,
    whatChanged: review.whatChanged ?? null,
    before: review.before ?? null,
    original,
    languages: review.languages,
    courseChanges: course,
    lessons,
    candidate: review.candidate ?? null,
    mayWithdraw: canBeWithdrawn(review.state) && mayChange(access, false),
  };
}

async function originalOf({ adopted }: StoredReview): Promise<Review['original']> {
  if (!adopted) return null;
  const { organisationId: id, version } = adopted;
  const name = (await organisationsById([id])).get(id)?.name ?? {};
  return { version, organisation: { id, name } };
}
