/** Endpoints of reviews: readiness, submitting and taking back, lists, what was submitted. */
import { AppError } from '#contracts/errors.ts';
import type { reviews as contract, Review } from '#contracts/reviews.ts';
import {
  contentOf,
  lessonsOf,
  manifest,
  usageOf,
  type Manifest,
  type ManifestLesson,
} from '../courses/courses.reads.ts';
import { contentOfOriginal } from '../courses/sharing.reads.ts';
import { branchOf, organisation, requireRoom } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { filmLink } from '../platform/film-link.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessTo, accessToChange, requireChange, type Access } from './access.ops.ts';
import { shownComments } from './comments.ops.ts';
import { comparedVersion } from './compared-version.ops.ts';
import * as drafts from './drafts.store.ts';
import { knownFilms, shownFilms } from './films.ts';
import { comparisonOf, isChanged } from './freezing.ops.ts';
import { draftItems, freezingOf, releasedNow } from './freezing-items.ops.ts';
import { newBytes } from './frozen-bytes.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import { lesson as lessonOf, type StoredLesson } from './outline.store.ts';
import { blocking } from './readiness.ts';
import { readinessOf } from './readiness.ops.ts';
import { accessToReview, accessToReviews } from './review-access.ops.ts';
import { decisionHandlers } from './review-decisions.ops.ts';
import { decidesIn, reviewCards, reviewView } from './review-view.ops.ts';
import { reviewFact } from './review-writes.ops.ts';
import { canBeWithdrawn, endedState, isSubmittedSo, newReview } from './review.ts';
import * as store from './reviews.store.ts';
import { shownPictures } from './text-pictures.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const attemptsMax = 5;

export const reviewHandlers: Handlers<typeof contract> = {
  readiness: async (ctx, { params }) => readinessOf((await accessTo(ctx, params.courseId)).draft),
  submit,
  withdraw,
  reviewQueue: queue,
  courseReviews: ofCourse,
  async review(ctx, { params }) {
    const { access, review } = await accessToReview(ctx, params);
    return reviewView(ctx, access, review);
  },
  reviewLesson: lesson,
  reviewFilm: film,
  ...decisionHandlers,
};

