import { describe, expect, test } from 'vitest';
import {
  adviceFor,
  correlation,
  difficulty,
  discrimination,
  distribution,
  median,
  reliability,
  standardError,
  variance,
} from './item-analysis.ts';

/** Karl Wuensch, The Kuder-Richardson 20 (core.ecu.edu/wuenschk/StatHelp/KR20.txt): ten students, ten questions. */
const published = [
  '1111110110',
  '1011011101',
  '1111011001',
  '0010001000',
  '0000010010',
  '1110111111',
  '1101110111',
  '1111111101',
  '0101111101',
  '1101101110',
].map((row) => [...row].map(Number));
const equalWeights = published[0]!.map(() => 1);

describe('item analysis', () => {
  test('agrees with a published worked example', () => {
    const p = equalWeights.map((_, index) => difficulty(published.map((row) => row[index]!)));
    expect(p.map((value) => Number(value?.toFixed(1)))).toEqual([0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6]);
    const totals = published.map((row) => row.reduce((all, each) => all + each, 0));
    expect(totals).toEqual([8, 7, 7, 2, 2, 9, 8, 9, 7, 7]);
    expect(variance(totals)).toBeCloseTo(5.84, 10);
    // 10/9 · (1 − 2.18/5.84)
    expect(reliability(published, equalWeights)).toBeCloseTo(0.6963, 4);
  });

  test('finds the correlation of Pearson’s formula', () => {
    // by hand: x̄ = 3, ȳ = 4; Σxy' = 8, Σx'² = 10, Σy'² = 10
    expect(correlation([1, 2, 3, 4, 5], [2, 4, 3, 5, 6])).toBeCloseTo(0.9, 10);
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull();
  });

  test('leaves the question itself out of the rest it is compared with', () => {
    const rows = [
      [1, 1, 1],
      [1, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ];
    expect(discrimination(rows, 0)).toBeCloseTo(Math.SQRT1_2, 5);
    expect(discrimination(rows, 2)).toBeCloseTo(0, 10);
  });

  test('says nothing where there is nothing to say', () => {
    expect(difficulty([null, null])).toBeNull();
    expect(discrimination([[1, 0]], 0)).toBeNull();
    expect(reliability([[1], [0]], [1])).toBeNull();
    expect(
      reliability(
        [
          [1, 1],
          [1, 1],
        ],
        [1, 1],
      ),
    ).toBeNull();
  });

  test('compares only questions everybody had, where papers are drawn', () => {
    const rows = published.map((row, index) => [...row, index % 2 ? 1 : null]);
    expect(reliability(rows, [...equalWeights, 1])).toBeCloseTo(0.6963, 4);
  });

  test('advises', () => {
    const figures = { learners: 40, difficulty: 0.6, discrimination: 0.4, distractors: [] };
    expect(adviceFor(figures)).toEqual(['good']);
    expect(adviceFor({ ...figures, discrimination: -0.3 })).toEqual(['wrongKey']);
    expect(adviceFor({ ...figures, discrimination: 0.1 })).toEqual(['weak']);
    expect(adviceFor({ ...figures, discrimination: 0.1, difficulty: 0.97 })).toEqual(['tooEasy']);
    const distractors = [
      { part: 'b', chosen: 0, correlation: null },
      { part: 'c', chosen: 9, correlation: 0.3 },
    ];
    expect(adviceFor({ ...figures, distractors })).toEqual(['deadDistractor', 'temptingDistractor']);
    expect(adviceFor({ ...figures, learners: 9, discrimination: -0.9 })).toEqual([]);
    // what may as well be chance is not held against a question
    expect(adviceFor({ ...figures, learners: 16, discrimination: -0.3 })).toEqual([]);
    expect(adviceFor({ ...figures, learners: 16, discrimination: -0.5 })).toEqual(['wrongKey']);
  });

  test('spreads the points over ten steps', () => {
    expect(distribution([0, 0.05, 0.3, 0.7, 1, 1])).toEqual([2, 0, 0, 1, 0, 0, 0, 1, 0, 2]);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(standardError(2, 0.75)).toBe(1);
  });
});
