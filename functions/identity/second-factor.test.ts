import { expect, it } from 'vitest';
import { authenticatorUri } from './second-factor.ts';

it('tells the authenticator app whose code this is, and of what', () => {
  const uri = new URL(authenticatorUri('o.koval+1@kurs.example', 'JBSWY3DPEHPK3PXP'));
  expect(uri.protocol).toBe('otpauth:');
  expect(uri.host).toBe('totp');
  expect(decodeURIComponent(uri.pathname)).toBe('/Kurs:o.koval+1@kurs.example');
  expect(Object.fromEntries(uri.searchParams)).toEqual({ secret: 'JBSWY3DPEHPK3PXP', issuer: 'Kurs' });
});
