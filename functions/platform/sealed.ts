/**
 * Text that a browser keeps for us and can neither read nor change nor use for anything else: AES-256-GCM, with a key of
 * its own per purpose and the purpose as associated data.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { secret, withSecret } from './secrets.ts';

const variable = 'CURSOR_SECRET_ARN';

interface Content {
  text: string;
  until: number;
}

/** Seals a text for one purpose (which names whose it is) until a moment in milliseconds. */
export async function seal(text: string, purpose: string, until: number): Promise<string> {
  const nonce = randomBytes(12);
  const key = keyFrom(await secret(variable), purpose);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const sealed = cipher.update(JSON.stringify({ text, until } satisfies Content), 'utf8');
  return Buffer.concat([nonce, sealed, cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The text, also one sealed before the last rotation; undefined where it was not sealed by us for this purpose, or is too old. */
export async function unseal(sealed: string | undefined, purpose: string, now: number): Promise<string | undefined> {
  if (!sealed) return undefined;
  const bytes = Buffer.from(sealed, 'base64url');
  const content = await withSecret(variable, (value) => open(bytes, purpose, keyFrom(value, purpose)));
  return content && content.until > now ? content.text : undefined;
}

function open(sealed: Buffer, purpose: string, key: Buffer): Content | undefined {
  if (sealed.length < 12 + 16 + 2) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(-16));
    return JSON.parse(decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')) as Content;
  } catch {
    return undefined;
  }
}

const keyFrom = (value: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', value, 'kurs sealed', purpose, 32));
