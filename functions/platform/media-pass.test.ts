import { generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { trusted } from './media-pass.ts';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const [one, next, unknown] = [pair(), pair(), pair()];
afterEach(() => void vi.unstubAllEnvs());

function deploy(keys: Record<string, string>): void {
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
}

it('a private key goes with the id of its own public key', () => {
  deploy({ MEDIA_KEY_ID: 'K1', MEDIA_PUBLIC_KEY: one.publicKey });
  deploy({ MEDIA_KEY_NEXT_ID: 'K2', MEDIA_PUBLIC_KEY_NEXT: `\n${next.publicKey.trim()}` });
  expect(trusted(one.privateKey)?.keyPairId).toBe('K1');
  expect(trusted(next.privateKey)?.keyPairId).toBe('K2');
});

it('a key that nobody trusts yet is not signed with, nor what is no key', () => {
  deploy({
    MEDIA_KEY_ID: 'none',
    MEDIA_PUBLIC_KEY: 'none',
    MEDIA_KEY_NEXT_ID: 'K2',
    MEDIA_PUBLIC_KEY_NEXT: next.publicKey,
  });
  expect(trusted(unknown.privateKey)).toBeUndefined();
  expect(trusted('not set yet')).toBeUndefined();
});
