/** Rules of a code for self-enrolment: its letters, how long it is good. Pure: randomness comes in as bytes. */
import { codeLetters } from '#contracts/cohort-joining.ts';

export interface JoinCode {
  /** SHA-256 of the code: by it a cohort is found */
  hash: string;
  /** the code, sealed: teachers see it again */
  sealed: string;
  until: string;
}

export const codeLength = 12;
const dayMs = 24 * 3600 * 1000;

/** A code from at least so many random bytes: each of the 32 letters is as likely. */
export const codeFrom = (random: Uint8Array): string =>
  [...random.subarray(0, codeLength)].map((byte) => codeLetters[byte % codeLetters.length]).join('');

export const goodUntil = (now: number, days: number): string => new Date(now + days * dayMs).toISOString();

/** Is the code good at this moment? */
export const isGood = (code: Pick<JoinCode, 'until'> | undefined, now: number): boolean =>
  code !== undefined && now < Date.parse(code.until);
