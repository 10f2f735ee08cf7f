import { describe, expect, it } from 'vitest';
import { allowance, credit, mergeSpans, secondsOf, spansMax, spareAfter, type Span } from './spans.ts';

const plenty = 10_000;

describe('watched stretches', () => {
  it('count distinct seconds however often they are watched', () => {
    const spans = mergeSpans(
      [
        [0, 30],
        [20, 40],
        [0, 30],
        [100, 110],
      ],
      200,
    );
    expect(spans).toEqual([
      [0, 40],
      [100, 110],
    ]);
    expect(secondsOf(spans)).toBe(50);
  });

  it('ignore what lies outside the lecture or runs backwards', () => {
    expect(
      mergeSpans(
        [
          [-5, 10],
          [195, 400],
          [50, 40],
        ],
        200,
      ),
    ).toEqual([
      [0, 10],
      [195, 200],
    ]);
  });

  it('give the same credit when the same report comes twice', () => {
    const once = credit([], [[0, 15]], 200, 33);
    expect(credit(once, [[0, 15]], 200, 0)).toEqual(once);
  });
});

describe('credit is bounded by wall time', () => {
  it('does not let a script watch an hour in a minute', () => {
    expect(secondsOf(credit([], [[0, 3600]], 3600, allowance(60)))).toBe(137);
  });

  it('lets double speed through', () => {
    expect(secondsOf(credit([[0, 100]], [[100, 130]], 3600, allowance(15)))).toBe(130);
  });

  it('gives the tolerance once, however many reports are sent, and gives it again with time', () => {
    const first = allowance(0);
    expect(allowance(0, spareAfter(first, first))).toBe(0);
    const afterPause = spareAfter(allowance(15, spareAfter(first, first)), 15);
    expect(allowance(0, afterPause)).toBe(first);
  });

  it('credits the rest when it is reported again later', () => {
    const first = credit([], [[0, 300]], 300, 100);
    expect(first).toEqual([[0, 100]]);
    expect(credit(first, [[0, 300]], 300, 250)).toEqual([[0, 300]]);
  });

  it('takes new stretches around known ones', () => {
    expect(
      credit(
        [
          [10, 20],
          [30, 40],
        ],
        [[0, 50]],
        60,
        25,
      ),
    ).toEqual([[0, 45]]);
  });

  it('never grows past its limit of stretches and keeps the longest', () => {
    const many = Array.from({ length: spansMax + 20 }, (_, index): Span => [
      index * 10,
      index * 10 + (index < 20 ? 1 : 2),
    ]);
    const kept = credit([], many, plenty, plenty);
    expect(kept).toHaveLength(spansMax);
    expect(kept.every(([from, to]) => to - from === 2)).toBe(true);
  });
});
