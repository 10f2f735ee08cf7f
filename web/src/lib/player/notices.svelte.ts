/** What the player has done of itself and says so: a learner was held back, another tab plays. */

export type PlayerNotice = { what: 'heldBack'; furthestSeconds: number } | { what: 'elsewhere' };

/** one reads it and goes on */
const shownMs = 8000;

export class Notices {
  #current = $state.raw<PlayerNotice | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get current(): PlayerNotice | undefined {
    return this.#current;
  }

  say(notice: PlayerNotice): void {
    this.clear();
    this.#current = notice;
    // that it is paused stays so until it plays
    if (notice.what === 'heldBack') this.#timer = setTimeout(() => this.clear(), shownMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#current = undefined;
  }
}
