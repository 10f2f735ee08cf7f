import { describe, expect, it } from 'vitest';
import { dueAt, isQuiet, sorted, usualPreferences, type Preferences, type Waiting } from './mailing.ts';

const at = (moment: string): Waiting => ({ personId: 'p', id: moment, kind: 'resultsReleased', at: moment });
const due = (waiting: Waiting, preferences: Preferences, zone = 'Europe/Kyiv') => {
  const moment = dueAt(waiting, preferences, zone);
  return moment === undefined ? undefined : new Date(moment).toISOString();
};
const daily = { ...usualPreferences, mail: { ...usualPreferences.mail, results: 'daily' as const } };

describe('a notice is mailed', () => {
  it('at once by day', () => {
    expect(due(at('2026-11-23T10:05:07.000Z'), usualPreferences)).toBe('2026-11-23T10:05:07.000Z');
  });

  it('after the quiet hours by night, by the clock of the person', () => {
    // 22:05 in Kyiv
    expect(due(at('2026-11-23T20:05:07.000Z'), usualPreferences)).toBe('2026-11-24T05:00:00.000Z');
    // 01:05 in Almaty
    expect(due(at('2026-11-23T20:05:07.000Z'), usualPreferences, 'Asia/Almaty')).toBe('2026-11-24T02:00:00.000Z');
  });

  it('in quiet hours where it is urgent', () => {
    const urgent = { ...at('2026-11-23T20:05:07.000Z'), urgent: true };
    expect(due(urgent, usualPreferences)).toBe(urgent.at);
    expect(due(urgent, daily)).toBe(urgent.at);
  });

  it('never where it was declined, urgent or not', () => {
    const never = { ...usualPreferences, mail: { ...usualPreferences.mail, results: 'never' as const } };
    expect(due({ ...at('2026-11-23T10:05:07.000Z'), urgent: true }, never)).toBeUndefined();
  });

  it('once a day at the hour chosen, also where clocks keep to half hours', () => {
    expect(due(at('2026-11-23T10:05:07.000Z'), daily)).toBe('2026-11-24T05:00:00.000Z');
    // at 07:00 sharp of Kyiv the digest of that day is on its way
    expect(due(at('2026-11-23T05:00:00.000Z'), daily)).toBe('2026-11-24T05:00:00.000Z');
    expect(due(at('2026-11-23T10:05:07.000Z'), daily, 'Asia/Kolkata')).toBe('2026-11-24T01:30:00.000Z');
  });

  it('on the night the clocks go forward too, when the hour chosen is left out', () => {
    const atThree = { ...daily, digestHour: 3 };
    // Kyiv, 29 March 2026: 03:00 is 04:00
    expect(due(at('2026-03-28T12:00:00.000Z'), atThree)).toBe('2026-03-30T00:00:00.000Z');
  });
});

it('nobody is disturbed where the quiet hours are empty', () => {
  const never = { ...usualPreferences, quietFrom: 0, quietUntil: 0 };
  expect(isQuiet(Date.parse('2026-11-23T00:00:00.000Z'), never, 'UTC')).toBe(false);
});

it('what waits is mailed now, later or never', () => {
  const waiting = [at('2026-11-23T10:00:00.000Z'), at('2026-11-23T20:05:00.000Z')];
  const found = sorted(waiting, usualPreferences, 'Europe/Kyiv', Date.parse('2026-11-23T20:30:00.000Z'));
  expect(found.now).toEqual([waiting[0]]);
  expect(found.never).toEqual([]);
  expect(found.next).toBe(Date.parse('2026-11-24T05:00:00.000Z'));
});
