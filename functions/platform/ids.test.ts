import { expect, it } from 'vitest';
import { newUlid } from './ids.ts';

it('ids of one moment sort as they were made; those of an earlier moment before them', () => {
  const moment = Date.UTC(2026, 10, 1);
  const made = Array.from({ length: 50 }, () => newUlid(moment));
  expect(made.toSorted()).toEqual(made);
  expect(newUlid(moment - 1) < made[0]!).toBe(true);
  expect(new Set([...made, newUlid(moment)]).size).toBe(51);
});
