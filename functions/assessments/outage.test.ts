import { describe, expect, it } from 'vitest';
import { gapsAmong, movedEnd, silenceMs } from './outage.ts';

const minute = 60_000;

describe('outages', () => {
  it('are silences that are longer than some lost signs of life', () => {
    expect(gapsAmong([0, 30_000, 60_000, 60_000 + silenceMs])).toEqual([{ from: 60_000, to: 60_000 + silenceMs }]);
    expect(gapsAmong([90_000, 0, 60_000])).toEqual([]);
    expect(gapsAmong([])).toEqual([]);
  });

  it('move the end by as long as they lasted, also beyond it', () => {
    const end = 60 * minute;
    expect(movedEnd(end, [], 30 * minute)).toBe(end);
    expect(movedEnd(end, [{ from: 10 * minute, to: 15 * minute }], 30 * minute)).toBe(65 * minute);
    // ten minutes were left when the light went out, and ten are left when it is back
    expect(movedEnd(end, [{ from: 50 * minute, to: 70 * minute }], 30 * minute)).toBe(80 * minute);
    const two = [
      { from: 62 * minute, to: 67 * minute },
      { from: 20 * minute, to: 25 * minute },
    ];
    expect(movedEnd(end, two, 30 * minute)).toBe(70 * minute);
  });

  it('move it no further than the quiz says, and not when it has passed', () => {
    expect(movedEnd(60 * minute, [{ from: 10 * minute, to: 59 * minute }], 15 * minute)).toBe(75 * minute);
    expect(movedEnd(60 * minute, [{ from: 61 * minute, to: 90 * minute }], 15 * minute)).toBe(60 * minute);
  });
});
