/** Opaque, authenticated, expiring places in a list: a cursor shows no key and cannot be bent towards another list. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { AppError } from '#contracts/errors.ts';
import { secret, withSecret } from './secrets.ts';

const variable = 'CURSOR_SECRET_ARN';
const lifetimeMs = 24 * 3600 * 1000;
type Key = Record<string, unknown>;

/**
 * Seals the key of the last item for one list (`scope` names the list and who asks). `now` in milliseconds.
 * AES-256-GCM with the scope as associated data: a cursor of another list or person does not open.
 */
export async function sealCursor(lastKey: Key | undefined, scope: string, now: number): Promise<string | null> {
  if (!lastKey) return null;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(await secret(variable)), nonce).setAAD(Buffer.from(scope));
  const text = cipher.update(JSON.stringify({ lastKey, until: now + lifetimeMs }), 'utf8');
  return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Opens a cursor, also one sealed before the last rotation; anything not sealed by us for this list, or too old, is `cursorInvalid`. */
export async function openCursor(cursor: string | undefined, scope: string, now: number): Promise<Key | undefined> {
  if (cursor === undefined) return undefined;
  const sealed = Buffer.from(cursor, 'base64url');
  const content = await withSecret(variable, (value) => decrypt(sealed, scope, keyFrom(value)));
  if (!content || content.until < now) throw new AppError('cursorInvalid');
  return content.lastKey;
}

function decrypt(sealed: Buffer, scope: string, key: Buffer): { lastKey: Key; until: number } | undefined {
  if (sealed.length < 12 + 16 + 2) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(scope));
    decipher.setAuthTag(sealed.subarray(-16));
    const text = decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    return JSON.parse(text) as { lastKey: Key; until: number };
  } catch {
    return undefined;
  }
}

const keyFrom = (value: string): Buffer => createHash('sha256').update(value).digest();
