import { describe, expect, it } from 'vitest';
import { mergeSpans, roundSpans, spanSeconds, subtractSpans } from './spans.ts';

describe('mergeSpans', () => {
  it('sorts, joins what overlaps or touches, and drops what is empty', () => {
    expect(
      mergeSpans([
        [40, 61],
        [0, 10],
        [10.2, 12.5],
        [5, 7],
        [70, 70],
        [80, 75],
      ]),
    ).toEqual([
      [0, 12.5],
      [40, 61],
    ]);
  });

  it('does not change what it is given', () => {
    const given: [number, number][] = [
      [0, 1],
      [1, 2],
    ];
    mergeSpans(given);
    expect(given).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});

describe('subtractSpans', () => {
  it.each([
    { spans: [[0, 10]], taken: [], left: [[0, 10]] },
    { spans: [[0, 10]], taken: [[0, 10]], left: [] },
    {
      spans: [[0, 10]],
      taken: [[3, 4]],
      left: [
        [0, 3],
        [4, 10],
      ],
    },
    {
      spans: [
        [0, 10],
        [20, 30],
      ],
      taken: [[5, 25]],
      left: [
        [0, 5],
        [25, 30],
      ],
    },
    { spans: [[5, 10]], taken: [[0, 9.96]], left: [] },
    { spans: [[5, 10]], taken: [[20, 30]], left: [[5, 10]] },
  ] as { spans: [number, number][]; taken: [number, number][]; left: [number, number][] }[])(
    '$spans − $taken',
    ({ spans, taken, left }) => {
      expect(subtractSpans(spans, taken)).toEqual(left);
    },
  );
});

it('counts distinct seconds once', () => {
  expect(
    spanSeconds([
      [0, 10],
      [5, 15],
      [20, 21],
    ]),
  ).toBe(16);
});

it('rounds to tenths and leaves out what comes to nothing', () => {
  expect(
    roundSpans([
      [0.177, 6.083],
      [9.01, 9.04],
    ]),
  ).toEqual([[0.1, 6.1]]);
});
