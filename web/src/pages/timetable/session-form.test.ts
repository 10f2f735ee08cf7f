import { describe, expect, it } from 'vitest';
import { faultsOf, linkTyped, minutesBetween, newFields, sessionBody, weeksTyped } from './session-form.ts';

const fields = { ...newFields('2026-11-25', 'per_a'), title: ' Право ' };

describe('a session that is filled in', () => {
  it('lasts from one hour to the other, past midnight too', () => {
    expect(minutesBetween('09:00', '10:30')).toBe(90);
    expect(minutesBetween('22:00', '02:00')).toBe(240);
    expect(minutesBetween('09:00', '09:00')).toBeUndefined();
    expect(minutesBetween('09:00', '')).toBeUndefined();
    expect(minutesBetween('09:00', '22:00')).toBeUndefined();
  });

  it('takes a link as somebody types it, and no other than to the web', () => {
    expect(linkTyped(' meet.test/1 ')).toBe('https://meet.test/1');
    expect(faultsOf({ ...fields, link: 'javascript:alert(1)' })).toEqual(new Set(['link']));
    expect(faultsOf({ ...fields, link: 'https://a:b@meet.test' })).toEqual(new Set(['link']));
  });

  it('is sent once it is whole', () => {
    expect(faultsOf({ ...fields, title: ' ', day: '', to: '' })).toEqual(new Set(['title', 'day', 'hours']));
    expect(faultsOf(fields)).toEqual(new Set());
    expect(sessionBody(fields)).toEqual({
      ...{ title: 'Право', place: null, link: null, instructorId: 'per_a', from: '09:00', minutes: 90 },
    });
  });

  it('is repeated for twenty weeks at most', () => {
    expect(['', '0', '7', '99'].map(weeksTyped)).toEqual([1, 1, 7, 20]);
  });
});
