/** One lecture at a time in a browser: where one begins to play, those in other tabs pause. */

const channelName = 'kurs.player';

export class OneAtATime {
  readonly #channel: BroadcastChannel | undefined;

  /** `elsewhere` is called when another tab has begun to play. */
  constructor(elsewhere: () => void) {
    // older browsers play both; each second counts once all the same
    if (typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(channelName);
    // a channel does not hear itself
    this.#channel.onmessage = () => elsewhere();
  }

  /** This tab plays. */
  begin(): void {
    this.#channel?.postMessage('plays');
  }

  end(): void {
    this.#channel?.close();
  }
}
