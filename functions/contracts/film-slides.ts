/** Slides of a lecture: which picture is seen from which second on. Each is kept with all its widths, so that it needs no library. */
import { Language, Sha256, id, line } from './common.ts';
import { endpoint } from './endpoint.ts';
import { PictureVariant } from './media.ts';
import { z } from './z.ts';

export const slidesMax = 300;
/** two of them are at least so far apart, so that each has a second of its own */
export const slideGapMs = 1000;
export const slideAltMax = 500;
export const slideTitleMax = 120;
const variantsMax = 12;

const words = (max: number) => z.partialRecord(Language, line(max));
const said = {
  startMs: z.int().check(z.minimum(0)),
  /** what it shows, for who does not see it; missing ones hold up the review */
  alt: words(slideAltMax),
  title: words(slideTitleMax),
};
const isInOrder = (slides: readonly { startMs: number }[]): boolean =>
  slides.every(({ startMs }, index) => index === 0 || startMs - slides[index - 1]!.startMs >= slideGapMs);

export const Slide = z.strictObject({
  ...said,
  /** hash of its widest WebP */
  key: Sha256,
  /** the picture in its widths and encodings, the widest first */
  variants: z.array(PictureVariant).check(z.minLength(1), z.maxLength(variantsMax)),
});
export type Slide = z.infer<typeof Slide>;

export const Slides = z.array(Slide).check(z.maxLength(slidesMax), z.refine(isInOrder, 'order'));

/** A slide as its author puts it: with a picture of the library, or one that the lecture has (or had) by its hash. */
export const SlidePut = z.strictObject({ ...said, key: z.union([Sha256, id('media')]) });
export type SlidePut = z.infer<typeof SlidePut>;

/** By what a slide is known whose picture has these variants. */
export const slideKey = (variants: readonly PictureVariant[]): string | undefined =>
  variants.find(({ type }) => type === 'image/webp')?.sha256;

/** As they are kept; what is no list of slides has none. */
export function slidesIn(text: string): Slide[] {
  try {
    return z.parse(Slides, JSON.parse(text));
  } catch {
    return [];
  }
}

const params = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });

export const filmSlides = {
  filmSlides: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/slides',
    summary: 'The slides of a lecture, and the hash to say when they are put again.',
    permission: 'signedIn',
    params,
    output: z.object({ items: z.array(Slide), sha256: z.nullable(Sha256) }),
  }),
  saveFilmSlides: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/slides',
    summary: 'Puts the slides of a lecture, in their order and inside of it; none takes them away.',
    permission: 'signedIn',
    params,
    body: z.strictObject({
      items: z.array(SlidePut).check(z.maxLength(slidesMax), z.refine(isInOrder, 'order')),
      /** hash of the slides they were made from; null: there were none */
      base: z.nullable(Sha256),
    }),
    output: z.object({ sha256: z.nullable(Sha256) }),
    errors: ['conflict'],
    bodyBytesMax: 4 * 1024 * 1024,
  }),
  slidePicture: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/slides/{sha256}',
    summary: 'The picture of a slide in one of its variants, immutable (bytes): of the draft, or of what is reviewed.',
    permission: 'signedIn',
    params: z.strictObject({ ...params.shape, sha256: Sha256 }),
    raw: true,
  }),
};
