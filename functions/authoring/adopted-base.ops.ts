/** With what the first review of an adopted course is compared: the version that was adopted, under the ids it has here. */
import { lessonsOf, manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import { putContent } from '../platform/blobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { adoptedBlocks, adoptedManifest } from './adopted-course.ts';
import { adoptedId } from './adoption.ops.ts';
import type { StoredDraft } from './drafts.store.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import type { StoredReview } from './reviews.store.ts';

const atOnce = 8;

export interface AdoptedBase {
  manifest: Manifest;
  /** where it is kept, and where it comes from */
  kept: NonNullable<StoredReview['adopted']>;
}

/** Undefined where the course is of one's own. Its blocks are content since it was adopted: what is kept is not put again. */
export async function adoptedBase(draft: StoredDraft): Promise<AdoptedBase | undefined> {
  const { id: courseId, organisationId, origin } = draft;
  if (!origin) return undefined;
  const original = await manifestOfVersion(origin.courseId, origin.adopted);
  const idOf = adoptedId(courseId);
  const blocks = await inParallel(lessonsOf(original), atOnce, async (lesson) => {
    const own = adoptedBlocks(await frozenBlocksOf(original, lesson), idOf);
    return [lesson.id, await putContent(JSON.stringify(own), 'application/json')] as const;
  });
  // whose learners see it is nobody's to take over
  const adopted = adoptedManifest(original, { courseId, organisationId, idOf }, new Map(blocks));
  const manifest: Manifest = { ...adopted, audience: 'own' };
  const base = await putContent(JSON.stringify(manifest), 'application/json');
  const from = { courseId: origin.courseId, organisationId: origin.organisationId, version: origin.adopted };
  return { manifest, kept: { base, ...from } };
}
