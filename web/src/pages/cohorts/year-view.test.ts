import { describe, expect, it } from 'vitest';
import { barOf, dayAt, monthsOf, sumOf, yearAsked } from './year-view.ts';

describe('a cohort in its year', () => {
  it('fills its days, first and last included', () => {
    expect(barOf({ startsOn: '2026-01-01', endsOn: '2026-12-31' }, 2026)).toEqual({
      ...{ from: 0, length: 1, before: false, after: false },
    });
    expect(barOf({ startsOn: '2026-07-02', endsOn: '2026-07-02' }, 2026).length).toBeCloseTo(1 / 365);
  });

  it('that comes from the year before and goes on is cut at both ends', () => {
    expect(barOf({ startsOn: '2025-11-01', endsOn: '2027-02-01' }, 2026)).toEqual({
      ...{ from: 0, length: 1, before: true, after: true },
    });
  });
});

it('months begin where their first day does', () => {
  const months = monthsOf(2026, 'uk');
  expect(months.map(({ short }) => short)).toEqual(
    'січ лют бер кві тра чер лип сер вер жов лис гру'.split(' '),
  );
  expect(months[6]?.from).toBe(dayAt('2026-07-01', 2026));
});

it.each([
  ['2025', 2025],
  [null, 2026],
  ['минулий', 2026],
  ['1999', 2026],
  ['2026.5', 2026],
])('of %s the year %i is shown', (asked, year) => expect(yearAsked(asked, '2026-11-23')).toBe(year));

it('a day postponed for two cohorts is one day', () => {
  const cohorts = [
    { members: 2, postponed: ['2026-11-02', '2026-11-05'] },
    { members: 1, postponed: ['2026-11-02'] },
  ];
  expect(sumOf(cohorts)).toEqual({ cohorts: 2, members: 3, postponed: 2 });
});
