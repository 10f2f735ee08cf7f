import { describe, expect, it } from 'vitest';
import { isConditionFailure, isThrottled } from './table.ts';

const cancelled = (...codes: string[]) =>
  Object.assign(new Error(), {
    name: 'TransactionCanceledException',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('a write that was refused', () => {
  it('for being too many is told from one refused by its condition', () => {
    expect(isThrottled(cancelled('None', 'ThrottlingError'))).toBe(true);
    expect(isThrottled(cancelled('TransactionConflict', 'None'))).toBe(true);
    expect(isThrottled(Object.assign(new Error(), { name: 'ProvisionedThroughputExceededException' }))).toBe(true);
    expect(isThrottled(cancelled('ConditionalCheckFailed', 'None'))).toBe(false);
    expect(isConditionFailure(cancelled('ConditionalCheckFailed', 'None'))).toBe(true);
    expect(isThrottled('no error')).toBe(false);
  });
});
