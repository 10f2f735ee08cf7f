import { expect, it } from 'vitest';
import { intervalOf } from './schedules.ts';

it('knows rates in minutes and hours, and stops at anything else by name', () => {
  expect([intervalOf('rate(1 minute)'), intervalOf('rate(5 minutes)'), intervalOf('rate(2 hours)')]).toEqual([
    60_000, 300_000, 7_200_000,
  ]);
  expect(() => intervalOf('cron(0 3 * * ? *)')).toThrow('cron(0 3 * * ? *)');
});
