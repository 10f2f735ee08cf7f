import { expect, it } from 'vitest';
import { markPlace } from './watermark.ts';

const round = (calm: boolean) => Array.from({ length: 16 }, (_, moves) => markPlace(moves, calm));

it('the number is elsewhere after each move, and never where captions are', () => {
  for (const calm of [false, true]) {
    const places = round(calm);
    for (const [at, { across, down }] of places.entries()) {
      expect(places[at + 1]).not.toEqual({ across, down });
      expect(across).toBeGreaterThanOrEqual(0);
      expect(across).toBeLessThanOrEqual(1);
      expect(down).toBeLessThanOrEqual(0.5);
    }
  }
});

it('who wants little motion has it in the corners alone', () => {
  expect(round(true).every(({ across }) => across === 0 || across === 1)).toBe(true);
});
