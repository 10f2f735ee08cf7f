/** Slides of a lecture in a draft: read by who writes them on, saved where nobody was quicker, their pictures served. */
import { AppError } from '#contracts/errors.ts';
import { slidesIn, type filmSlides as contract, type Slide } from '#contracts/film-slides.ts';
import { contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { accessToChange } from './access.ops.ts';
import { addition, saveAddition } from './film-additions.ops.ts';
import { filmOf } from './film-captions.ops.ts';
import { requireInside } from './film-chapters.ts';
import { mediaIn, slidesOf, takenAway } from './film-slides.ts';
import { usableMedia } from './freezing-items.ops.ts';
import { accessToReviews } from './review-access.ops.ts';
import * as taken from './taken-slides.store.ts';
import { frozenPictures } from './text-pictures.ops.ts';

const atOnce = 8;

export const slideHandlers: Handlers<typeof contract> = { filmSlides, saveFilmSlides, slidePicture };

async function filmSlides(ctx: Context, { params }: Input<(typeof contract)['filmSlides']>) {
  const { text, sha256 } = await addition(ctx, params, 'slides');
  return { items: text ? slidesIn(text) : [], sha256 };
}

async function saveFilmSlides(ctx: Context, { params, body }: Input<(typeof contract)['saveFilmSlides']>) {
  const { draft } = await accessToChange(ctx, params.courseId);
  const before = await slidesNow(draft, params.lectureId);
  const hashes = body.items.flatMap(({ key }) => (key.startsWith('mda_') ? [] : [key]));
  const [media, former] = await Promise.all([
    usableMedia(draft, mediaIn(body.items)),
    taken.slidesTaken(params.courseId, hashes),
  ]);
  const items = slidesOf(body.items, { media, slides: [...former, ...before] });
  // what goes away can come back: an author who takes a step back has only its hash
  await inParallel(takenAway(before, items), atOnce, (slide) => taken.keepTaken(params.courseId, slide, ctx.now));
  return saveAddition(ctx, params, 'slides', {
    value: items.length > 0 ? items : null,
    base: body.base,
    require: (film) => requireInside(items, film),
  });
}

async function slidesNow(draft: Parameters<typeof filmOf>[0], lectureId: string): Promise<Slide[]> {
  const { film } = await filmOf(draft, lectureId);
  return film.slides ? slidesIn(await contentText(film.slides)) : [];
}

/** For the team, and for those who review what was submitted. */
async function slidePicture(ctx: Context, { params }: Input<(typeof contract)['slidePicture']>): Promise<Response> {
  const { courseId, lectureId, sha256 } = params;
  const { draft } = await accessToReviews(ctx, courseId);
  const own = (await slidesNow(draft, lectureId)).flatMap(({ variants }) => variants);
  const isIt = (each: { sha256: string }) => each.sha256 === sha256;
  const frozen = async () => (await frozenPictures(draft)).flatMap(({ variants = [] }) => variants);
  const found = own.find(isIt) ?? (await frozen()).find(isIt);
  if (!found) throw new AppError('notFound');
  return pictureResponse(found);
}
