/** Again and again, for what a moment, a network or a new sign-in mends; everything else is thrown. */
import { ApiError, OfflineError } from '../client.ts';

export type Trouble = 'offline' | 'signIn' | 'busy';

/** What can be mended by waiting. The store's refusals come as `OfflineError` with their status. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof OfflineError) {
    // 400, 404: other bytes than were signed, or nothing to put them to any more; 403: the address has expired
    if (error.cause === 400 || error.cause === 404) return undefined;
    return typeof error.cause === 'number' ? 'busy' : 'offline';
  }
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 401) return 'signIn';
  return error.status === 429 || error.status >= 500 ? 'busy' : undefined;
}

/** milliseconds */
const first = 500;
const longest = 15_000;

interface Patience {
  signal: AbortSignal;
  /** what it waits for; undefined: it goes on */
  ontrouble: (trouble: Trouble | undefined) => void;
  /** ends with the time, or earlier when there is hope */
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export function patience({ signal, ontrouble, wait }: Patience) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    for (let pause = first; ; pause = Math.min(pause * 2, longest)) {
      try {
        const done = await work();
        ontrouble(undefined);
        return done;
      } catch (error) {
        signal.throwIfAborted();
        const trouble = troubleOf(error);
        if (!trouble) throw error;
        ontrouble(trouble);
        await wait(pause, signal);
      }
    }
  };
}

/** As long as it says, or until the network is back or the lid is lifted. */
export function untilHope(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const end = (settle: () => void) => () => (clearTimeout(timer), done.abort(), settle());
    const timer = setTimeout(end(resolve), milliseconds);
    const options = { once: true, signal: done.signal };
    addEventListener('online', end(resolve), options);
    document.addEventListener('visibilitychange', end(resolve), options);
    signal.addEventListener(
      'abort',
      end(() => reject(signal.reason)),
      options,
    );
  });
}
