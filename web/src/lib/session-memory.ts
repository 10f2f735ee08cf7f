/** What this device remembers of the person, so that the shell opens without a network. Gone at sign-out. */
import type { Me } from '#contracts/identity.ts';

const key = 'kurs.me';

export function rememberMe(me: Me): void {
  try {
    localStorage.setItem(key, JSON.stringify(me));
    void keepCopy(me).catch(() => undefined);
  } catch {
    // a private window may refuse; then the shell needs the network
  }
}

/** Where the service worker keeps it too: `localStorage` reaches the disk only after a while, and a power cut may be quicker. */
const copyOf = { path: '/api/identity/me', cacheName: 'kurs-reading' };
async function keepCopy(me: Me): Promise<void> {
  await (await caches.open(copyOf.cacheName)).put(copyOf.path, new Response(JSON.stringify(me)));
}

export function recallMe(): Me | undefined {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as Me) : undefined;
  } catch {
    return undefined;
  }
}

/** The copy, where the quick storage knows nothing. */
export async function recallMeAnyhow(): Promise<Me | undefined> {
  const known = recallMe();
  if (known) return known;
  try {
    return (await (await caches.match(copyOf.path, copyOf))?.json()) as Me | undefined;
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
