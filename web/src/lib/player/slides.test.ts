import { describe, expect, it } from 'vitest';
import { neededKbits, pictureFor, slideAt, slideStart, type Slide } from './slides.ts';

const words = { text: 'Схема', language: 'uk', lang: undefined } as const;
const slide = (startSeconds: number, sizes: [number, number][] = []): Slide => ({
  ...{ startSeconds, alt: words, title: undefined },
  pictures: sizes.map(([width, bytes]) => ({ sha256: `${startSeconds} ${width}`, width, height: width, bytes })),
});
const three = [slide(2), slide(10), slide(20.5)];

describe('slides at times', () => {
  it.each([
    [0, 0],
    [2, 0],
    [9.9, 0],
    [10, 1],
    [20.46, 2],
    [900, 2],
  ])('at %s s it is number %s; before the first begins, the first', (seconds, index) => {
    expect(slideAt(three, seconds)).toBe(index);
  });

  it('has none where there are none', () => {
    expect(slideAt([], 5)).toBe(-1);
    expect(slideStart([], 5, 1)).toBeUndefined();
  });

  it('goes to the neighbour, and not beyond the ends', () => {
    expect(slideStart(three, 12, 1)).toBe(20.5);
    expect(slideStart(three, 12, -1)).toBe(2);
    expect(slideStart(three, 30, 1)).toBeUndefined();
    expect(slideStart(three, 3, -1)).toBeUndefined();
  });
});

describe('the picture of a slide', () => {
  const { pictures } = slide(0, [
    [1600, 90_000],
    [1024, 50_000],
    [640, 25_000],
    [320, 9_000],
  ]);
  it.each([
    [{ width: 320, density: 1, spares: false }, 320],
    [{ width: 320, density: 2, spares: false }, 640],
    [{ width: 390, density: 3, spares: false }, 1024],
    [{ width: 1300, density: 2, spares: false }, 1600],
    [{ width: 390, density: 3, spares: true }, 640],
    [{ width: 1300, density: 2, spares: true }, 640],
    [{ width: 300, density: 3, spares: true }, 320],
  ])('is the smallest that fits: %j → %s', (box, width) => {
    expect(pictureFor(pictures, box)?.width).toBe(width);
  });

  it('is the widest there is where none is wide enough', () => {
    expect(pictureFor(slide(0, [[200, 1]]).pictures, { width: 900, density: 1, spares: false })?.width).toBe(200);
    expect(pictureFor([], { width: 900, density: 1, spares: false })).toBeUndefined();
  });
});

describe('what sound with slides needs', () => {
  it('is the sound alone where there are none', () => expect(neededKbits([], 60)).toBe(48));

  it('is the bytes of the pictures over the time, beside the sound', () => {
    // 2 × 30 kB in a minute: 8 kbit/s
    expect(neededKbits([slide(0, [[640, 30_000]]), slide(30, [[640, 30_000]])], 60)).toBe(56);
  });

  it('counts a picture that is shown again once, and a part of a kilobit as one', () => {
    const again = slide(0, [[640, 30_001]]);
    expect(neededKbits([again, again, again], 60)).toBe(53);
  });
});
