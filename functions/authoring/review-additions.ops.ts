/** What is added to a film that is reviewed, beside what the release before had. */
import { filmAdditions } from '#contracts/film-additions.ts';
import type { reviewAdditions as contract } from '#contracts/review-additions.ts';
import { AppError } from '#contracts/errors.ts';
import { manifest } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { linesOfAddition } from './addition-lines.ops.ts';
import { comparedVersion } from './compared-version.ops.ts';
import { accessToReview } from './review-access.ops.ts';

const atOnce = 3;

export const reviewAdditionHandlers: Handlers<typeof contract> = { reviewAdditions };

async function reviewAdditions(ctx: Context, { params }: Input<(typeof contract)['reviewAdditions']>) {
  const { review } = await accessToReview(ctx, params);
  const [before, after] = await Promise.all([
    comparedVersion(review),
    review.candidate === undefined ? undefined : manifest(review.candidate),
  ]);
  const [was, is] = [before, after].map((of) => of?.lectures.find(({ id }) => id === params.lectureId));
  if (!was && !is) throw new AppError('notFound');
  const kinds = filmAdditions.filter((kind) => was?.[kind] ?? is?.[kind]);
  const items = await inParallel(kinds, atOnce, async (kind) => {
    const changed = was?.[kind] !== is?.[kind];
    const lines = await linesOfAddition(is?.[kind]);
    return { kind, changed, before: changed ? await linesOfAddition(was?.[kind]) : lines, after: lines };
  });
  return { items };
}
