import { describe, expect, it } from 'vitest';
import { shiftedDue } from './shifted-due.ts';

const kyiv = { timeZone: 'Europe/Kyiv', endsOn: '2026-12-18' };
const off = (...days: string[]) => days.map((day) => ({ day, dueDays: 1 }));
// 23:59 in Kyiv, in winter
const dueOn = (day: string) => `${day}T21:59:00.000Z`;
const shifted = (dueAt: string, ...days: string[]) => shiftedDue(dueAt, { ...kyiv, postponed: off(...days) });

describe('what is due', () => {
  it('stays where no day was postponed, and before the one that was', () => {
    expect(shifted(dueOn('2026-11-25'))).toBe(dueOn('2026-11-25'));
    expect(shifted(dueOn('2026-11-24'), '2026-11-25')).toBe(dueOn('2026-11-24'));
  });

  it('on the postponed day or later has a day more', () => {
    expect(shifted(dueOn('2026-11-25'), '2026-11-25')).toBe(dueOn('2026-11-26'));
    expect(shifted(dueOn('2026-12-10'), '2026-11-25')).toBe(dueOn('2026-12-11'));
  });

  it('moves on for each postponed day, in whatever order they were postponed', () => {
    expect(shifted(dueOn('2026-11-25'), '2026-11-26', '2026-11-25')).toBe(dueOn('2026-11-27'));
    expect(shifted(dueOn('2026-11-25'), '2026-11-25', '2026-11-26')).toBe(dueOn('2026-11-27'));
    // a day of which it is clear already does not count
    expect(shifted(dueOn('2026-11-25'), '2026-11-27')).toBe(dueOn('2026-11-25'));
  });

  it('after the cohort’s end stays', () => {
    expect(shifted(dueOn('2026-12-18'), '2026-11-25')).toBe(dueOn('2026-12-19'));
    expect(shifted(dueOn('2026-12-19'), '2026-11-25')).toBe(dueOn('2026-12-19'));
  });

  it('keeps its hour over the change of clocks, and belongs to the day that it is there', () => {
    // 23:59 in summer time, the night clocks go back
    expect(shiftedDue('2026-10-24T20:59:00.000Z', { ...kyiv, postponed: off('2026-10-24') })).toBe(
      '2026-10-25T21:59:00.000Z',
    );
    // half past midnight in Almaty is still the day before in Greenwich
    const almaty = { timeZone: 'Asia/Almaty', endsOn: '2026-12-18' };
    expect(shiftedDue('2026-11-24T19:30:00.000Z', { ...almaty, postponed: off('2026-11-25') })).toBe(
      '2026-11-25T19:30:00.000Z',
    );
  });
});
