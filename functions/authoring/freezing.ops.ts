/**
 * Freezes what was submitted: blocks and texts of each lesson under their hashes, the candidate of the release, and where it
 * differs from the version before. Safe to run again at any point: what is kept already is not put again.
 */
import type { Language, Localised } from '#contracts/common.ts';
import { isRetired, type Manifest } from '../courses/courses.reads.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { contentText, putContent } from '../platform/blobs.ts';
import type { RecordEvent } from '../platform/events.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { adoptedBase, type AdoptedBase } from './adopted-base.ops.ts';
import { candidateOf, comparedCourse, comparedLessons, textsOf, type Freezing, type Kept } from './candidate.ts';
import {
  changedTranslations,
  courseChanges,
  lessonChanges,
  type CourseChange,
  type LessonChange,
} from './candidate-changes.ts';
import * as drafts from './drafts.store.ts';
import { knownFilms } from './films.ts';
import { comparedWith, draftItems, freezingOf, releasedNow } from './freezing-items.ops.ts';
import { lessonsIn, type DraftItems, type FrozenLesson } from './frozen-course.ts';
import { historyOf } from './history.store.ts';
import { originLink } from './origin-link.ops.ts';
import { blocking } from './readiness.ts';
import { contributorsOf, endedState, partsFor } from './review.ts';
import * as store from './reviews.store.ts';
import { reviewFact } from './review-writes.ops.ts';
import { teamOf } from './team.store.ts';

const atOnce = 8;
/** with less time than this left, the next delivery goes on */
const enoughMs = 30_000;

/** Where a review's course differs from the version before; kept as content beside the candidate. */
export interface Comparison {
  lessons: LessonChange[];
  course: CourseChange[];
}

/** `authoring.submitted`: the course is its subject, the review its object. */
export async function freeze({ subjectId, objectId = '', now }: RecordEvent, remainingMs: () => number): Promise<void> {
  const [review, draft] = await Promise.all([store.review(subjectId, objectId), drafts.draft(subjectId)]);
  if (review?.state !== 'preparing' || !draft) return;
  const items = await draftItems(draft);
  const freezing = await freezingOf(items, review.languages);
  // somebody has taken away since what the submission needs
  if (blocking(freezing).length) return giveBack(review, draft, now);
  const before = await releasedNow(draft);
  const base = before ? undefined : await adoptedBase(draft);
  const kept = await inParallel(lessonsIn(freezing.modules), atOnce, async (lesson) => {
    if (remainingMs() < enoughMs) throw new Error('out of time');
    return [lesson.id, await keepLesson(lesson, freezing)] as const;
  });
  const { whatChanged } = review;
  const origin = await originLink(draft, lessonsIn(freezing.modules));
  const course = {
    ...candidateOf(freezing, new Map(kept), before),
    ...(whatChanged ? { whatChanged } : {}),
    ...(origin ? { origin } : {}),
  };
  const candidate = await putContent(JSON.stringify(course), 'application/json');
  await open({ review, freezing, candidate, before, base, items }, now);
}

/** Blocks and texts of a lesson as content. */
export async function keepLesson(
  lesson: FrozenLesson,
  freezing: Pick<Freezing, 'languages' | 'media' | 'modules'>,
): Promise<Kept> {
  const blocks = await putContent(JSON.stringify(lesson.blocks), 'application/json');
  const text: Kept['text'] = {};
  for (const [language, markdown] of Object.entries(textsOf(lesson, freezing)))
    text[language as keyof typeof text] = await putContent(markdown, 'text/markdown; charset=utf-8');
  return { blocks, text };
}

interface Frozen {
  review: store.StoredReview;
  freezing: Freezing;
  candidate: string;
  before: Manifest | undefined;
  /** an adopted course as it was adopted, where it is the first release */
  base: AdoptedBase | undefined;
  items: DraftItems;
}

/** Everything is kept: reviewers can begin. */
async function open({ review, freezing, candidate, before, base, items }: Frozen, now: number): Promise<void> {
  const changes = await comparisonOf(freezing, before ?? base?.manifest);
  const whole = base ? await comparisonOf(freezing, undefined) : changes;
  const { draft, languages } = freezing;
  const opened = await openedReview(review, {
    ...{ title: draft.title, languages, candidate, changes, before, adopted: base?.kept, items },
    parts: partsIn(whole, languages),
  });
  await ignoringRepeat(
    transact(
      store.reviewChange(review, opened),
      recordPut(reviewFact(review, 'authoring.reviewOpened', review.submittedBy), now),
    ),
  );
}

export interface Opening {
  title: Localised;
  languages: readonly Language[];
  /** hash of what was frozen */
  candidate: string;
  changes: Comparison;
  /** the release it is compared with; of a first one, the original that was adopted */
  before: Manifest | undefined;
  adopted: store.StoredReview['adopted'];
  parts: store.StoredReview['parts'];
  /** who has written in the draft counts as well */
  items: Pick<DraftItems, 'lessons' | 'blocks'>;
}

