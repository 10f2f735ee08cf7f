/** Secrets of one local installation: made once, kept in a file only its owner can read. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeyPair {
  privateKeyPem: string;
  publicKeyPem: string;
}
export interface Secrets {
  /** A random text by name; the same at every call and after every start. */
  value(name: string): string;
  /** RSA 2048: signs and verifies the media cookies. */
  mediaKey(): KeyPair;
}

/** Opens (or begins) the secrets of a data folder. */
export function openSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  const held = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  const once = <T>(name: string, make: () => T): T => {
    if (!(name in held)) {
      held[name] = make();
      writeFileSync(`${file}.new`, JSON.stringify(held, null, 2), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
    return held[name] as T;
  };
  return {
    value: (name) => once(`value:${name}`, () => randomBytes(32).toString('base64url')),
    mediaKey: () => once('mediaKey', makeKeyPair),
  };
}

function makeKeyPair(): KeyPair {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { privateKeyPem: pair.privateKey, publicKeyPem: pair.publicKey };
}
