/**
 * Tokens for links: 256 bits derived from the id of what they stand for, so that a repeated delivery sends the same link
 * and nothing that opens a door lies in the table. Who keeps one keeps its hash.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { secret } from './secrets.ts';

/** The token (43 characters, base64url) of an id, for one purpose. */
export async function derivedToken(purpose: string, id: string): Promise<string> {
  const key = hkdfSync('sha256', await secret('CURSOR_SECRET_ARN'), 'kurs token', purpose, 32);
  return createHmac('sha256', Buffer.from(key)).update(id).digest('base64url');
}
