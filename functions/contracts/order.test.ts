import { expect, it } from 'vitest';
import { steadyIn } from './order.ts';

it('what kept its order stayed: one thing moved does not move the others', () => {
  expect([...steadyIn(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'])].sort()).toEqual(['b', 'c', 'd']);
  expect(steadyIn(['a', 'b'], ['a', 'b'])).toEqual(new Set(['a', 'b']));
  expect(steadyIn([], [])).toEqual(new Set());
});
