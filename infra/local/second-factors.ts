/** Second factors of the accounts: set up in two steps, asked for at sign-in, each code good once. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { acceptedStep, base32 } from './totp.ts';

interface Row {
  secret: Uint8Array | null;
  newSecret: Uint8Array | null;
  usedStep: number;
}

export function secondFactors(db: DatabaseSync) {
  const rowOf = (sub: string) =>
    db.prepare('select secret, newSecret, usedStep from account where sub = ?').get(sub) as unknown as Row | undefined;

  return {
    /** A new secret in base 32; the one in force stays until this one is verified. */
    associate(sub: string): string {
      const secret = randomBytes(20);
      db.prepare('update account set newSecret = ? where sub = ?').run(secret, sub);
      return base32(secret);
    },
    /** Puts the new secret in force if the code is its own. It is not asked for until it is preferred. */
    verify(sub: string, code: string, now: number): boolean {
      const secret = rowOf(sub)?.newSecret;
      const step = secret ? acceptedStep(secret, code, now, 0) : undefined;
      if (step === undefined) return false;
      db.prepare('update account set secret = newSecret, newSecret = null, usedStep = ? where sub = ?').run(step, sub);
      return true;
    },
    /** Asks for a code at sign-in, or no longer; false where no secret has been verified. */
    prefer(sub: string, on: boolean): boolean {
      if (on && !rowOf(sub)?.secret) return false;
      db.prepare('update account set secondFactor = ? where sub = ?').run(Number(on), sub);
      return true;
    },
    /** Is the code right? A right one is used up. */
    take(sub: string, code: string, now: number): boolean {
      const row = rowOf(sub);
      const step = row?.secret ? acceptedStep(row.secret, code, now, row.usedStep) : undefined;
      if (step === undefined) return false;
      db.prepare('update account set usedStep = ? where sub = ?').run(step, sub);
      return true;
    },
  };
}
