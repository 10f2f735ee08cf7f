import { describe, expect, it } from 'vitest';
import { isSignedBy, newKey, signatureOf } from './signatures.ts';

describe('a signature', () => {
  const { keyId, publicKey, privateKey } = newKey();
  const signed = { keyId, publicKey, signature: signatureOf('Курс', privateKey) };

  it('holds for what was signed, and for nothing else', () => {
    expect(isSignedBy(signed, 'Курс')).toBe(true);
    expect(isSignedBy(signed, 'Курс.')).toBe(false);
  });

  it('of another key under the same name does not hold', () => {
    const other = newKey();
    const forged = { keyId, publicKey: other.publicKey, signature: signatureOf('Курс', other.privateKey) };
    expect(isSignedBy(forged, 'Курс')).toBe(false);
    expect(isSignedBy({ ...forged, publicKey }, 'Курс')).toBe(false);
  });

  it('that is none at all does not hold', () => {
    for (const broken of ['', 'AAAA', '!!'])
      expect([
        isSignedBy({ ...signed, signature: broken }, 'Курс'),
        isSignedBy({ ...signed, publicKey: broken }, 'Курс'),
      ]).toEqual([false, false]);
  });
});
