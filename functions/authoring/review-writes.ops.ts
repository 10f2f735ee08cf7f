/** What writes of a review have in common: facts, and what a draft is afterwards. */
import type { NewRecord } from '../platform/record.ts';
import type { StoredDraft } from './drafts.store.ts';
import type { StoredReview } from './reviews.store.ts';

/** A fact about a review; the organisation places it. */
export const reviewFact = (
  { courseId, id, organisationId }: Pick<StoredReview, 'courseId' | 'id' | 'organisationId'>,
  type: string,
  actorId: string,
  data: Record<string, string | number> = {},
): NewRecord => ({
  kind: 'fact',
  type,
  subjectId: courseId,
  objectId: id,
  actorId,
  data: { organisationId, ...data },
});

/** What a draft is when its review has ended without an answer. */
export const endedState = ({ version }: Pick<StoredDraft, 'version'>): StoredDraft['state'] =>
  version === undefined ? 'draft' : 'released';
