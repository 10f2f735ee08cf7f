import { describe, expect, it } from 'vitest';
import type { MarkChange } from '#contracts/gradebook.ts';
import { givenMarks, scaled, unitedRow, withTaken, type Marking, type Row } from './marks.ts';

const row: Row = { cohortId: 'coh', personId: 'learner', cells: { a: { points: 5, revision: 2 } }, revision: 3 };
const marking: Marking = {
  columns: [
    { id: 'a', pointsMax: 10 },
    { id: 'b', pointsMax: 20 },
  ],
  known: new Set(),
  by: 'teacher',
  at: '2026-11-23T08:00:00.000Z',
};
const mark = (change: Partial<MarkChange> = {}): MarkChange => ({
  ...{ id: 'm1', personId: 'learner', columnId: 'a', revision: 2, points: 8, flag: null, reason: null },
  ...change,
});

describe('a mark', () => {
  it('is given, with what stood there before and why', () => {
    const { after, given, outcomes } = givenMarks(row, [mark({ reason: 'оскарження' })], marking);
    expect(after.cells['a']).toEqual({ points: 8, revision: 3 });
    expect(given).toEqual([
      {
        ...{ id: 'm1', columnId: 'a', by: 'teacher', at: marking.at, points: 8, reason: 'оскарження' },
        before: { points: 5 },
      },
    ]);
    expect(outcomes).toEqual([{ id: 'm1', outcome: 'saved', cell: { points: 8, revision: 3 } }]);
  });

  it('is a conflict where somebody was quicker; the others of the same row are saved', () => {
    const marks = [mark({ revision: 1 }), mark({ id: 'm2', columnId: 'b', revision: 0, points: 20 })];
    const { after, outcomes } = givenMarks(row, marks, marking);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['conflict', 'saved']);
    expect(after.cells).toEqual({ a: { points: 5, revision: 2 }, b: { points: 20, revision: 1 } });
  });

  it('is given once, however often it is sent', () => {
    const { after, given, outcomes } = givenMarks(row, [mark()], { ...marking, known: new Set(['m1']) });
    expect(after).toBe(row);
    expect(given).toEqual([]);
    expect(outcomes[0]?.outcome).toBe('saved');
  });

  it.each([
    ['more than the column has', mark({ points: 10.5 }), 'tooMany'],
    ['one for oneself', mark({ personId: 'teacher' }), 'own'],
    ['one in a column that is gone', mark({ columnId: 'z' }), 'unknown'],
  ])('is refused: %s', (_, change, outcome) => {
    const marked = givenMarks(row, [change], marking);
    expect(marked.outcomes[0]?.outcome).toBe(outcome);
    expect(marked.after).toBe(row);
  });

  it('is taken away by one without points', () => {
    const { after } = givenMarks(row, [mark({ points: null, flag: 'missing' })], marking);
    expect(after.cells['a']).toEqual({ flag: 'missing', revision: 3 });
  });

  it('made of an earlier one in the same request counts by its own revision', () => {
    const { after } = givenMarks(row, [mark(), mark({ id: 'm2', revision: 3, points: 9 })], marking);
    expect(after.cells['a']).toEqual({ points: 9, revision: 4 });
  });
});

describe('what a test came to', () => {
  it('stands in the points of the column', () => {
    expect(scaled({ points: 15, pointsMax: 20 }, 10)).toBe(7.5);
    expect(scaled({ points: 1, pointsMax: 3 }, 10)).toBe(3.33);
    expect(scaled({ points: 0, pointsMax: 0 }, 10)).toBe(0);
  });

  it('stands beside what was given by hand and does not touch it', () => {
    const after = withTaken(row, 'a', 7);
    expect(after.cells['a']).toEqual({ points: 5, taken: 7, revision: 2 });
    expect(withTaken(after, 'a', 7)).toBe(after);
    expect(withTaken(after, 'a', undefined).cells['a']).toEqual({ points: 5, revision: 2 });
    expect(withTaken(row, 'b', undefined)).toBe(row);
  });
});

it('rows of one human become one: what the kept person has goes before', () => {
  const duplicate: Row = {
    ...row,
    personId: 'other',
    cells: { a: { points: 1, revision: 1 }, b: { points: 2, revision: 1 } },
  };
  expect(unitedRow(row, duplicate, 'learner')).toEqual({
    ...row,
    cells: { a: { points: 5, revision: 2 }, b: { points: 2, revision: 1 } },
  });
  expect(unitedRow(undefined, duplicate, 'learner')).toMatchObject({ personId: 'learner', revision: 0 });
});
