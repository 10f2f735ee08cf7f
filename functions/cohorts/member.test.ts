import { describe, expect, it } from 'vitest';
import { isCurrent, joined, left, merged, united, withoutNotes } from './member.ts';

const who = { cohortId: 'coh_a', personId: 'per_a' };
const first = { joinedAt: '2026-10-12T06:00:00.000Z', way: 'unit', joinedBy: 'per_t' } as const;
const leaving = { leftAt: '2026-11-01T06:00:00.000Z', leftBy: 'per_t', note: 'Відрядження' };
const again = { joinedAt: '2026-11-20T06:00:00.000Z', way: 'code', joinedBy: 'per_a' } as const;

describe('a member of a cohort', () => {
  it('is there from joining to leaving', () => {
    const there = joined(undefined, who, first);
    expect(isCurrent(undefined)).toBe(false);
    expect(isCurrent(there)).toBe(true);
    expect(isCurrent(left(there, leaving))).toBe(false);
  });

  it('keeps every stretch, and loses the place in the list with the last one', () => {
    const gone = left({ ...joined(undefined, who, first), place: 'а#per_a' }, leaving);
    expect(gone.place).toBeUndefined();
    const back = joined(gone, who, again);
    expect(back).toEqual({ ...who, periods: [{ ...first, ...leaving }, again], revision: 3 });
    expect(isCurrent(back)).toBe(true);
  });

  it('keeps the latest of very many', () => {
    const many = Array.from({ length: 60 }).reduce<ReturnType<typeof joined>>(
      (member) => joined(left(member, leaving), who, again),
      joined(undefined, who, first),
    );
    expect(many.periods).toHaveLength(50);
    expect(many.periods[0]!.way).toBe('code');
  });
});

describe('two records of one human', () => {
  const kept = 'per_kept';
  const item = (periods: ReturnType<typeof joined>['periods'], personId = 'per_dup') => ({
    cohortId: 'coh_a',
    personId,
    periods,
    revision: 3,
  });

  it('learned as one: what overlaps is one stretch', () => {
    const mine = item([{ ...first, ...leaving }], kept);
    const theirs = item([{ ...again, joinedAt: '2026-10-20T06:00:00.000Z' }]);
    const one = united(mine, theirs, kept);
    expect(one).toMatchObject({ personId: kept, revision: 4, periods: [{ joinedAt: first.joinedAt, way: 'unit' }] });
    expect(isCurrent(one)).toBe(true);
    expect(united(one, theirs, kept).periods).toEqual(one.periods);
  });

  it('keep stretches apart that lie apart', () => {
    expect(united(item([{ ...first, ...leaving }], kept), item([again]), kept).periods).toHaveLength(2);
    expect(united(undefined, item([again]), kept)).toMatchObject({ personId: kept, revision: 1, periods: [again] });
  });

  it('leave one of them out of the lists', () => {
    expect(isCurrent(merged(item([again]), kept))).toBe(false);
  });

  it('forget why they left with the card', () => {
    const gone = item([{ ...first, ...leaving }]);
    expect(withoutNotes(gone).periods[0]).not.toHaveProperty('note');
    expect(withoutNotes(withoutNotes(gone))).toEqual(withoutNotes(gone));
  });
});
