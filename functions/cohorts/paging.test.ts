import { expect, it } from 'vitest';
import { pageOf } from './paging.ts';

const all = ['2026-01-01', '2026-03-01', '2026-02-01'].map((startsOn, index) => ({ startsOn, id: `coh_${index}` }));

it('pages go from the latest to the first, each once', () => {
  const one = pageOf(all, undefined, 2);
  expect(one.items.map(({ id }) => id)).toEqual(['coh_1', 'coh_2']);
  const two = pageOf(all, one.last, 2);
  expect(two.items.map(({ id }) => id)).toEqual(['coh_0']);
  expect(two.last).toBeUndefined();
});
