import { describe, expect, it } from 'vitest';
import type { Media } from '#contracts/media.ts';
import {
  editSlide,
  putSlide,
  silentIn,
  slideOf,
  slidesIn,
  smallPictures,
  spread,
  writtenSlide,
} from './slide-edits.ts';

const hash = (letter: string) => letter.repeat(64);
const variants = [
  { sha256: hash('a'), type: 'image/avif', width: 640, height: 360, bytes: 9 },
  { sha256: hash('b'), type: 'image/webp', width: 640, height: 360, bytes: 12 },
] as const;
const slide = { atMs: 2000, key: hash('b'), variants, alt: { uk: 'План' }, title: {} };
const at = (...moments: number[]) => moments.map((atMs, id) => ({ id, atMs }));

describe('new slides', () => {
  it('are spread evenly over the whole lecture, or over what is left of it', () => {
    expect(spread(3, [], 12_000)).toEqual([0, 4000, 8000]);
    expect(spread(2, at(0), 12_000)).toEqual([4000, 8000]);
    expect(spread(2, at(0, 6000), 12_000)).toEqual([8000, 10_000]);
  });

  it('have no place where they would stand closer than a second', () => {
    expect(spread(12, [], 12_000)).toEqual([]);
    expect(spread(1, at(11_500), 12_000)).toEqual([]);
  });

  it('are pictures of the library, not yet described', () => {
    const media = { id: 'mda_1', variants: [...variants] } as unknown as Media;
    expect(slideOf(media)).toEqual({ key: hash('b'), variants, mediaId: 'mda_1', alt: {}, title: {} });
    expect(slideOf({ ...media, variants: [] })).toBeUndefined();
  });
});

describe('slides as they are kept', () => {
  it('come back as they went, blank words left out', () => {
    const written = writtenSlide({ ...slide, mediaId: 'mda_1', alt: { uk: ' План ', en: ' ' } });
    expect(slidesIn(JSON.stringify([written])).map(editSlide)).toEqual([{ ...slide, mediaId: 'mda_1' }]);
    expect(slidesIn('')).toEqual([]);
  });

  it('are put by the library where they are new, else by their hash', () => {
    expect(putSlide(writtenSlide(slide))).toEqual({ startMs: 2000, key: hash('b'), alt: { uk: 'План' }, title: {} });
    expect(putSlide(writtenSlide({ ...slide, mediaId: 'mda_1' })).key).toBe('mda_1');
  });

  it('are counted where they do not say what they show, and weighed in the smaller encoding', () => {
    expect([silentIn([slide], 'uk'), silentIn([slide], 'en')]).toEqual([0, 1]);
    expect(smallPictures(slide).map(({ type }) => type)).toEqual(['image/avif']);
    expect(smallPictures({ variants: [variants[1]] })).toHaveLength(1);
  });
});
