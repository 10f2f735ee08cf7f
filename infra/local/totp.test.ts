import { describe, expect, it } from 'vitest';
import { acceptedStep, base32, fromBase32, stepOf, totp } from './totp.ts';

const secret = Buffer.from('12345678901234567890');
const now = 1_800_000_000_000;
const codeAt = (ahead: number) => totp(secret, stepOf(now) + ahead);

describe('one-time codes', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238 at %i s', (seconds, code) => {
    expect(totp(secret, stepOf(seconds * 1000), 8)).toBe(code);
  });

  it('are taken half a minute early or late, not more', () => {
    const taken = [-2, -1, 0, 1, 2].map((ahead) => acceptedStep(secret, codeAt(ahead), now, 0));
    const step = stepOf(now);
    expect(taken).toEqual([undefined, step - 1, step, step + 1, undefined]);
  });

  it('are good once: after one is used, it and those before it are refused', () => {
    const used = acceptedStep(secret, codeAt(0), now, 0)!;
    expect(acceptedStep(secret, codeAt(0), now, used)).toBeUndefined();
    expect(acceptedStep(secret, codeAt(-1), now, used)).toBeUndefined();
    expect(acceptedStep(secret, codeAt(1), now, used)).toBe(used + 1);
  });

  it.each(['', '12345', 'abcdef', '1234567'])('refuse %j', (code) => {
    expect(acceptedStep(secret, code, now, 0)).toBeUndefined();
  });
});

describe('base 32', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %j as %j and reads it again', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
    expect(Buffer.from(fromBase32(written)).toString()).toBe(text);
  });
});
