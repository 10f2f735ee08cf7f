import { describe, expect, it } from 'vitest';
import { dayIn, standingOf } from './cohort-view.ts';

const cohort = { startsOn: '2026-10-12', endsOn: '2026-12-27', timeZone: 'Europe/Kyiv', state: 'active' } as const;
const at = (moment: string) => standingOf(cohort, Date.parse(moment));

describe('where a cohort stands', () => {
  it('counts its weeks from the first day to the last', () => {
    expect(at('2026-10-12T06:00:00Z')).toEqual({ stands: 'running', week: 1, weeks: 11 });
    expect(at('2026-11-22T12:00:00Z')).toEqual({ stands: 'running', week: 6, weeks: 11 });
    expect(at('2026-12-27T12:00:00Z')).toEqual({ stands: 'running', week: 11, weeks: 11 });
  });

  it('goes by the days of its own zone', () => {
    expect(at('2026-10-11T20:59:00Z')).toEqual({ stands: 'coming' });
    expect(at('2026-10-11T21:00:00Z')).toMatchObject({ stands: 'running', week: 1 });
    expect(at('2026-12-27T22:00:00Z')).toEqual({ stands: 'over' });
    expect(dayIn('Asia/Almaty', Date.parse('2026-10-11T19:00:00Z'))).toBe('2026-10-12');
  });

  it('says first that it was put away', () => {
    expect(standingOf({ ...cohort, state: 'archived' }, Date.parse('2026-11-22T12:00:00Z'))).toEqual({
      stands: 'archived',
    });
  });
});
