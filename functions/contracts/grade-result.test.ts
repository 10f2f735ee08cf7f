import { describe, expect, it } from 'vitest';
import { columnMean, countedPoints, gradeResult, weightsFit, type Graded } from './grade-result.ts';

const cell = (points: number | null, flag: Graded['flag'] = null, taken: number | null = null): Graded => ({
  points,
  taken,
  flag,
});
const plan = {
  categories: [
    { id: 'tests', weight: 60 },
    { id: 'work', weight: 40 },
  ],
  columns: [
    { id: 'a', categoryId: 'tests', pointsMax: 10 },
    { id: 'b', categoryId: 'tests', pointsMax: 30 },
    { id: 'c', categoryId: 'work', pointsMax: 20 },
  ],
};

describe('the result of a learner', () => {
  it('is the weighted mean of what was reached in each category', () => {
    const result = gradeResult(plan, { a: cell(8), b: cell(22), c: cell(10) });
    expect(result.categories).toEqual([
      { id: 'tests', points: 30, pointsMax: 40, share: 0.75 },
      { id: 'work', points: 10, pointsMax: 20, share: 0.5 },
    ]);
    expect(result.share).toBeCloseTo(0.6 * 0.75 + 0.4 * 0.5);
  });

  it('leaves out what has no mark yet, and a category without any', () => {
    expect(gradeResult(plan, { a: cell(5) }).share).toBe(0.5);
    expect(gradeResult(plan, {}).share).toBeNull();
    expect(gradeResult(plan, { a: cell(5), c: cell(null) }).categories[1]).toMatchObject({ share: null });
  });

  it('counts missing as nothing reached, late as it is, excused in nothing', () => {
    expect(gradeResult(plan, { a: cell(10), b: cell(null, 'missing') }).share).toBe(0.25);
    expect(gradeResult(plan, { a: cell(5, 'late') }).share).toBe(0.5);
    expect(gradeResult(plan, { a: cell(5), b: cell(0, 'excused') }).share).toBe(0.5);
  });

  it('takes what was marked by hand before what was taken over', () => {
    expect(countedPoints(cell(3, null, 9))).toBe(3);
    expect(countedPoints(cell(null, null, 9))).toBe(9);
    expect(countedPoints(cell(null, 'missing', 9))).toBe(9);
    expect(countedPoints(undefined)).toBeNull();
  });

  it('does not lose itself in fractions', () => {
    expect(gradeResult(plan, { a: cell(0.1), b: cell(0.2) }).categories[0]).toMatchObject({ points: 0.3 });
  });
});

it('weights fit where they come to a hundred', () => {
  expect(weightsFit(plan.categories)).toBe(true);
  expect(weightsFit([{ weight: 60 }, { weight: 30 }])).toBe(false);
  expect(weightsFit([{ weight: 33.3 }, { weight: 33.3 }, { weight: 33.4 }])).toBe(true);
});

it('the mean of a column is that of those who have a mark', () => {
  expect(columnMean('a', [{ a: cell(8) }, { a: cell(null) }, { a: cell(5) }, { a: cell(1, 'excused') }])).toBe(6.5);
  expect(columnMean('b', [{ a: cell(8) }])).toBeNull();
});
