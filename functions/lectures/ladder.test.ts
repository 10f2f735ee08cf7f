import { describe, expect, it } from 'vitest';
import { fittedInto, rungsOf, segmentSeconds } from './ladder.ts';
import type { Fraction } from './source.ts';

const per = (numerator: number, denominator = 1): Fraction => ({ numerator, denominator });
const sizes = (width: number, height: number) =>
  rungsOf({ width, height, rate: per(25) }).map(({ size }) => `${size.width}x${size.height}`);
const rates = (rate: Fraction | undefined) => {
  const rungs = rungsOf({ width: 640, height: 360, rate });
  return rungs.map((rung) => ({ ...rung, perSecond: rung.rate.numerator / rung.rate.denominator }));
};

describe('the sizes of a film', () => {
  it.each([
    [1920, 1080, ['426x240', '640x360', '854x480', '1280x720', '1920x1080']],
    [3840, 2160, ['426x240', '640x360', '854x480', '1280x720', '1920x1080']],
    [1280, 720, ['426x240', '640x360', '854x480', '1280x720']],
    // a phone held upright stays upright
    [1080, 1920, ['240x426', '360x640', '480x854', '720x1280', '1080x1920']],
    [406, 720, ['240x426', '360x638']],
    // between two sizes; four by three; cinema
    [960, 540, ['426x240', '640x360', '854x480']],
    [640, 480, ['320x240', '480x360', '640x480']],
    [1280, 544, ['426x182', '640x272', '854x362', '1280x544']],
    // as small as it came, and never with an odd side
    [320, 180, ['320x180']],
    [177, 145, ['176x144']],
    [853, 479, ['426x240', '640x360', '852x478']],
  ])('%d × %d', (width, height, expected) => expect(sizes(width, height)).toEqual(expected));

  it('are never larger than the source', () => {
    for (let width = 64; width <= 2000; width += 61)
      for (const ratio of [9 / 16, 3 / 4, 1, 16 / 9, 2.39]) {
        const height = Math.round(width / ratio);
        for (const { size } of rungsOf({ width, height, rate: per(25) }))
          expect(size.width <= Math.max(32, width) && size.height <= Math.max(32, height), `${width}x${height}`).toBe(
            true,
          );
      }
  });

  it.each([
    ['25', per(25), [12.5, 25]],
    ['30', per(30), [10, 30]],
    ['29.97', per(30_000, 1001), [9.99, 29.97]],
    ['23.976', per(24_000, 1001), [11.988, 23.976]],
    ['60, halved', per(60), [10, 30]],
    ['59.94, halved', per(60_000, 1001), [9.99, 29.97]],
    ['50, halved', per(50), [12.5, 25]],
    ['a slide recorder’s 10', per(10), [10, 10]],
    ['15', per(15), [7.5, 15]],
    ['a phone’s 27.3 on average', per(27_300, 1000), [9.99, 29.97]],
    ['one that is not known', undefined, [10, 30]],
    ['nonsense of a file', per(90_000), [10, 30]],
  ])('show so many pictures a second: %s', (_, rate, expected) =>
    expect(rates(rate).map(({ perSecond }) => Math.round(perSecond * 1000) / 1000)).toEqual(expected),
  );

  it('have key frames at the same instants, a segment apart', () => {
    for (const rate of [per(25), per(30_000, 1001), per(24_000, 1001), per(60), per(15), per(20), per(12), undefined]) {
      const apart = rates(rate).map(({ gop, perSecond }) => gop / perSecond);
      expect(rates(rate).every(({ gop }) => Number.isInteger(gop))).toBe(true);
      expect(Math.max(...apart) - Math.min(...apart)).toBeLessThan(1e-9);
      expect(Math.abs(apart[0]! - segmentSeconds)).toBeLessThan(0.1);
    }
  });
});

describe('thumbnails', () => {
  it('fit a square, their width divisible by eight', () => {
    const of = (width: number, height: number) => fittedInto({ width, height, rate: undefined }, 160, 8);
    expect(of(1920, 1080)).toEqual({ width: 160, height: 90 });
    expect(of(1080, 1920)).toEqual({ width: 88, height: 160 });
    expect(of(640, 480)).toEqual({ width: 160, height: 120 });
  });
});
