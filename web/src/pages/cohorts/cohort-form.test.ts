import { describe, expect, it } from 'vitest';
import { daysFault } from './cohort-form.ts';

describe('the days of a cohort', () => {
  it.each([
    ['2026-10-12', '2026-12-27', undefined],
    ['2026-10-12', '2026-10-12', undefined],
    ['', '2026-12-27', { field: 'startsOn', text: 'cohorts.dayMissing' }],
    ['2026-10-12', '', { field: 'endsOn', text: 'cohorts.dayMissing' }],
    ['2026-10-12', '2026-10-11', { field: 'endsOn', text: 'cohorts.endsBeforeStart' }],
    ['2026-10-12', '2036-10-11', { field: 'endsOn', text: 'cohorts.tooLong' }],
  ])('%s to %s', (startsOn, endsOn, fault) => {
    expect(daysFault({ startsOn, endsOn })).toEqual(fault);
  });
});
