import { describe, expect, it } from 'vitest';
import { frontierOf } from '#contracts/frontier.ts';
import { creditInOrder, placeInOrder } from './in-order.ts';
import type { Span } from './spans.ts';

const plenty = 10_000;

describe('how far a lecture was watched without a gap', () => {
  it.each<[string, Span[], number]>([
    ['not begun', [], 0],
    ['from the beginning', [[0, 30]], 30],
    ['with a breath at the start', [[0.4, 30]], 30],
    ['begun in the middle', [[100, 200]], 0],
    // prettier-ignore
    ['with a hole', [[0, 30], [40, 50]], 30],
    // prettier-ignore
    ['with a moment nobody told of', [[0, 30], [31.5, 50]], 50],
    // prettier-ignore
    ['in any order, twice', [[20, 60], [0, 30], [10, 15]], 60],
  ])('%s', (_, spans, expected) => {
    expect(frontierOf(spans)).toBe(expected);
  });
});

describe('where skipping ahead is forbidden', () => {
  it('late seconds bring nothing before those that come before them', () => {
    expect(creditInOrder([], [[540, 600]], 600, plenty)).toEqual([]);
    expect(creditInOrder([[0, 100]], [[110, 600]], 600, plenty)).toEqual([[0, 100]]);
    const spread: Span[] = Array.from({ length: 60 }, (_, index) => [index * 10 + 3, index * 10 + 9]);
    expect(creditInOrder([], spread, 600, plenty)).toEqual([]);
  });

  it('what goes on where the learner is counts as ever, and no faster', () => {
    expect(creditInOrder([[0, 100]], [[99, 130]], 600, plenty)).toEqual([[0, 130]]);
    expect(creditInOrder([[0, 100]], [[101, 130]], 600, plenty)).toEqual([
      [0, 100],
      [101, 130],
    ]);
    expect(creditInOrder([], [[0, 600]], 600, 137)).toEqual([[0, 137]]);
  });

  it('of several stretches those up to the first gap count', () => {
    const reported: Span[] = [
      [0, 20],
      [20, 40],
      [50, 60],
    ];
    expect(creditInOrder([], reported, 600, plenty)).toEqual([[0, 40]]);
    expect(creditInOrder([[0, 40]], [[38, 52], ...reported], 600, plenty)).toEqual([[0, 60]]);
  });

  it('what was credited before the rule stays', () => {
    expect(creditInOrder([[300, 400]], [[400, 500]], 600, plenty)).toEqual([[300, 400]]);
  });

  it('the place to go on is no further than what was watched', () => {
    expect(placeInOrder(500, [[0, 40.5]])).toBe(40.5);
    expect(placeInOrder(12, [[0, 40.5]])).toBe(12);
    expect(placeInOrder(500, [])).toBe(0);
  });
});
