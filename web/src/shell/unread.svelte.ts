/** How many notices are unread, for the bell: asked when one goes to a page or comes back to it, once a minute at most. */
import { unreadNotices } from '#contracts/unread-notices.ts';
import { call } from '../lib/client.ts';

const pauseMs = 60_000;

class Unread {
  #count = $state(0);
  #askedAt = -Infinity;

  get count(): number {
    return this.#count;
  }

  /** Asks unless it was asked a moment ago; what cannot be known now stays as it was. `at`: milliseconds of any clock that runs on. */
  async look(at: number, { atOnce = false } = {}): Promise<void> {
    if (!atOnce && at - this.#askedAt < pauseMs) return;
    this.#askedAt = at;
    try {
      this.#count = (await call(unreadNotices.unread, {})).unread;
    } catch {
      // the pages themselves tell what is wrong
    }
  }
}

export const unread = new Unread();
