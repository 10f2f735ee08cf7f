/** Secrets of one local installation: made once, kept in a file only its owner can read. */
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './template.ts';

export interface KeyPair {
  privateKeyPem: string;
  publicKeyPem: string;
}
export interface Version {
  id: string;
  value: string;
}
export interface Secrets {
  /** A random text by name; the same at every call and after every start, until another one is put. */
  value(name: string): string;
  /** The current version and, after the first `put`, the previous one. */
  versions(name: string): [current: Version, previous?: Version];
  /** A new current version. */
  put(name: string, value: string): Version;
  /** What a secret holds before anything is put, instead of a random text. */
  preset(name: string, value: string): void;
  /** RSA 2048: signs and verifies the media cookies. */
  mediaKey(): KeyPair;
}

/** Opens (or begins) the secrets of a data folder. */
export function openSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  const held = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  const presets = new Map<string, string>();
  const keep = <T>(name: string, value: T): T => {
    held[name] = value;
    writeFileSync(`${file}.new`, JSON.stringify(held, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return value;
  };
  const once = <T>(name: string, make: () => T): T => (name in held ? (held[name] as T) : keep(name, make()));
  const first = (name: string): Version => {
    const value = presets.get(name) ?? once(`value:${name}`, () => randomBytes(32).toString('base64url'));
    return { id: createHash('sha256').update(value).digest('hex').slice(0, 32), value };
  };
  const versions: Secrets['versions'] = (name) =>
    (held[`versions:${name}`] as ReturnType<Secrets['versions']> | undefined) ?? [first(name)];
  return {
    value: (name) => versions(name)[0].value,
    versions,
    put(name, value) {
      const made = { id: randomUUID(), value };
      keep(`versions:${name}`, [made, versions(name)[0]]);
      return made;
    },
    preset: (name, value) => void presets.set(name, value),
    mediaKey: () => once('mediaKey', makeKeyPair),
  };
}

/** The one secret the operator fills in, instead of having it generated, is the private key of the media cookies. */
export function fillIn(template: Template, secrets: Secrets): void {
  const all = template.of<{ GenerateSecretString?: unknown }>('AWS::SecretsManager::Secret');
  for (const { properties, physicalId } of all)
    if (!properties.GenerateSecretString) secrets.preset(physicalId, secrets.mediaKey().privateKeyPem);
}

function makeKeyPair(): KeyPair {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { privateKeyPem: pair.privateKey, publicKeyPem: pair.publicKey };
}
