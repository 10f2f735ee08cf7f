/**
 * What an import brought becomes the draft of its course and waits for reviewers: nobody learns it before they approve.
 * Who brought in a new course owns it; one that has a draft is changed by its authors only, and not while it is reviewed.
 */
import { AppError } from '#contracts/errors.ts';
import { manifest, type Manifest } from '../courses/courses.reads.ts';
import { branchOf, organisation, peopleById } from '../identity/identity.reads.ts';
import { putContent } from '../platform/blobs.ts';
import type { RecordEvent } from '../platform/events.ts';
import { derivedId } from '../platform/ids.ts';
import { job, jobEnd, jobFailed, jobSucceeded, type StoredJob } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { countsInTeam } from './access.ops.ts';
import { adoptedBase } from './adopted-base.ops.ts';
import * as drafts from './drafts.store.ts';
import { comparisonBetween, giveBack, isChanged, openedReview, partsIn } from './freezing.ops.ts';
import { comparedWith, draftItems, releasedNow } from './freezing-items.ops.ts';
import { bringIntoDraft } from './import-draft.ops.ts';
import { comeBack } from './import-ids.ops.ts';
import { withQuestionsOf } from './import-questions.ops.ts';
import { linkedQuizzes } from './import-quizzes.ops.ts';
import { draftOfImport, saysTheSame } from './imported.ts';
import { originLink } from './origin-link.ops.ts';
import { newReview } from './review.ts';
import { reviewFact } from './review-writes.ops.ts';
import * as reviews from './reviews.store.ts';
import { mayChange } from './team.ts';
import { member, memberPut } from './team.store.ts';

const attemptsMax = 6;

interface Brought {
  stored: StoredJob;
  candidate: Manifest;
  /** to which its texts led where they come from, and which are none of the academy’s */
  testsLeftOut: number;
  /** inside its films, which may not be asked here */
  questionsLeftOut: number;
  reviewId: string;
  /** who brought it in, and when */
  by: string;
  at: string;
  now: number;
  remainingMs(): number;
}

/** `courses.imported`, or `media.brought` where pictures came along: the course is its subject, the job its object, the candidate named by hash. */
export async function takeIn(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.objectId ?? '');
  // ended by another delivery, or stopped
  if (stored.state !== 'running') return dropReview(event);
  const linked = await linkedQuizzes(await comeBack(await manifest(String(event.data['candidate']))));
  const { candidate, leftOut: questionsLeftOut } = await withQuestionsOf(linked.candidate);
  const brought: Brought = {
    ...{ stored, candidate, testsLeftOut: linked.leftOut.length, questionsLeftOut },
    reviewId: reviewIdOf(event),
    ...{ by: event.actorId, at: String(event.data['at']), now: event.now, remainingMs },
  };
  try {
    await bringIn(brought);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
  if ((await job(stored.id)).state !== 'succeeded') await dropReview(event);
}

/** It could not be taken in: nobody waits for it any more. */
export async function takingInFailed(event: RecordEvent): Promise<void> {
  await jobFailed(event.objectId ?? '', new AppError('internal'), event.now);
  await dropReview(event);
}

/** By the job: however often it is delivered it is one review. */
const reviewIdOf = ({ subjectId, objectId = '' }: RecordEvent): string => derivedId('review', subjectId, objectId);

async function dropReview(event: RecordEvent): Promise<void> {
  const [review, draft] = await Promise.all([
    reviews.review(event.subjectId, reviewIdOf(event)),
    drafts.draft(event.subjectId),
  ]);
  if (review?.state === 'preparing' && draft) await giveBack(review, draft, event.now);
}

async function bringIn(brought: Brought): Promise<void> {
  const { courseId, organisationId } = brought.candidate;
  const draft = await drafts.draft(courseId);
  if (!draft) return begin(brought);
  if (draft.organisationId !== organisationId) throw new AppError('idTaken');
  const found = await reviews.review(courseId, brought.reviewId);
  if (found && found.state !== 'preparing') return;
  if (!found) {
    await requireAuthor(brought.by, draft);
    const known = await knownAlready(brought.candidate, draft);
    if (known) return jobSucceeded(brought.stored.id, known, brought.now);
  }
  const review = found ?? (await announce(brought, draft));
  await replace(brought, review);
}

/** Who is in no team changes nobody's draft, whatever else they may. */
async function requireAuthor(personId: string, { id, organisationId, archived }: drafts.StoredDraft): Promise<void> {
  const [people, place, { path }] = await Promise.all([
    peopleById([personId]),
    member(id, personId),
    organisation(organisationId),
  ]);
  const person = people.get(personId);
  const role = person && place && (await countsInTeam(person, path)) ? place.role : undefined;
  if (!mayChange({ role, isManager: false }, archived)) throw new AppError('notAllowed');
}

/** Brought in again, what is released or waits for reviewers is nothing new. */
async function knownAlready(
  candidate: Manifest,
  draft: drafts.StoredDraft,
): Promise<Record<string, string> | undefined> {
  const { id: courseId } = draft;
  if (draft.state === 'inReview') {
    const waiting = await reviews.review(courseId, draft.reviewId ?? '');
    const isSame = waiting?.candidate !== undefined && (await isKnown(candidate, await manifest(waiting.candidate)));
    if (!isSame) throw new AppError('reviewOpen');
    return { courseId, reviewId: waiting.id };
  }
  const released = await releasedNow(draft);
  return released && (await isKnown(candidate, released)) ? { courseId, version: String(released.version) } : undefined;
}

