import { describe, expect, it } from 'vitest';
import type { WorkRow } from '#contracts/assignment-marking.ts';
import { neighbours } from './work-order.ts';

const row = (workId: string, state: WorkRow['state']): WorkRow => ({
  ...{ workId, alias: workId, learner: null, state, late: null, points: null },
});
const rows = [row('a', 'handedIn'), row('b', 'marked'), row('c', 'marked')];

describe('works to mark', () => {
  it('follow one another', () => {
    expect(neighbours(rows, 'b')).toMatchObject({ number: 2, before: rows[0], after: rows[2] });
    expect(neighbours(rows, 'a').before).toBeUndefined();
  });
  it('that wait come next, from the top where none follows', () => {
    expect(neighbours(rows, 'b').waiting).toBe(rows[0]);
    expect(neighbours(rows, 'a').waiting).toBeUndefined();
  });
});
