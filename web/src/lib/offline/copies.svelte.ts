/** Which readings on the screen are copies from this device, and from when. */
import type { Endpoint } from '#contracts/endpoint.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';
import type { FromWorker } from './worker-types.ts';

class Copies {
  #savedAt = $state.raw<Record<string, string>>({});

  /** When the copy was made; undefined if the academy itself answered. */
  savedAt<E extends Endpoint>(endpoint: E, input: InputOf<E>): string | undefined {
    return this.#savedAt[requestOf(endpoint, input).path];
  }
  is(message: FromWorker): void {
    this.#savedAt = { ...this.#savedAt, [message.path]: message.savedAt };
  }
  /** The network is back: what is read from now on is fresh. */
  clear(): void {
    this.#savedAt = {};
  }
}

export const copies = new Copies();
