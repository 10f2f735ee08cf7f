/** Pictures that texts name by their path: they came with a bundle, or with a lesson that was copied. */
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { draftBlocks as contract } from '#contracts/draft-blocks.ts';
import { AppError } from '#contracts/errors.ts';
import { manifest, manifestOfVersion, type Manifest, type ManifestLesson } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import type { StoredDraft } from './drafts.store.ts';
import { picturesIn } from './lesson-copy.ts';
import { lesson, type StoredLesson } from './outline.store.ts';
import { accessToReviews } from './review-access.ops.ts';
import { review } from './reviews.store.ts';

type TextPictures = NonNullable<StoredLesson['pictures']>;

/** Bytes of a picture of a lesson as it is written, was submitted or released, for those who see these texts. */
export async function lessonPicture(ctx: Context, { params }: Input<(typeof contract)['lessonPicture']>) {
  const { courseId, lessonId, sha256 } = params;
  const { draft } = await accessToReviews(ctx, courseId);
  const own = Object.values((await lesson(courseId, lessonId))?.pictures ?? {});
  const found = named(own, sha256) ?? named(await frozenPictures(draft), sha256);
  if (!found) throw new AppError('notFound');
  return pictureResponse(found);
}

const named = <P extends { sha256: string }>(pictures: readonly P[], sha256: string): P | undefined =>
  pictures.find((each) => each.sha256 === sha256);

/** Those of the latest review: what was submitted, and what it is compared with. */
export async function frozenPictures({ id, reviewId }: StoredDraft): Promise<Manifest['pictures'][string][]> {
  const latest = reviewId === undefined ? undefined : await review(id, reviewId);
  const [after, before] = await Promise.all([
    latest?.candidate === undefined ? undefined : manifest(latest.candidate),
    latest?.before === undefined ? undefined : manifestOfVersion(id, latest.before),
  ]);
  return [after, before].flatMap((each) => Object.values(each?.pictures ?? {}));
}

/**
 * What the blocks of a released lesson name. A course made of lessons from several others may call a picture differently
 * than its blocks do; those of the draft are called as the blocks say.
 */
export function shownPictures(
  blocks: readonly FrozenBlock[],
  { pictures }: Manifest,
  { blocks: madeHere }: ManifestLesson,
  own: TextPictures,
): TextPictures {
  return picturesIn(blocks, madeHere === undefined ? pictures : { ...pictures, ...own });
}
