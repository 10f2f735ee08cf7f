/**
 * Tickets: by one a person writes into an attempt of theirs without anything being looked up. It names the run and until
 * when it is good, and is bound to person and attempt by an HMAC: it is of no use to anybody else, or for another attempt.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { AppError } from '#contracts/errors.ts';
import { secret, withSecret } from '../platform/secrets.ts';

const variable = 'CURSOR_SECRET_ARN';
/** a device that was away comes back within this time; nothing it has counts later */
const lifetimeMs = 120 * 24 * 3600 * 1000;

interface Bearer {
  personId: string;
  attemptId: string;
}

export async function ticketFor(bearer: Bearer, runId: string, now: number): Promise<string> {
  const until = Math.floor((now + lifetimeMs) / 1000).toString(36);
  return `${until}.${runId}.${sign(await secret(variable), bearer, `${until}.${runId}`).toString('base64url')}`;
}

/** The run that a ticket names; one that was not given to this person for this attempt, or is too old, is `notFound`. */
export async function runOfTicket(ticket: string, bearer: Bearer, now: number): Promise<string> {
  const [until = '', runId = '', shown = ''] = ticket.split('.');
  const given = Buffer.from(shown, 'base64url');
  const isOurs = await withSecret(variable, (value) => {
    const signature = sign(value, bearer, `${until}.${runId}`);
    return (given.length === signature.length && timingSafeEqual(given, signature)) || undefined;
  });
  if (!isOurs || parseInt(until, 36) * 1000 < now) throw new AppError('notFound');
  return runId;
}

const keys = new Map<string, Buffer>();

function keyFrom(value: string): Buffer {
  const known = keys.get(value);
  if (known) return known;
  // current and previous one
  if (keys.size > 2) keys.clear();
  const key = Buffer.from(hkdfSync('sha256', value, 'kurs ticket', 'attempts', 32));
  keys.set(value, key);
  return key;
}

const sign = (value: string, { personId, attemptId }: Bearer, said: string): Buffer =>
  createHmac('sha256', keyFrom(value)).update(`${personId}\n${attemptId}\n${said}`).digest();
