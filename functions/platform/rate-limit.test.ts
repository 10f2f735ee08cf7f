import { describe, expect, it } from 'vitest';
import type { AppError } from '#contracts/errors.ts';
import { countCall } from './rate-limit.ts';

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
