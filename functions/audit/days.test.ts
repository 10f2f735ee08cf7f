import { describe, expect, it } from 'vitest';
import { dayIn, localTime, monthIn, utcDays, utcMonths } from './days.ts';

const shown = ({ from, until }: { from: number; until: number }) =>
  [from, until].map((moment) => new Date(moment).toISOString());

describe('a day', () => {
  it('begins and ends at midnight of the time zone', () => {
    expect(shown(dayIn('2026-11-22', 'Europe/Kyiv'))).toEqual(['2026-11-21T22:00:00.000Z', '2026-11-22T22:00:00.000Z']);
    expect(shown(dayIn('2026-11-22', 'Asia/Almaty'))).toEqual(['2026-11-21T19:00:00.000Z', '2026-11-22T19:00:00.000Z']);
    expect(shown(dayIn('2026-11-22', 'UTC'))).toEqual(['2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z']);
  });

  it('has 23 hours when clocks go forward and 25 when they go back', () => {
    const hours = (day: string) => {
      const { from, until } = dayIn(day, 'Europe/Kyiv');
      return (until - from) / 3600_000;
    };
    expect(['2026-03-29', '2026-10-25', '2026-11-22'].map(hours)).toEqual([23, 25, 24]);
  });

  it('begins at one where midnight is skipped, and once where the hour before is had twice', () => {
    // Beirut puts its clocks forward at 00:00; the Azores put them back from 01:00 to 00:00
    expect(shown(dayIn('2025-03-30', 'Asia/Beirut'))[0]).toBe('2025-03-29T22:00:00.000Z');
    expect(shown(dayIn('2025-10-26', 'Atlantic/Azores'))[0]).toBe('2025-10-26T00:00:00.000Z');
    expect(shown(dayIn('2025-10-26', 'Asia/Beirut'))[0]).toBe('2025-10-25T22:00:00.000Z');
  });

  it('touches two UTC days at most', () => {
    expect(utcDays(dayIn('2026-11-22', 'Europe/Kyiv'))).toEqual(['20261121', '20261122']);
    expect(utcDays(dayIn('2026-11-22', 'UTC'))).toEqual(['20261122']);
    expect(utcDays(dayIn('2027-01-01', 'Asia/Almaty'))).toEqual(['20261231', '20270101']);
  });
});

describe('a month', () => {
  it('is that of the time zone', () => {
    expect(shown(monthIn('2026-12', 'Europe/Kyiv'))).toEqual(['2026-11-30T22:00:00.000Z', '2026-12-31T22:00:00.000Z']);
    expect(utcMonths(monthIn('2026-12', 'Europe/Kyiv'))).toEqual(['202611', '202612']);
  });
});

it('shows a moment as the clocks there do', () => {
  expect(localTime(Date.parse('2026-11-22T08:52:01.500Z'), 'Europe/Kyiv')).toBe('2026-11-22 10:52:01');
});
