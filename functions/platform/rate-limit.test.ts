import { describe, expect, it } from 'vitest';
import type { AppError } from '#contracts/errors.ts';
import { countBytes, countCall } from './rate-limit.ts';

const noon = Date.parse('2026-11-22T12:00:10.000Z');
const refusal = (call: () => void): AppError | undefined => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error as AppError;
  }
};

describe('calls counted in the function', () => {
  it('are refused beyond 3,000 a minute, with the seconds to wait, for that person only', () => {
    for (let call = 0; call < 3000; call += 1) countCall('per_a', noon);
    const refused = refusal(() => countCall('per_a', noon));
    expect(refused).toMatchObject({ code: 'tooManyRequests', details: { seconds: '50' } });
    expect(refusal(() => countCall('per_b', noon))).toBeUndefined();
  });

  it('start anew with the next minute', () => {
    expect(refusal(() => countCall('per_a', noon + 50_000))).toBeUndefined();
  });
});

describe('bytes written by way of the function', () => {
  it('are refused beyond the limit of an hour, for that person only; a small write counts as a kilobyte', () => {
    countBytes('per_a', 6_000, 8_000, noon);
    countBytes('per_a', 1, 8_000, noon);
    expect(refusal(() => countBytes('per_a', 1, 8_000, noon))).toMatchObject({
      ...{ code: 'tooManyRequests', details: { seconds: '50' } },
    });
    expect(refusal(() => countBytes('per_b', 8_000, 8_000, noon))).toBeUndefined();
    expect(refusal(() => countBytes('per_a', 8_000, 8_000, noon + 3_600_000))).toBeUndefined();
  });
});
