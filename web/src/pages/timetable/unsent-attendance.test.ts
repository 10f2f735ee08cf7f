import { describe, expect, it } from 'vitest';
import type { AttendanceRow } from '#contracts/attendance.ts';
import { newest, stillUnsent, unsentIn, withAnswers } from './unsent-attendance.ts';

const row = (id: string, revision: number) => ({ id, revision }) as AttendanceRow;

describe('attendance on the device', () => {
  it('is taken from a storage only whole', () => {
    const unsent = { per_a: { state: 'late', revision: 1 }, per_b: { state: null, revision: 0 } };
    expect(unsentIn(unsent)).toEqual(unsent);
    for (const other of [{ per_a: { state: 'x', revision: 1 } }, { per_a: null }, { per_a: { state: 'late' } }]) {
      expect(unsentIn(other)).toBeUndefined();
    }
  });

  it('shows the newest that is known of each', () => {
    expect(newest([row('a', 1), row('b', 2)], [row('a', 3), row('b', 1)])).toEqual([row('a', 3), row('b', 2)]);
    expect(withAnswers([row('a', 1), row('b', 2)], [row('b', 3)])).toEqual([row('a', 1), row('b', 3)]);
  });

  it('goes out once more where it was changed while it was sent', () => {
    const a = { state: 'present', revision: 0 } as const;
    const again = { state: 'late', revision: 0 } as const;
    expect(stillUnsent({ a, b: again }, { a, b: a }, [row('a', 1), row('b', 1)])).toEqual({
      b: { state: 'late', revision: 1 },
    });
    expect(stillUnsent({ a, c: again }, { a }, [row('a', 1)])).toEqual({ c: again });
  });
});
