import { describe, expect, test } from 'vitest';
import { askedOf, changedValues, dayOf, questionOf } from './audit-view.ts';

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

test('each changed value is shown once, with what it was and what it became', () => {
  const change = { before: { familyName: 'Шевчук', 'roles.org_1': 'learner' }, after: { familyName: 'Шевченко' } };
  expect(changedValues(change)).toEqual([
    { field: 'familyName', before: 'Шевчук', after: 'Шевченко' },
    { field: 'roles', before: 'learner', after: undefined },
  ]);
});
