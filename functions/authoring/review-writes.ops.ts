/** The facts that go with what is written of a review. */
import type { NewRecord } from '../platform/record.ts';
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
