import { expect, it } from 'vitest';
import { movedMax } from '#contracts/versions.ts';
import { canMove, chosenAfter, isMixed, movable } from './moving.ts';

const items = [
  { version: 3, learners: 4, begun: 4, completed: 0 },
  { version: 2, learners: 5, begun: 3, completed: 2 },
  { version: 1, learners: 1, begun: 0, completed: 1 },
];

it('who has completed stays, who is on the newest has nowhere to go', () => {
  expect(canMove({ status: 'learning', version: 2 }, 3)).toBe(true);
  expect(canMove({ status: 'notBegun', version: 2 }, 3)).toBe(true);
  expect(canMove({ status: 'completed', version: 2 }, 3)).toBe(false);
  expect(canMove({ status: 'learning', version: 3 }, 3)).toBe(false);
});

it('counts who can be taken over, and from where', () => {
  expect(movable({ newest: 3, items })).toEqual({ count: 3, completed: 3, from: 2 });
  expect(movable({ newest: 3, items: items.slice(0, 1) })).toEqual({ count: 0, completed: 0, from: undefined });
});

it('has nothing to tell where all learn the newest', () => {
  expect([isMixed({ newest: 3, items }), isMixed({ newest: 3, items: items.slice(0, 1) })]).toEqual([true, false]);
});

it('a choice has an end', () => {
  const full = new Set(Array.from({ length: movedMax }, (_, index) => `per_${index}`));
  expect(chosenAfter(full, 'per_more', true).size).toBe(movedMax);
  expect(chosenAfter(full, 'per_1', false).size).toBe(movedMax - 1);
});
