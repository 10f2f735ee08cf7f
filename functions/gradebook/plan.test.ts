import { describe, expect, it } from 'vitest';
import { changedPlan, releasedPlan, toTake, type StoredPlan } from './plan.ts';

const hand = { kind: 'hand' } as const;
const column = (id: string, more: object = {}) => ({
  ...{ id, categoryId: 'tests', title: id, source: hand, pointsMax: 10, dueOn: null },
  ...more,
});
const plan: StoredPlan = {
  cohortId: 'coh',
  categories: [{ id: 'tests', title: 'Тести', weight: 100 }],
  columns: [column('a', { releasedAt: '2026-11-20T08:00:00.000Z' }), column('b')],
  revision: 4,
};
const { categories } = plan;
const at = '2026-11-23T08:00:00.000Z';
const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

describe('a plan', () => {
  it('is written whole; what is released stays released', () => {
    const after = changedPlan(plan, {
      revision: 4,
      categories,
      columns: [column('c'), column('a', { title: 'Нова' })],
    });
    expect(after).toMatchObject({
      revision: 5,
      columns: [{ id: 'c' }, { id: 'a', title: 'Нова', releasedAt: '2026-11-20T08:00:00.000Z' }],
    });
  });

  it('is not changed by what stands there already, also sent again', () => {
    expect(changedPlan(plan, { revision: 3, categories, columns: [column('a'), column('b')] })).toBeUndefined();
  });

  it('is a conflict where somebody was quicker', () => {
    expect(code(() => changedPlan(plan, { revision: 3, categories, columns: [] }))).toBe('conflict');
  });

  it('has no column without its category', () => {
    const columns = [column('a', { categoryId: 'gone' })];
    expect(code(() => changedPlan(plan, { revision: 4, categories, columns }))).toBe('invalid');
  });
});

describe('a release', () => {
  const b = { revision: 4, columnIds: ['a', 'b'] };

  it('shows columns together, and takes them back', () => {
    const after = releasedPlan(plan, { ...b, released: true }, at)!;
    expect(after.columns.map(({ releasedAt }) => releasedAt)).toEqual(['2026-11-20T08:00:00.000Z', at]);
    const back = releasedPlan(after, { ...b, revision: 5, released: false }, at)!;
    expect(back.columns.every((each) => !('releasedAt' in each))).toBe(true);
  });

  it('that was made already is none', () => {
    expect(releasedPlan(plan, { revision: 1, columnIds: ['a'], released: true }, at)).toBeUndefined();
  });

  it('waits for weights that come to a hundred; taking back does not', () => {
    const uneven = { ...plan, categories: [{ id: 'tests', title: 'Тести', weight: 90 }] };
    expect(code(() => releasedPlan(uneven, { ...b, released: true }, at))).toBe('weightsDiffer');
    expect(releasedPlan(uneven, { revision: 4, columnIds: ['a'], released: false }, at)).toBeDefined();
  });

  it('of a column that is not there, or of an older plan, is refused', () => {
    expect(code(() => releasedPlan(plan, { revision: 4, columnIds: ['z'], released: true }, at))).toBe('notFound');
    expect(code(() => releasedPlan(plan, { revision: 3, columnIds: ['b'], released: true }, at))).toBe('conflict');
  });
});

it('marks are fetched for a column of another test, or worth other points', () => {
  const run = (runId: string) => ({ source: { kind: 'run' as const, runId } });
  const before = { ...plan, columns: [column('a', run('r1')), column('b', run('r1')), column('c')] };
  const after = {
    ...plan,
    columns: [column('a', run('r1')), column('b', { ...run('r1'), pointsMax: 5 }), column('c', run('r2')), column('d')],
  };
  expect(toTake(before, after).map(({ id }) => id)).toEqual(['b', 'c']);
});
