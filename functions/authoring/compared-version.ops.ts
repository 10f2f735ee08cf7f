/** What a review compares what was submitted with. */
import { manifest, manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import type { StoredReview } from './reviews.store.ts';

/** The release before, or of a first one the version of the original that was adopted. */
export async function comparedVersion({ courseId, before, adopted }: StoredReview): Promise<Manifest | undefined> {
  if (before !== undefined) return manifestOfVersion(courseId, before);
  return adopted && manifest(adopted.base);
}
