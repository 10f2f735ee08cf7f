import { describe, expect, it } from 'vitest';
import { placeLimit, placeWithin } from './place-limit.ts';

describe('where skipping ahead is forbidden', () => {
  it('one goes as far as was watched without a gap, until the lecture counts', () => {
    const watched = (spans: [number, number][], completed = false) => ({ spans, completed });
    expect(placeLimit(true, watched([]))).toBe(0);
    // prettier-ignore
    expect(placeLimit(true, watched([[0, 30], [30.2, 61], [200, 300]]))).toBe(61);
    expect(placeLimit(true, watched([[100, 200]]))).toBe(0);
    expect(placeLimit(true, watched([[0, 30]], true))).toBe(Infinity);
    expect(placeLimit(false, watched([]))).toBe(Infinity);
  });

  it('back is always free; ahead leads to the furthest place and says so', () => {
    expect(placeWithin(12, 60)).toEqual({ seconds: 12, held: false });
    expect(placeWithin(60.5, 60)).toEqual({ seconds: 60.5, held: false });
    expect(placeWithin(61, 60)).toEqual({ seconds: 60, held: true });
    expect(placeWithin(500, 0)).toEqual({ seconds: 0, held: true });
    expect(placeWithin(500, Infinity)).toEqual({ seconds: 500, held: false });
  });
});
