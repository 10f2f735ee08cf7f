import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

it('the rest takes as long as the line of the last seconds says', () => {
  const pace = new Pace();
  expect(pace.secondsFor(1000)).toBeUndefined();
  for (let second = 0; second <= 10; second += 1) pace.mark(second * 1000, second * 100);
  expect(pace.secondsFor(1000)).toBe(10);
  // slower from now on: the last twenty seconds count
  for (let second = 11; second <= 40; second += 1) pace.mark(second * 1000, 1000 + (second - 10) * 50);
  expect(pace.secondsFor(1000)).toBe(20);
});

it('after a pause, and after a part was lost, nothing is said at first', () => {
  const pace = new Pace();
  for (let second = 0; second <= 10; second += 1) pace.mark(second * 1000, second * 100);
  pace.mark(60_000, 1100);
  expect(pace.secondsFor(1000)).toBeUndefined();
  for (let second = 61; second <= 65; second += 1) pace.mark(second * 1000, 1100 + (second - 60) * 100);
  expect(pace.secondsFor(1000)).toBe(10);
  pace.mark(66_000, 1200);
  expect(pace.secondsFor(1000)).toBeUndefined();
});
