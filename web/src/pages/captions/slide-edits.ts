/** Slides on the author's desk: as they are kept, and where new ones go. Pure. */
import type { Language, Localised } from '#contracts/common.ts';
import { slideGapMs, slideKey, type Slide, type SlidePut } from '#contracts/film-slides.ts';
import type { Media, PictureVariant } from '#contracts/media.ts';
import type { Timed } from './timed-items.ts';
import { writtenWords } from './written-words.ts';

export interface EditSlide extends Timed {
  /** hash of its widest WebP */
  key: string;
  variants: readonly PictureVariant[];
  /** of the library, where it came from there since the page was opened */
  mediaId?: string | undefined;
  alt: Localised;
  title: Localised;
}
/** On its way to the academy, and on this device until it is there. */
export type WrittenSlide = Omit<Slide, 'variants'> & Pick<EditSlide, 'variants' | 'mediaId'>;

export const slidesIn = (text: string): WrittenSlide[] => (text ? (JSON.parse(text) as WrittenSlide[]) : []);

export const editSlide = ({ startMs, alt, title, key, variants, mediaId }: WrittenSlide): Omit<EditSlide, 'id'> => ({
  ...{ atMs: startMs, alt, title, key, variants },
  ...(mediaId ? { mediaId } : {}),
});

export const writtenSlide = ({ atMs, alt, title, key, variants, mediaId }: Omit<EditSlide, 'id'>): WrittenSlide => ({
  ...{ startMs: atMs, alt: writtenWords(alt), title: writtenWords(title), key, variants },
  ...(mediaId ? { mediaId } : {}),
});

/** As it is put: by the library where it came from there, else by its hash. */
export const putSlide = ({ startMs, alt, title, key, mediaId }: WrittenSlide): SlidePut => ({
  ...{ startMs, alt, title },
  key: mediaId ?? key,
});

/** A picture of the library as a slide; undefined: it is none that can be shown. */
export function slideOf({ id, variants }: Media, alt: Localised = {}): Omit<EditSlide, 'id' | 'atMs'> | undefined {
  const key = slideKey(variants);
  return key ? { key, variants, mediaId: id, alt, title: {} } : undefined;
}

const tenth = (ms: number) => Math.round(ms / 100) * 100;

/** Moments for so many more slides, evenly from the last one (else from the beginning) to the end; none where they have no room. */
export function spread(count: number, standing: readonly Timed[], durationMs: number): number[] {
  const last = standing.at(-1)?.atMs;
  const step = (durationMs - (last ?? 0)) / (last === undefined ? count : count + 1);
  if (step < slideGapMs + 100) return [];
  const first = last === undefined ? 0 : last + step;
  return Array.from({ length: count }, (_, index) => tenth(first + index * step));
}

/** How many do not say what they show in a language. */
export const silentIn = (slides: readonly Pick<EditSlide, 'alt'>[], language: Language): number =>
  slides.filter(({ alt }) => !alt[language]?.trim()).length;

/** Its pictures in the smaller encoding, the widest first. */
export const smallPictures = ({ variants }: Pick<EditSlide, 'variants'>): readonly PictureVariant[] => {
  const avif = variants.filter(({ type }) => type === 'image/avif');
  return avif.length > 0 ? avif : variants;
};
