import { expect, it } from 'vitest';
import { recallable } from './recall-view.ts';

it('a version is recalled once, the newest is offered first', () => {
  expect(recallable(3, [{ version: 3 }])).toEqual([2, 1]);
  expect(recallable(1, [{ version: 1 }])).toEqual([]);
});