/** The review as reviewers find it: its parts, what it is about, who may not answer it. */
export async function openedReview(
  review: store.StoredReview,
  { title, languages, candidate, changes, before, adopted, parts, items }: Opening,
): Promise<store.StoredReview> {
  const comparison = await putContent(JSON.stringify(changes), 'application/json');
  const [history, team, { path }] = await Promise.all([
    historyOf(review.courseId),
    teamOf(review.courseId),
    organisation(review.organisationId),
  ]);
  const since = before && (await writtenSince(review.courseId, before));
  return {
    ...review,
    ...{ state: 'open', branchId: branchOf(path), title, languages: [...languages], candidate, comparison },
    version: (before?.version ?? 0) + 1,
    ...(before ? { before: before.version } : {}),
    ...(adopted ? { adopted } : {}),
    parts,
    contributors: contributorsOf({ since, ...items, history, team, submittedBy: review.submittedBy }),
    changedLessons: changes.lessons.filter(({ kind }) => kind !== 'same').length,
  };
}

/** What is new here is answered in each language it has, also where the original was released so elsewhere. */
export const partsIn = ({ lessons, course }: Comparison, languages: readonly Language[]) =>
  partsFor(changedTranslations(lessons, course, languages));

/** From when on a text is not in the last release: authors go on writing while one is reviewed. */
async function writtenSince(courseId: string, { version, releasedAt }: Manifest): Promise<string> {
  const { items } = await store.reviewsOf(courseId, undefined);
  const source = items.find((each) => each.state === 'released' && each.version === version);
  return source?.submittedAt ?? releasedAt;
}

/** Differences of what would be frozen from the last release. */
export async function comparisonOf(freezing: Freezing, before: Manifest | undefined): Promise<Comparison> {
  const earlier = before && (await comparedWith(before));
  return {
    lessons: lessonChanges(earlier?.lessons ?? [], comparedLessons(freezing, knownFilms(before, freezing.films))),
    course: courseChanges(earlier?.course, comparedCourse(freezing)),
  };
}

/** Differences of a candidate from the last release. */
export async function comparisonBetween(candidate: Manifest, before: Manifest | undefined): Promise<Comparison> {
  const [earlier, later] = await Promise.all([before && comparedWith(before), comparedWith(candidate)]);
  return {
    lessons: lessonChanges(earlier?.lessons ?? [], later.lessons),
    course: courseChanges(earlier?.course, later.course),
  };
}

export const isChanged = ({ lessons, course }: Comparison): boolean =>
  course.length > 0 || lessons.some(({ kind }) => kind !== 'same');

/** The comparison that was kept with a review; nothing while it is being prepared. */
export async function keptComparison({ comparison }: store.StoredReview): Promise<Comparison> {
  return comparison ? (JSON.parse(await contentText(comparison)) as Comparison) : { lessons: [], course: [] };
}

/** It could not be frozen: the submission is taken back, and the draft is as it was. */
export async function freezingFailed({ subjectId, objectId = '', now }: RecordEvent): Promise<void> {
  const [review, draft] = await Promise.all([store.review(subjectId, objectId), drafts.draft(subjectId)]);
  if (review?.state === 'preparing' && draft) await giveBack(review, draft, now);
}

export const giveBack = (review: store.StoredReview, draft: drafts.StoredDraft, now: number): Promise<void> =>
  ignoringRepeat(
    transact(
      store.reviewChange(review, { ...review, state: 'withdrawn' }),
      drafts.draftStateWrite(draft.id, { state: endedState(draft) }, { attr: 'reviewId', eq: review.id }),
      recordPut(reviewFact(review, 'authoring.withdrawn', 'system'), now),
    ),
  );

/** Another delivery, or the team, was quicker. */
async function ignoringRepeat(written: Promise<void>): Promise<void> {
  await written.catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}

/** `courses.released` with a review: that has become a version, and the draft knows of it. */
export async function markReleased({ subjectId, data }: RecordEvent): Promise<void> {
  const [reviewId, version] = [String(data['reviewId']), Number(data['version'])];
  const review = await store.review(subjectId, reviewId);
  if (review?.state === 'approved')
    await ignoringRepeat(transact(store.reviewChange(review, { ...review, state: 'released', version })));
  const isOurs = { attr: 'reviewId', eq: reviewId } as const;
  const inReview = { attr: 'state', eq: 'inReview' } as const;
  await ignoringRepeat(transact(drafts.draftStateWrite(subjectId, { state: 'released' }, { and: [isOurs, inReview] })));
  const upTo = review ? { releasedUpTo: review.submittedAt } : {};
  await ignoringRepeat(
    transact(drafts.draftStateWrite(subjectId, { version, ...upTo }, drafts.knowsLessThan(version))),
  );
}

/** The draft of a course that is taken from the catalogue, or put back, says so; one that is being reviewed does not. */
export async function followRetirement({ subjectId }: RecordEvent): Promise<void> {
  const [from, to] = (await isRetired(subjectId))
    ? (['released', 'retired'] as const)
    : (['retired', 'released'] as const);
  await ignoringRepeat(transact(drafts.draftStateWrite(subjectId, { state: to }, { attr: 'state', eq: from })));
}

/** The course's organisation stands below another academy or region: its review waits there. */
export async function followReview({ id, reviewId }: drafts.StoredDraft, branchId: string): Promise<void> {
  const review = reviewId === undefined ? undefined : await store.review(id, reviewId);
  if (review?.state === 'open' && review.branchId !== branchId) await store.moveReview(review, branchId);
}
