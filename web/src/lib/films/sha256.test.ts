import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Sha256 } from './sha256.ts';

const real = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

describe('a hash made piece by piece', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_003])('of %i bytes is the one of all at once', (length) => {
    const data = Uint8Array.from({ length }, (_, index) => (index * 31 + 7) % 251);
    expect(new Sha256().update(data).hex()).toBe(real(data));
    const pieces = new Sha256();
    for (let at = 0; at < length; at += 37) pieces.update(data.subarray(at, at + 37));
    expect(pieces.hex()).toBe(real(data));
  });
});
