/** What this device remembers of the person, so that the shell opens without a network. Gone at sign-out. */
import type { Me } from '#contracts/identity.ts';

const key = 'kurs.me';

export function rememberMe(me: Me): void {
  try {
    localStorage.setItem(key, JSON.stringify(me));
  } catch {
    // a private window may refuse; then the shell needs the network
  }
}

export function recallMe(): Me | undefined {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as Me) : undefined;
  } catch {
    return undefined;
  }
}

export function forgetMe(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
