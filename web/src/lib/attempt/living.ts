/** What a page of an attempt says again and again, whether anybody looks at it or not. */

/** Asks at once, and again until it is stopped; while an answer is awaited, nothing is asked. */
export function askAgain(ask: () => Promise<unknown>, everyMs: number): () => void {
  let asking = false;
  const once = () => {
    if (asking) return;
    asking = true;
    void ask()
      .catch(() => undefined)
      .finally(() => (asking = false));
  };
  once();
  const timer = setInterval(once, everyMs);
  return () => clearInterval(timer);
}

/** An attempt under way, as far as it gives signs of life. */
export interface Living {
  readonly open: boolean;
  seen: () => Promise<void>;
  tick: () => void;
  mailing: { now: () => void };
}
const seenEveryMs = 30_000;

/**
 * Signs of life, also of a page in the background: it has a connection as well, and its silence would pass for an outage
 * that gives time back. Whoever turns to the page, or away from it, sends what waits.
 */
export function signsOfLife(desk: Living, page: EventTarget): () => void {
  const say = () => {
    if (desk.open) void desk.seen().catch(() => undefined);
  };
  const look = () => {
    desk.tick();
    desk.mailing.now();
    say();
  };
  const timer = setInterval(say, seenEveryMs);
  page.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    page.removeEventListener('visibilitychange', look);
  };
}
