/** What reviewers have approved becomes the next version: once for each review, however often it is heard of. */
import { contentSize, contentText } from '../platform/blobs.ts';
import type { RecordEvent } from '../platform/events.ts';
import { inParallel } from '../platform/parallel.ts';
import { contentOf, releasedOf, type Candidate } from './candidate.ts';
import * as store from './courses.store.ts';
import type { Manifest } from './manifest.ts';
import { keptOf } from './quota.ops.ts';
import { release } from './release.ops.ts';
import { contentOfOriginal } from './sharing.reads.ts';

const atOnce = 8;

/** `authoring.approved`: the course is its subject, the review its object, the candidate named by hash. */
export async function releaseApproved({ subjectId, objectId, actorId, data, now }: RecordEvent): Promise<void> {
  const [courseId, reviewId] = [subjectId, objectId ?? ''];
  if (await store.versionOfReview(courseId, reviewId)) return;
  const candidate = JSON.parse(await contentText(String(data['candidate']))) as Candidate;
  if (candidate.courseId !== courseId) throw new Error('candidate of another course');
  await release(
    {
      courseId,
      organisationId: candidate.organisationId,
      id: reviewId,
      actorId,
      data: { reviewId },
      // the moment of the approval, so that a repeat builds the same bytes
      manifest: (at) => releasedOf(candidate, { ...at, releasedAt: String(data['approvedAt']) }),
      // whether there is room was asked when it was submitted: what is approved is not held up
      addition: async (branchId, manifest, before) => ({
        branchId,
        bytes: await addedBytes(manifest, await keptFor(manifest, before)),
        quotaBytes: null,
      }),
      end: (version) => [store.reviewReleased(courseId, reviewId, version)],
      isReleased: async () => (await store.versionOfReview(courseId, reviewId)) !== undefined,
    },
    now,
  );
}

async function keptFor({ courseId, origin }: Manifest, before: Manifest | undefined): Promise<ReadonlySet<string>> {
  const kept = await keptOf(courseId, before);
  if (!origin) return kept;
  const versions = [origin.version, ...origin.spans.map(({ from }) => from)];
  return new Set([...kept, ...(await contentOfOriginal(origin.courseId, versions))]);
}

async function addedBytes(manifest: Manifest, kept: ReadonlySet<string>): Promise<number> {
  const added = [...contentOf(manifest)].filter((hash) => !kept.has(hash));
  const sizes = await inParallel(added, atOnce, contentSize);
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
