import { describe, expect, test } from 'vitest';
import { askedOf, dayOf, dayOr, monthsOf, questionOf, yearsUntil } from './audit-view.ts';

const today = '2026-11-22';
const from = (search: string) => {
  const query = new URLSearchParams(search);
  return askedOf((name) => query.get(name) ?? undefined, today);
};

describe('the auditor’s question', () => {
  test('is who held what today, unless the address says otherwise', () => {
    expect(from('')).toMatchObject({ view: 'held', day: today, changes: false });
    expect(from('view=nonsense&day=tomorrow')).toMatchObject({ view: 'held', day: today });
    expect(from('view=day&day=2026-03-01&changes=true')).toMatchObject({
      view: 'day',
      day: '2026-03-01',
      changes: true,
    });
  });

  test('looks back, not ahead', () => {
    expect(from('day=2027-01-01').day).toBe(today);
  });

  test('can be exported as soon as it is complete', () => {
    expect(questionOf(from('view=person'))).toBeUndefined();
    expect(questionOf(from('view=person&person=per_1'))).toEqual({ view: 'person', personId: 'per_1' });
    expect(questionOf(from('view=course&course=crs_1&day=2026-03-09'))).toEqual({
      view: 'course',
      courseId: 'crs_1',
      month: '2026-03',
    });
    expect(questionOf(from('organisation=org_1&day=2026-03-09'))).toEqual({
      view: 'held',
      organisationId: 'org_1',
      day: '2026-03-09',
    });
  });
});

test('a day is the calendar’s in the time zone, not in London', () => {
  const moment = Date.parse('2026-11-21T22:30:00.000Z');
  expect(dayOf(moment, 'Europe/Kyiv')).toBe('2026-11-22');
  expect(dayOf(moment, 'UTC')).toBe('2026-11-21');
});

test('a day is one of the calendar, of this century, not to come', () => {
  const of = (text: string) => dayOr(text, '2026-11-22');
  expect(of('2026-02-28')).toBe('2026-02-28');
  expect(['2026-02-31', '2026-11-23', '0002-11-22', 'yesterday', ''].map(of)).toEqual(Array(5).fill(undefined));
});

test('months to choose from end with the present one', () => {
  expect(yearsUntil('2026-03').slice(0, 2)).toEqual(['2026', '2025']);
  expect(monthsOf('2026', '2026-03')).toEqual(['01', '02', '03']);
  expect(monthsOf('2025', '2026-03')).toHaveLength(12);
});
