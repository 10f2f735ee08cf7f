/** Slides of a lecture as its player shows them: which one is on, in which width, and what they cost. Pure. */
import type { LectureSlide } from '#contracts/lectures.ts';
import type { Picked } from '../languages.ts';

export type SlidePicture = LectureSlide['pictures'][number];
export interface Slide {
  startSeconds: number;
  /** what it shows */
  alt: Picked;
  /** undefined: it has none */
  title: Picked | undefined;
  /** the widest first */
  pictures: readonly SlidePicture[];
}

export interface NumberedSlide extends Slide {
  /** from 1 */
  number: number;
}
export const numbered = (slides: readonly Slide[]): NumberedSlide[] =>
  slides.map((slide, index) => ({ ...slide, number: index + 1 }));

/** bit rates in kbit/s: of sound alone, and of the link on which sound with slides has room */
export const soundKbits = 48;
export const slowLinkKbits = 64;
/** Where data are spared a slide is no wider than this: its words can still be read. */
const sparedWidth = 640;
/** sharper than this nobody sees */
const densityMax = 2;

/** Index of the slide that is on; before the first begins, that one. */
export const slideAt = (slides: readonly { startSeconds: number }[], seconds: number): number =>
  Math.max(
    Math.min(0, slides.length - 1),
    slides.findLastIndex(({ startSeconds }) => startSeconds <= seconds + 0.05),
  );

/** Where the slide so many further begins; undefined: there is none. */
export const slideStart = (slides: readonly Slide[], seconds: number, by: 1 | -1): number | undefined =>
  slides[slideAt(slides, seconds) + by]?.startSeconds;

interface Box {
  /** how wide it is shown, in CSS points */
  width: number;
  /** points of the screen to one of these */
  density: number;
  /** data are to be saved, or the link is slow */
  spares: boolean;
}

/** The smallest picture that fills the box, else the widest. */
export function pictureFor<P extends Pick<SlidePicture, 'width'>>(
  pictures: readonly P[],
  { width, density, spares }: Box,
): P | undefined {
  const wanted = spares ? Math.min(width, sparedWidth) : width * Math.min(density, densityMax);
  return pictures.findLast((each) => each.width >= wanted) ?? pictures[0];
}

/** What sound with these slides needs on the average where data are spared, in whole kbit/s; each picture is fetched once. */
export function neededKbits(
  slides: readonly { pictures: readonly Pick<SlidePicture, 'sha256' | 'width' | 'bytes'>[] }[],
  seconds: number,
): number {
  const box = { width: sparedWidth, density: 1, spares: true };
  const shown = slides.flatMap(({ pictures }) => pictureFor(pictures, box) ?? []);
  const once = new Map(shown.map(({ sha256, bytes }) => [sha256, bytes]));
  const bytes = [...once.values()].reduce((sum, one) => sum + one, 0);
  return soundKbits + Math.ceil((bytes * 8) / 1000 / Math.max(1, seconds));
}
