import { describe, expect, test } from 'vitest';
import { lessonGaps, moduleGaps, nearest } from './drop.ts';
import { outlineOf } from './outline.ts';
import { sketch } from './outline-fixture.ts';

const outline = outlineOf(sketch({ m1: ['a', 'b'], m2: ['c'], m3: [] }));
/** rows of 40 in the order they are drawn */
const boxes = Object.fromEntries(
  ['m1', 'a', 'b', 'm2', 'c', 'm3'].map((id, index) => [id, { top: index * 40, bottom: index * 40 + 40 }]),
);
const lessonAt = (id: string, y: number) => nearest(lessonGaps(outline, boxes, id), y)?.at;
const moduleAt = (id: string, y: number) => nearest(moduleGaps(outline, boxes, id), y)?.at;

describe('a pulled lesson', () => {
  test.each([
    [0, { moduleId: 'm1', index: 0 }],
    [115, { moduleId: 'm1', index: 1 }],
    [155, { moduleId: 'm2', index: 0 }],
    [195, { moduleId: 'm2', index: 1 }],
    [900, { moduleId: 'm3', index: 0 }],
  ])('at %i goes to the nearest gap', (y, at) => {
    expect(lessonAt('a', y)).toEqual(at);
  });
});

describe('a pulled module', () => {
  test.each([
    [0, 0],
    [199, 1],
    [900, 2],
  ])('at %i goes to the nearest gap', (y, at) => {
    expect(moduleAt('m1', y)).toBe(at);
  });
});

test('without rows there is no gap', () => {
  expect(nearest(lessonGaps(outline, {}, 'a'), 10)).toBeUndefined();
});
