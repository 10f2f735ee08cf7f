import { describe, expect, it } from 'vitest';
import type { AppError } from '#contracts/errors.ts';
import { noted, requireBegun, united, type AttendanceItem } from './attendance.ts';
import type { SessionItem } from './session.ts';

const place = { cohortId: 'coh_x', sessionId: 'ses_1', personId: 'per_l', day: '2026-11-25' };
const by = (who: string, at = '2026-11-25T08:00:00.000Z') => ({ at, by: who });
const first = noted(undefined, { state: 'present', revision: 0 }, place, by('per_a')) as AttendanceItem;

describe('attendance', () => {
  it('remembers every change with who made it, the latest first', () => {
    const later = noted(first, { state: 'late', revision: 1 }, place, by('per_b', '2026-11-25T09:00:00.000Z'));
    expect(later).toMatchObject({
      state: 'late',
      revision: 2,
      changes: [
        { state: 'late', by: 'per_b' },
        { state: 'present', by: 'per_a' },
      ],
    });
  });

  it('can be taken back', () => {
    const none = noted(first, { state: null, revision: 1 }, place, by('per_a')) as AttendanceItem;
    expect(none.state).toBeUndefined();
    expect(none.changes).toHaveLength(2);
  });

  it('sent twice is noted once; what somebody else noted meanwhile is not overwritten', () => {
    expect(noted(first, { state: 'present', revision: 0 }, place, by('per_a'))).toBe('same');
    expect(noted(first, { state: 'absent', revision: 0 }, place, by('per_b'))).toBe('conflict');
    expect(noted(undefined, { state: null, revision: 0 }, place, by('per_b'))).toBe('same');
  });

  it('begins with the day of the session, there where the cohort is', () => {
    const session = { day: '2026-11-25' } as SessionItem;
    const code = (now: string, parts: Partial<SessionItem> = {}) => {
      try {
        requireBegun({ ...session, ...parts }, 'Asia/Almaty', Date.parse(now));
        return undefined;
      } catch (error) {
        return (error as AppError).code;
      }
    };
    // midnight in Almaty
    expect(code('2026-11-24T18:59:00Z')).toBe('sessionAhead');
    expect(code('2026-11-24T19:00:00Z')).toBeUndefined();
    expect(code('2026-11-26T00:00:00Z', { cancelled: true })).toBe('sessionCancelled');
  });

  it('of one human under two ids is what was noted last', () => {
    const theirs = noted(
      undefined,
      { state: 'absent', revision: 0 },
      { ...place, personId: 'per_d' },
      {
        ...by('per_b', '2026-11-25T10:00:00.000Z'),
      },
    ) as AttendanceItem;
    expect(united(first, theirs)).toMatchObject({ personId: 'per_l', state: 'absent', revision: 2 });
    expect(united(undefined, theirs)).toBe(theirs);
  });
});
