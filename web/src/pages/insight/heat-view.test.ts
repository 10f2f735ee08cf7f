import { describe, expect, it } from 'vitest';
import {
  areaOf,
  atLeast,
  chapterAt,
  drawing,
  leftAt,
  placeAfter,
  placeAt,
  placesOf,
  stretchesOf,
} from './heat-view.ts';

const heat = {
  ...{ at: '2026-11-22T10:00:00.000Z', people: 20, completed: 10, withCaptions: 0, bucketSeconds: 30 },
  watched: [20, 20, 15, 0],
  again: [0, 0, 5, 5],
  left: [{ fromSeconds: 60, toSeconds: 90, people: 6 }],
};
const places = placesOf(heat);

describe('a lecture on the page of how it is watched', () => {
  it('is told in stretches of which the same can be said', () => {
    expect(stretchesOf(places)).toEqual([
      { fromSeconds: 0, toSeconds: 60, watched: 20, again: 0 },
      { fromSeconds: 60, toSeconds: 90, watched: 15, again: 5 },
      { fromSeconds: 90, toSeconds: 120, watched: 0, again: 5 },
    ]);
  });

  it('is drawn in steps, all people as high as the drawing', () => {
    expect(drawing).toEqual({ width: 1200, height: 200 });
    expect(areaOf(heat.watched, heat.people)).toBe('M0 200V0H300V0H600V50H900V200H1200V200Z');
    expect(areaOf([0], 0)).toBe('M0 200V200H1200V200Z');
  });

  it('says where people left, and in which chapter one is', () => {
    expect(places.map((place) => leftAt(heat, place)?.people)).toEqual([undefined, undefined, 6, undefined]);
    const chapters = [0, 45].map((startSeconds) => ({ startSeconds, title: { en: `From ${startSeconds}` } }));
    expect([0, 44, 45, 119].map((at) => chapterAt(chapters, at)?.startSeconds)).toEqual([0, 0, 45, 45]);
    expect(chapterAt([], 10)).toBeUndefined();
  });

  it('says of “all” how many that are at least', () => {
    expect([5, 8, 10, 100].map(atLeast)).toEqual([3, 4, 6, 96]);
  });

  it.each([
    ['ArrowRight', 1, 2],
    ['ArrowLeft', 0, 0],
    ['PageUp', 1, 3],
    ['Home', 3, 0],
    ['End', 0, 3],
    ['Tab', 1, undefined],
  ])('%s at place %d leads to %s', (key, from, to) => expect(placeAfter(key, from, 4)).toBe(to));

  it('follows the pointer, also to the very edge', () => {
    expect([-0.1, 0, 0.49, 1].map((share) => placeAt(share, 4))).toEqual([0, 0, 1, 3]);
  });
});
