import { describe, expect, it } from 'vitest';
import { requireRoom } from './quota.ts';

describe('a quota', () => {
  it('is filled to the last byte and not beyond', () => {
    expect(() => requireRoom(60, 40, 100)).not.toThrow();
    expect(() => requireRoom(60, 41, 100)).toThrow('quotaExceeded');
    expect(() => requireRoom(90, 10, 100)).not.toThrow();
    expect(() => requireRoom(90, 11, 100)).toThrow('quotaExceeded');
  });

  it('is none where none is set', () => {
    expect(() => requireRoom(1e15, 1e15, null)).not.toThrow();
    expect(() => requireRoom(90, 1e12, null)).not.toThrow();
  });

  it('lets through what adds nothing, even when it was lowered below what is there', () => {
    expect(() => requireRoom(200, 0, 100)).not.toThrow();
    expect(() => requireRoom(200, 1, 100)).toThrow('quotaExceeded');
  });
});
