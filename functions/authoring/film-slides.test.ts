import { describe, expect, it } from 'vitest';
import { slidesIn, type Slide } from '#contracts/film-slides.ts';
import type { PictureVariant } from '#contracts/media.ts';
import { mediaIn, slidePictures, slidesOf, takenAway, withoutAlt } from './film-slides.ts';

const hash = (letter: string) => letter.repeat(64);
const variants = (letter: string): PictureVariant[] => [
  { sha256: hash(letter), type: 'image/avif', width: 700, height: 400, bytes: 9 },
  {
    sha256: hash(`${(parseInt(letter, 16) + 5) % 16}`.at(-1)!),
    type: 'image/webp',
    width: 700,
    height: 400,
    bytes: 12,
  },
];
const keyOf = (letter: string) => variants(letter)[1]!.sha256;
const media = (state: 'ready' | 'processing' = 'ready', kind: 'picture' | 'file' = 'picture') =>
  new Map([['mda_1', { kind, state, variants: variants('a') }]]);
const put = (key: string, startMs = 0) => ({ startMs, key, alt: { uk: 'Схема' }, title: {} });
const slide = (letter: string, startMs = 0, alt: Slide['alt'] = { uk: 'Схема' }): Slide => ({
  ...{ startMs, alt, title: {}, key: keyOf(letter), variants: variants(letter) },
});

describe('slides that are put', () => {
  it('are kept with their pictures: of the library by its id, of the lecture by their hash', () => {
    const kept = slidesOf([put('mda_1'), put(keyOf('b'), 2000)], { media: media(), slides: [slide('b')] });
    expect(kept.map(({ key, variants: all }) => [key, all])).toEqual([
      [keyOf('a'), variants('a')],
      [keyOf('b'), variants('b')],
    ]);
    expect(slidesIn(JSON.stringify(kept))).toEqual(kept);
    expect(mediaIn([put('mda_1'), put('mda_1', 1000), put(keyOf('b'), 2000)])).toEqual(['mda_1']);
  });

  it.each([
    ['of nobody', put('mda_2'), media()],
    ['still being checked', put('mda_1'), media('processing')],
    ['that is a file', put('mda_1'), media('ready', 'file')],
    ['of another lecture', put(keyOf('c')), media()],
  ])('are refused with a picture %s', (_, item, known) => {
    expect(() => slidesOf([item], { media: known, slides: [slide('b')] })).toThrow('invalid');
  });

  it('leave behind what they no longer show', () => {
    expect(takenAway([slide('a'), slide('b', 2000)], [{ key: keyOf('b') }])).toEqual([slide('a')]);
  });
});

describe('slides of a version', () => {
  it('name their pictures by the path of the widest, with all widths and encodings', () => {
    const [avif, webp] = variants('a').map(({ bytes: _, ...file }) => file);
    expect(slidePictures([slide('a'), slide('a', 3000)])).toEqual({
      [`${keyOf('a')}.webp`]: { ...webp, variants: [avif, webp] },
    });
  });

  it('say what they show, or it is known in which languages one does not', () => {
    const slides = [slide('a', 0, { uk: 'Схема', en: 'Diagram' }), slide('b', 1000, { uk: 'План', en: ' ' })];
    expect(withoutAlt(slides, ['uk', 'ru', 'en'])).toEqual(['ru', 'en']);
    expect(withoutAlt([], ['uk'])).toEqual([]);
  });
});