async function submit(ctx: Context, { params: { courseId }, body }: Of<'submit'>): Promise<Review> {
  const access = await accessToChange(ctx, courseId);
  const existing = await store.review(courseId, body.id);
  if (existing) return submitted(ctx, access, existing, body);
  if (access.draft.state === 'inReview') throw new AppError('reviewOpen');
  await requireFit(access, body.languages);
  const at = new Date(ctx.now).toISOString();
  const review = newReview(access.draft, branchOf(access.path), { ...body, by: ctx.person.id, at });
  const record = { kind: 'signal', type: 'authoring.submitted', subjectId: courseId, objectId: body.id } as const;
  try {
    await transact(
      store.reviewPut(review),
      drafts.draftStateWrite(
        courseId,
        { state: 'inReview', reviewId: body.id, submittedAt: review.submittedAt },
        { attr: 'state', ne: 'inReview' },
      ),
      recordPut({ ...record, actorId: ctx.person.id }, ctx.now),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = await store.review(courseId, body.id);
    if (!found) throw new AppError('reviewOpen');
    return submitted(ctx, access, found, body);
  }
  return reviewView(ctx, { ...access, isReviewer: false }, review);
}

/** The review that this request began before; `idTaken` where it was another. */
function submitted(ctx: Context, access: Access, found: store.StoredReview, body: Of<'submit'>['body']) {
  if (!isSubmittedSo(found, { ...body, by: ctx.person.id })) throw new AppError('idTaken');
  return reviewView(ctx, { ...access, isReviewer: false }, found);
}

async function requireFit({ draft, path }: Access, languages: Of<'submit'>['body']['languages']): Promise<void> {
  const unknown = languages.find((language) => !draft.languages.includes(language));
  if (unknown) throw new AppError('invalid', { field: 'body.languages', reason: 'unknown' });
  const [items, released] = await Promise.all([draftItems(draft), releasedNow(draft)]);
  const freezing = await freezingOf(items, languages);
  const [problem] = blocking(freezing);
  if (problem) throw new AppError('notReady', { problem: problem.code });
  const comparison = await comparisonOf(freezing, released);
  if (!isChanged(comparison)) throw new AppError('nothingChanged');
  // what is approved later is not held up any more
  const { usedBytes, quotaBytes } = await usageOf(branchOf(path));
  requireRoom(usedBytes, newBytes(freezing, comparison.lessons, await keptFor(draft, released)), quotaBytes);
}

/** What is there already: in the release before, and in the original of an adopted course. */
async function keptFor({ origin }: Access['draft'], released: Manifest | undefined): Promise<Set<string>> {
  const kept = released ? contentOf(released) : new Set<string>();
  return origin
    ? new Set([...kept, ...(await contentOfOriginal(origin.courseId, [origin.adopted, origin.version]))])
    : kept;
}

async function withdraw(ctx: Context, { params }: Of<'withdraw'>): Promise<Review> {
  // it may be opened or answered in the same moment
  for (let attempt = 1; ; attempt += 1) {
    const { access, review } = await accessToReview(ctx, params);
    requireChange(access);
    if (review.state === 'withdrawn') return reviewView(ctx, access, review);
    if (!canBeWithdrawn(review.state)) throw new AppError('reviewEnded');
    const after: store.StoredReview = { ...review, state: 'withdrawn' };
    const state = endedState(access.draft);
    try {
      await transact(
        store.reviewChange(review, after),
        drafts.draftStateWrite(review.courseId, { state }, { attr: 'reviewId', eq: review.id }),
        recordPut(reviewFact(review, 'authoring.withdrawn', ctx.person.id), ctx.now),
      );
      return await reviewView(ctx, access, after);
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      if (attempt === attemptsMax) throw new AppError('conflict');
    }
  }
}

async function queue(ctx: Context, { params: { organisationId }, query }: Of<'reviewQueue'>) {
  const { path } = await organisation(organisationId);
  requireIn(ctx, 'reviewCourses', path);
  if (branchOf(path) !== organisationId) throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  const scope = `reviews ${organisationId} ${ctx.person.id}`;
  const { items, lastKey } = await store.waitingIn(organisationId, await openCursor(query.cursor, scope, ctx.now));
  const mayDecide = decidesIn(ctx, { isReviewer: true, role: undefined });
  return { items: await reviewCards(items, mayDecide), next: await sealCursor(lastKey, scope, ctx.now) };
}

async function ofCourse(ctx: Context, { params: { courseId }, query }: Of<'courseReviews'>) {
  const access = await accessToReviews(ctx, courseId);
  const scope = `reviews of ${courseId} ${ctx.person.id}`;
  const { items, lastKey } = await store.reviewsOf(courseId, await openCursor(query.cursor, scope, ctx.now));
  return {
    items: await reviewCards(items, decidesIn(ctx, access)),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

async function lesson(ctx: Context, { params }: Of<'reviewLesson'>) {
  const { review } = await accessToReview(ctx, params);
  const { lessonId } = params;
  const [before, after, draft] = await Promise.all([
    comparedVersion(review),
    review.candidate === undefined ? undefined : manifest(review.candidate),
    lessonOf(review.courseId, lessonId),
  ]);
  const shown = async (from: typeof before) => {
    const found = from && lessonsOf(from).find(({ id }) => id === lessonId);
    return found ? lessonShown(from, found, draft) : null;
  };
  const [was, is] = await Promise.all([shown(before), shown(after)]);
  if (!was && !is) throw new AppError('notFound');
  return { before: was, after: is, comments: await shownComments(ctx, review, ({ lessonId: of }) => of === lessonId) };
}

async function film(ctx: Context, { params }: Of<'reviewFilm'>): Promise<Response> {
  const { review } = await accessToReview(ctx, params);
  const submitted = review.candidate === undefined ? undefined : await manifest(review.candidate);
  const found = submitted?.lectures.find(({ id }) => id === params.lectureId);
  if (!found) throw new AppError('notFound');
  return filmLink(found);
}

async function lessonShown(of: Manifest, found: ManifestLesson, draft: StoredLesson | undefined) {
  const blocks = await frozenBlocksOf(of, found);
  const { title, minutes } = found;
  const films = shownFilms(found.lectures, knownFilms(of, []));
  return { title, minutes, blocks, pictures: shownPictures(blocks, of, found, draft?.pictures ?? {}), films };
}
