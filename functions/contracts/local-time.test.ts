import { describe, expect, it } from 'vitest';
import { addDays, dayAt, mondayOf, momentAt, sameHourLater, timeAt, weekdayOf, weekly } from './local-time.ts';

const iso = (day: string, time: string, zone: string) => new Date(momentAt(day, time, zone)).toISOString();

describe('an hour on the wall', () => {
  it('is another moment in summer and in winter', () => {
    expect(iso('2026-07-01', '09:00', 'Europe/Kyiv')).toBe('2026-07-01T06:00:00.000Z');
    expect(iso('2026-12-01', '09:00', 'Europe/Kyiv')).toBe('2026-12-01T07:00:00.000Z');
    expect(iso('2026-07-01', '09:00', 'Asia/Almaty')).toBe('2026-07-01T04:00:00.000Z');
  });

  it('stays on its day where all of Kazakhstan came to one time', () => {
    // until the end of February 2024 Almaty was six hours ahead, since then five
    expect(iso('2024-02-29', '09:00', 'Asia/Almaty')).toBe('2024-02-29T03:00:00.000Z');
    expect(iso('2024-03-01', '09:00', 'Asia/Almaty')).toBe('2024-03-01T04:00:00.000Z');
  });

  it('that clocks leave out comes as long after the change as it lies in the gap', () => {
    expect(iso('2026-03-29', '02:59', 'Europe/Kyiv')).toBe('2026-03-29T00:59:00.000Z');
    expect(iso('2026-03-29', '03:30', 'Europe/Kyiv')).toBe('2026-03-29T01:30:00.000Z');
    expect(timeAt(momentAt('2026-03-29', '03:30', 'Europe/Kyiv'), 'Europe/Kyiv')).toBe('04:30');
    expect(iso('2026-03-29', '04:00', 'Europe/Kyiv')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('that clocks show twice is the first of both', () => {
    expect(iso('2026-10-25', '02:59', 'Europe/Kyiv')).toBe('2026-10-24T23:59:00.000Z');
    expect(iso('2026-10-25', '03:30', 'Europe/Kyiv')).toBe('2026-10-25T00:30:00.000Z');
    expect(iso('2026-10-25', '04:00', 'Europe/Kyiv')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('of every day of two years reads back as it was said', () => {
    const hours = ['00:00', '09:00', '12:30', '23:59'];
    for (const zone of ['Europe/Kyiv', 'Asia/Almaty', 'America/New_York', 'Pacific/Apia']) {
      for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
        for (const hour of hours) {
          const moment = momentAt(day, hour, zone);
          expect(`${dayAt(moment, zone)} ${timeAt(moment, zone)}`).toBe(`${day} ${hour}`);
        }
      }
    }
  });
});

describe('days', () => {
  it('are counted over months, years and the change of clocks', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(weekly('2026-10-19', 3)).toEqual(['2026-10-19', '2026-10-26', '2026-11-02']);
  });

  it('know their weekday and their week', () => {
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([1, 7]);
    expect([mondayOf('2026-11-23'), mondayOf('2026-11-29')]).toEqual(['2026-11-23', '2026-11-23']);
  });

  it('keep their hour when something is put off over the change of clocks', () => {
    const due = Date.parse('2026-10-24T20:59:59.000Z');
    expect(timeAt(due, 'Europe/Kyiv')).toBe('23:59');
    expect(new Date(sameHourLater(due, 1, 'Europe/Kyiv')).toISOString()).toBe('2026-10-25T21:59:59.000Z');
  });
});
