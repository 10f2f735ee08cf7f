import { expect, it } from 'vitest';
import { isOverdue } from './assigned.ts';

it('is overdue once its last day is over', () => {
  const timeZone = 'Europe/Kyiv';
  const at = (day: string, completed = false) =>
    isOverdue({ dueOn: '2026-12-12' }, completed, { at: new Date(`${day}T21:00:00Z`), timeZone });
  expect([at('2026-12-12'), at('2026-12-13'), at('2026-12-13', true)]).toEqual([false, true, false]);
  expect(isOverdue({ dueOn: null }, false, { at: new Date(), timeZone })).toBe(false);
});
