/** Six digits from an authenticator app: time-based one-time codes (RFC 6238, SHA-1, 30 seconds), and base 32 (RFC 4648). */
import { createHmac, timingSafeEqual } from 'node:crypto';

const stepMs = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The number of the half-minute a moment lies in. */
export const stepOf = (now: number): number => Math.floor(now / stepMs);

/** The code of one step. */
export function totp(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac[mac.length - 1]! & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The step a code is good for: now, one before or one after, for clocks that differ a little – and later than the step
 * that was used last, because a code is good once. Undefined for any other code.
 */
export function acceptedStep(secret: Uint8Array, code: string, now: number, usedStep: number): number | undefined {
  const step = stepOf(now);
  return [step - 1, step, step + 1].find((each) => each > usedStep && same(totp(secret, each), code));
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** As authenticator apps read a secret: without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The way back. */
export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
