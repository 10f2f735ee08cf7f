/** Endpoints of comments: on passages of what was submitted, seen by reviewers and authors. */
import { AppError } from '#contracts/errors.ts';
import type { Comment, reviewComments as contract } from '#contracts/review-comments.ts';
import { lessonsOf, manifest } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { isConditionFailure } from '../platform/table.ts';
import { hasVoice, inReadingOrder, reworded } from './comment.ts';
import * as store from './comments.store.ts';
import { frozenBlocks } from './manifest-lesson.ops.ts';
import { namesOf } from './names.ops.ts';
import { accessToReview, accessToReviews, type ReviewAccess } from './review-access.ops.ts';
import * as reviews from './reviews.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const commentHandlers: Handlers<typeof contract> = {
  comments: ofCourse,
  putComment: put,
  resolveComment: resolve,
};

async function ofCourse(ctx: Context, { params: { courseId } }: Of<'comments'>): Promise<{ items: Comment[] }> {
  const { draft } = await accessToReviews(ctx, courseId);
  const review = draft.reviewId === undefined ? undefined : await reviews.review(courseId, draft.reviewId);
  return { items: review ? await shownComments(ctx, review) : [] };
}

/** Comments of a review in the order in which its course is read. */
export async function shownComments(
  ctx: Context,
  review: reviews.StoredReview,
  isAsked: (comment: store.StoredComment) => boolean = () => true,
): Promise<Comment[]> {
  const found = (await store.commentsOf(review.courseId, review.id)).filter(isAsked);
  if (!found.length) return [];
  return present(ctx, review, inReadingOrder(found, await readingOrder(review, found)));
}

/** Ids of lessons and blocks as one reads them, as far as somebody has commented there. */
async function readingOrder(
  { candidate }: reviews.StoredReview,
  found: readonly store.StoredComment[],
): Promise<string[]> {
  if (candidate === undefined) return [];
  const commented = new Set(found.map(({ lessonId }) => lessonId));
  const lessons = lessonsOf(await manifest(candidate)).filter(({ id }) => commented.has(id));
  const blocks = await Promise.all(lessons.map(({ blocks: hash }) => (hash === undefined ? [] : frozenBlocks(hash))));
  return lessons.flatMap(({ id }, index) => [id, ...blocks[index]!.map((block) => block.id)]);
}

async function present(
  ctx: Context,
  review: reviews.StoredReview,
  found: readonly store.StoredComment[],
): Promise<Comment[]> {
  const nameOf = await namesOf([
    ...new Set(found.flatMap(({ by, resolvedBy }) => (resolvedBy ? [by, resolvedBy] : [by]))),
  ]);
  return found.map((comment) => ({
    id: comment.id,
    reviewId: comment.reviewId,
    lessonId: comment.lessonId,
    blockId: comment.blockId ?? null,
    language: comment.language ?? null,
    quote: comment.quote ?? null,
    text: comment.text,
    by: nameOf(comment.by),
    at: comment.at,
    resolvedAt: comment.resolvedAt ?? null,
    resolvedBy: comment.resolvedBy === undefined ? null : nameOf(comment.resolvedBy),
    mayChange: review.state === 'open' && comment.by === ctx.person.id,
  }));
}

const one = async (ctx: Context, review: reviews.StoredReview, comment: store.StoredComment): Promise<Comment> =>
  (await present(ctx, review, [comment]))[0]!;

async function put(ctx: Context, { params, body }: Of<'putComment'>): Promise<Comment> {
  const { access, review } = await accessToReview(ctx, params);
  requireVoice(access);
  if (review.state !== 'open') throw new AppError('reviewEnded');
  const existing = await store.comment(params.courseId, params.reviewId, params.commentId);
  if (existing) return change(ctx, review, existing, body);
  await requirePassage(review, body);
  const created = newComment(ctx, params, body);
  try {
    await store.addComment(created, reviews.commentCounted(review));
    return await one(ctx, review, created);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = await store.comment(params.courseId, params.reviewId, params.commentId);
    if (found) return change(ctx, review, found, body);
    const now = await reviews.review(params.courseId, params.reviewId);
    throw new AppError(now?.state === 'open' ? 'tooManyComments' : 'reviewEnded');
  }
}

function requireVoice(access: ReviewAccess): void {
  if (!hasVoice(access)) throw new AppError('notAllowed');
}

const newComment = (
  ctx: Context,
  { courseId, reviewId, commentId }: Of<'putComment'>['params'],
  { lessonId, blockId, language, quote, text }: Of<'putComment'>['body'],
): store.StoredComment => ({
  ...{ courseId, reviewId, id: commentId, lessonId, text },
  ...(blockId === null ? {} : { blockId }),
  ...(language === null ? {} : { language }),
  ...(quote === null ? {} : { quote }),
  by: ctx.person.id,
  at: new Date(ctx.now).toISOString(),
});

async function change(
  ctx: Context,
  review: reviews.StoredReview,
  existing: store.StoredComment,
  body: Of<'putComment'>['body'],
): Promise<Comment> {
  const after = reworded(existing, body, ctx.person.id);
  if (after !== existing) await store.changeComment(after);
  return one(ctx, review, after);
}

/** A lesson that was submitted, and a block of it. */
async function requirePassage(
  { candidate }: reviews.StoredReview,
  { lessonId, blockId }: Of<'putComment'>['body'],
): Promise<void> {
  const lesson = candidate && lessonsOf(await manifest(candidate)).find(({ id }) => id === lessonId);
  if (!lesson) throw new AppError('notFound');
  if (blockId === null) return;
  const blocks = lesson.blocks === undefined ? [] : await frozenBlocks(lesson.blocks);
  if (!blocks.some(({ id }) => id === blockId)) throw new AppError('notFound');
}

async function resolve(ctx: Context, { params, body }: Of<'resolveComment'>): Promise<Comment> {
  const { access, review } = await accessToReview(ctx, params);
  const found = await store.comment(params.courseId, params.reviewId, params.commentId);
  if (!found) throw new AppError('notFound');
  requireVoice(access);
  if ((found.resolvedAt !== undefined) === body.resolved) return one(ctx, review, found);
  const by = body.resolved ? { id: ctx.person.id, at: new Date(ctx.now).toISOString() } : null;
  await store.resolveComment(found, by, reviews.resolutionCounted(review, by ? -1 : 1)).catch((error: unknown) => {
    // somebody else did so in the same moment
    if (!isConditionFailure(error)) throw error;
  });
  const after = await store.comment(params.courseId, params.reviewId, params.commentId);
  return one(ctx, review, after ?? found);
}
