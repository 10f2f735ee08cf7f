/** Reviews as authors and reviewers go through them, in few words. */
import { inject } from 'vitest';
import { reviews, type Review, type ReviewPartName } from '#contracts/reviews.ts';
import type { Language } from '#contracts/common.ts';
import type { Client } from '../../infra/local/client.ts';
import { createPerson, newId, signIn, until, type Person, type TestClient } from './stack.ts';

export interface ReviewKey {
  courseId: string;
  reviewId: string;
}

export const reviewOf = (client: Client, params: ReviewKey): Promise<Review> => client.call(reviews.review, { params });

/** Waits until a review is in one of these states. */
export const reviewIs = (client: Client, params: ReviewKey, ...states: Review['state'][]): Promise<Review> =>
  until(
    () => reviewOf(client, params),
    ({ state }) => states.includes(state),
    60,
  );

/** Waits until a course stands in the queue of its academy’s reviewers. */
export const waitsForReview = (reviewer: Client, organisationId: string, courseId: string) =>
  until(
    () => reviewer.call(reviews.reviewQueue, { params: { organisationId }, query: {} }),
    ({ items }) => items.some((card) => card.courseId === courseId),
    60,
  );

/** Asks for a review; does not wait for it. */
export async function askForReview(
  client: TestClient,
  courseId: string,
  { id = newId('review'), languages = ['uk', 'en'] as Language[], note = null as string | null } = {},
): Promise<ReviewKey> {
  const body = { id, languages, note, dueAt: null };
  await client.call(reviews.submit, { params: { courseId }, body });
  return { courseId, reviewId: id };
}

/** Submits a course and waits until reviewers can begin. */
export async function submit(...asked: Parameters<typeof askForReview>): Promise<ReviewKey> {
  const key = await askForReview(...asked);
  const { state } = await reviewIs(asked[0], key, 'open', 'withdrawn');
  if (state !== 'open') throw new Error(`review ${state}`);
  return key;
}

export const approve = (client: Client, params: ReviewKey, part: ReviewPartName = 'course'): Promise<Review> =>
  client.call(reviews.decide, { params, body: { part, decision: 'approve', note: null } });

export const giveBack = (client: TestClient, params: ReviewKey, note: string, part: ReviewPartName = 'course') =>
  client.call(reviews.decide, { params, body: { part, decision: 'return', note } });

/** Approves every part that is open, and waits for the release. */
export async function release(reviewer: Client, key: ReviewKey): Promise<Review> {
  const { parts } = await reviewOf(reviewer, key);
  for (const { part, state } of parts) if (state === 'open') await approve(reviewer, key, part);
  return reviewIs(reviewer, key, 'released');
}

let ofService: Promise<TestClient> | undefined;
/** Who reviews for the whole service, signed in once per file. */
export const serviceReviewer = () => (ofService ??= signIn(inject('reviewer').login));

/** A reviewer of an academy, signed in. */
export async function newReviewer(organisationId: string): Promise<Person & { client: TestClient }> {
  const person = await createPerson(organisationId, ['reviewer']);
  return { ...person, client: await signIn(person.login) };
}