const isKnown = async (candidate: Manifest, known: Manifest): Promise<boolean> =>
  saysTheSame(candidate, known) && !isChanged(await comparisonBetween(candidate, known));

/** A course that is new here: its draft is seen once it is whole, in the moment in which its review opens. */
async function begin(brought: Brought): Promise<void> {
  const { stored, candidate, by, at } = brought;
  const { courseId, organisationId } = candidate;
  const made = await bringIntoDraft(candidate, { jobId: stored.id, by, at, remainingMs: brought.remainingMs });
  const before = await releasedNow({ id: courseId, organisationId });
  const { head, text } = draftOfImport(made, { reviewId: brought.reviewId, version: before?.version, at });
  const { path } = await organisation(organisationId);
  const submission = { id: brought.reviewId, languages: made.languages, note: null, dueAt: null, by, at };
  const review = await opened(brought, made, newReview(head, branchOf(path), submission), head);
  const isEnded = await ending(brought, [
    ...drafts.draftPuts(head, text),
    memberPut({ courseId, personId: by, role: 'owner', since: at }),
    reviews.reviewPut(review),
  ]);
  // another import of the course was quicker: the next delivery finds its draft
  if (!isEnded) throw new Error('the course has a draft by now');
}

/** A course that has a draft: it is under review from here on, so that nobody submits it in between. */
async function announce(
  { candidate, reviewId, by, at }: Brought,
  draft: drafts.StoredDraft,
): Promise<reviews.StoredReview> {
  const { path } = await organisation(draft.organisationId);
  const submission = { id: reviewId, languages: candidate.languages, note: null, dueAt: null, by, at };
  const { title, languages } = candidate;
  const review = newReview({ ...draft, title, languages }, branchOf(path), submission);
  const state = { state: 'inReview', reviewId, submittedAt: at } as const;
  try {
    await transact(
      reviews.reviewPut(review),
      drafts.draftStateWrite(draft.id, state, { attr: 'state', ne: 'inReview' }),
    );
    return review;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const other = await reviews.review(draft.id, reviewId);
    if (other?.state !== 'preparing') throw new AppError('reviewOpen');
    return other;
  }
}

async function replace(brought: Brought, review: reviews.StoredReview): Promise<void> {
  const { stored, candidate, by, at } = brought;
  const before = await drafts.about(candidate.courseId);
  // bundles that cannot name competences leave those of the course
  const whole = { ...candidate, competences: candidate.competences ?? before.competences };
  const made = await bringIntoDraft(whole, { jobId: stored.id, by, at, remainingMs: brought.remainingMs });
  for (let attempt = 1; ; attempt += 1) {
    const draft = await drafts.draft(candidate.courseId);
    if (!draft) throw new AppError('notFound');
    const { head, text } = draftOfImport(made, { reviewId: review.id, version: draft.version, at });
    const after = { ...draft, title: head.title, languages: head.languages, audience: head.audience };
    const changedAt = draft.changedAt > at ? draft.changedAt : at;
    const writes = [
      ...drafts.draftWrites(draft, { ...after, revision: draft.revision + 1, changedAt }, text),
      reviews.reviewChange(review, await opened(brought, made, review, draft)),
    ];
    if (await ending(brought, writes)) return;
    if (attempt === attemptsMax) throw new Error('the draft keeps changing');
  }
}

async function opened(
  { candidate: { courseId, organisationId } }: Brought,
  made: Manifest,
  review: reviews.StoredReview,
  draft: drafts.StoredDraft,
): Promise<reviews.StoredReview> {
  const [before, items] = await Promise.all([releasedNow({ id: courseId, organisationId }), draftItems(draft)]);
  // an adopted course stays one, whatever is brought into it
  const origin = draft.origin && (await originLink(draft, (await comparedWith(made)).lessons));
  const course = { ...made, ...(origin ? { origin } : {}) };
  const candidate = await putContent(JSON.stringify(course), 'application/json');
  const base = before ? undefined : await adoptedBase(draft);
  const changes = await comparisonBetween(made, before ?? base?.manifest);
  const whole = base ? await comparisonBetween(made, undefined) : changes;
  const { title, languages } = made;
  return openedReview(review, {
    ...{ title, languages, candidate, changes, before, adopted: base?.kept, items },
    parts: partsIn(whole, languages),
  });
}

/** The job ends with the review it leads to. False where something has to be read again. */
async function ending(brought: Brought, writes: readonly Write[]): Promise<boolean> {
  const { stored, candidate, testsLeftOut, questionsLeftOut, reviewId, by, now } = brought;
  const { courseId, organisationId } = candidate;
  const fact = { courseId, id: reviewId, organisationId };
  const keyId = (candidate as Manifest & { signedBy?: string }).signedBy;
  const at = new Date(now).toISOString();
  const counts = Object.entries({ testsLeftOut, questionsLeftOut }).filter(([, count]) => count > 0);
  const leftOut = Object.fromEntries(counts.map(([name, count]) => [name, String(count)]));
  try {
    await transact(
      ...writes,
      jobEnd(stored.id, stored.total, { courseId, reviewId, ...leftOut }, at),
      recordPut(reviewFact(fact, 'authoring.imported', by, { jobId: stored.id, ...(keyId ? { keyId } : {}) }), now),
      recordPut(reviewFact(fact, 'authoring.reviewOpened', by), now),
    );
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // another delivery was quicker, or somebody stopped it
    if ((await job(stored.id)).state !== 'running') return true;
    return false;
  }
}
