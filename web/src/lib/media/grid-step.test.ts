import { expect, test } from 'vitest';
import { gridStep } from './grid-step.ts';

test('arrow keys go through a grid, and not beyond it', () => {
  const step = (key: string, at: number) => gridStep(key, at, 3, 8);
  expect([step('ArrowRight', 2), step('ArrowLeft', 3), step('ArrowDown', 1), step('ArrowUp', 4)]).toEqual([3, 2, 4, 1]);
  expect([step('ArrowLeft', 0), step('ArrowUp', 2), step('ArrowRight', 7), step('ArrowDown', 5)]).toEqual(
    Array(4).fill(undefined),
  );
  expect([step('Home', 5), step('End', 5), step('Enter', 5)]).toEqual([0, 7, undefined]);
});
