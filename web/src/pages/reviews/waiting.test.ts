import { describe, expect, it } from 'vitest';
import { waitingOf } from './waiting.ts';

const now = Date.parse('2026-11-22T10:00:00.000Z');
const kyiv = 'Europe/Kyiv';
/** the first moment after a day in Kyiv */
const after = (day: number) => `2026-11-${day}T22:00:00.000Z`;
const due = (dueAt: string | null, at = now) =>
  waitingOf({ submittedAt: '2026-11-20T08:00:00.000Z', dueAt }, at, kyiv).due;

describe('waiting', () => {
  it('counts days of the calendar, not hours', () => {
    const age = (submittedAt: string) => waitingOf({ submittedAt, dueAt: null }, now, kyiv).age;
    expect(age('2026-11-22T05:00:00.000Z')).toBe(0);
    expect(age('2026-11-21T21:30:00.000Z')).toBe(1);
    expect(age('2026-11-21T22:30:00.000Z')).toBe(0);
    expect(age('2026-11-12T08:00:00.000Z')).toBe(10);
  });

  it('of a clock that is behind is never below none', () => {
    expect(waitingOf({ submittedAt: '2026-11-24T08:00:00.000Z', dueAt: null }, now, kyiv).age).toBe(0);
  });

  it('is late from the first moment after the last day', () => {
    expect(due(after(22))).toMatchObject({ state: 'today', days: 0 });
    expect(due(after(22), Date.parse(after(22)))).toMatchObject({ state: 'late', days: 1 });
    expect(due(after(21))).toMatchObject({ state: 'late', days: 1 });
    expect(due(after(19))).toMatchObject({ state: 'late', days: 3 });
  });

  it('is soon two days ahead', () => {
    expect(due(after(24))).toMatchObject({ state: 'soon', days: 2 });
    expect(due(after(25))).toMatchObject({ state: 'later', days: 3, lastDay: '2026-11-25T21:59:59.999Z' });
    expect(due(null)).toBeNull();
  });
});
