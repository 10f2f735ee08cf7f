/** Rules of a lecture’s slides in a draft. Pure. */
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { slideKey, type Slide, type SlidePut } from '#contracts/film-slides.ts';
import type { PictureVariant } from '#contracts/media.ts';
import type { Picture } from '../courses/courses.reads.ts';
import type { StoredMedia } from '../media/media.reads.ts';

/** What may be put: pictures of the library by id, those the lecture has or had by hash. */
export interface Known {
  media: ReadonlyMap<string, Pick<StoredMedia, 'kind' | 'state' | 'variants'>>;
  slides: readonly Pick<Slide, 'key' | 'variants'>[];
}

/** As they are kept, each with its picture; throws where one is not to be had. */
export function slidesOf(items: readonly SlidePut[], { media, slides }: Known): Slide[] {
  const known = new Map(slides.map(({ key, variants }) => [key, variants]));
  return items.map(({ startMs, alt, title, key }) => {
    const variants = known.get(key) ?? ofLibrary(media.get(key));
    const shown = variants && slideKey(variants);
    if (!shown) throw new AppError('invalid', { field: 'items', reason: 'picture' });
    return { startMs, alt, title, key: shown, variants };
  });
}

const ofLibrary = (found: Known['media'] extends ReadonlyMap<string, infer M> ? M | undefined : never) =>
  found?.kind === 'picture' && found.state === 'ready' ? found.variants : undefined;

/** Ids of the library among what is put. */
export const mediaIn = (items: readonly SlidePut[]): string[] => [
  ...new Set(items.flatMap(({ key }) => (key.startsWith('mda_') ? [key] : []))),
];

/** Slides whose picture is not shown any more. */
export const takenAway = (before: readonly Slide[], after: readonly Pick<Slide, 'key'>[]): Slide[] => {
  const left = new Set(after.map(({ key }) => key));
  return before.filter(({ key }) => !left.has(key));
};

/** Pictures of slides as a version names them, by the path of their widest. */
export function slidePictures(slides: readonly Slide[]): Record<string, Picture> {
  const shown = slides.flatMap(({ key, variants }) => {
    const widest = variants.find(({ sha256 }) => sha256 === key);
    return widest ? [[`${key}.webp`, { ...fileOf(widest), variants: variants.map(fileOf) }] as const] : [];
  });
  return Object.fromEntries(shown);
}
const fileOf = ({ sha256, type, width, height }: PictureVariant) => ({ sha256, type, width, height });

/** Languages, of those asked for, in which a slide does not say what it shows. */
export const withoutAlt = (slides: readonly Pick<Slide, 'alt'>[], languages: readonly Language[]): Language[] =>
  languages.filter((language) => slides.some(({ alt }) => !alt[language]?.trim()));
