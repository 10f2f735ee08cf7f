import { describe, expect, it } from 'vitest';
import {
  assignedAgain,
  hadTo,
  isCircle,
  missingOf,
  onePerCourse,
  requireDays,
  withdrawn,
  type Assigned,
} from './assigned.ts';

const one = (change: Partial<Assigned> = {}): Assigned => ({
  targetId: 'coh_1',
  courseId: 'a',
  version: 1,
  after: [],
  assignedAt: '2026-10-01T08:00:00.000Z',
  assignedBy: 'per_1',
  earlier: [],
  revision: 0,
  ...change,
});
const noon = (day: string) => [`${day}T12:00:00.000Z`, day] as const;

describe('an assigned course', () => {
  it('is not due before it starts', () => {
    expect(() => requireDays({ startsOn: '2026-10-02', dueOn: '2026-10-01' })).toThrow('dueBeforeStart');
    requireDays({ startsOn: '2026-10-01', dueOn: '2026-10-01' });
    requireDays({ dueOn: '2026-10-01' });
  });

  it('had to be learned by who was there while it was assigned', () => {
    const there = [{ from: '2026-10-05T00:00:00.000Z', to: '2026-10-20T00:00:00.000Z' }];
    const had = (day: string, what = one()) => hadTo(what, there, ...noon(day));
    expect(['2026-10-04', '2026-10-05', '2026-10-19', '2026-10-20'].map((day) => had(day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const gone = withdrawn(one(), '2026-10-10T00:00:00.000Z');
    expect(had('2026-10-09', gone)).toBe(true);
    expect(had('2026-10-11', gone)).toBe(false);
    const again = assignedAgain(gone, 'per_2', '2026-10-15T00:00:00.000Z');
    expect(['2026-10-09', '2026-10-12', '2026-10-16'].map((day) => had(day, again))).toEqual([true, false, true]);
    expect(had('2026-10-09', one({ startsOn: '2026-10-10' }))).toBe(false);
  });

  it('counts once where several bring it: as it is due first', () => {
    const [first, ...others] = onePerCourse([
      one({ targetId: 'org_1' }),
      one({ targetId: 'coh_2', dueOn: '2026-12-12' }),
      one({ targetId: 'coh_3', dueOn: '2026-12-13' }),
    ]);
    expect([first!.targetId, others.length]).toEqual(['coh_2', 0]);
  });

  it('waits for the courses before it, which never wait for it', () => {
    expect(missingOf({ after: ['b', 'c'] }, new Set(['b']))).toEqual(['c']);
    const all = [one({ courseId: 'b', after: ['c'] }), one({ courseId: 'c', after: ['d'] })];
    expect(isCircle('d', ['b'], all)).toBe(true);
    expect(isCircle('a', ['a'], all)).toBe(true);
    expect(isCircle('a', ['b'], all)).toBe(false);
  });
});
