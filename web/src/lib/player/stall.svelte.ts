/** The video waits for data; a stall of some length is worth a word and an offer. */
const slowAfterMs = 6000;

export class Stall {
  #waiting = $state(false);
  #slow = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get waiting(): boolean {
    return this.#waiting;
  }
  get slow(): boolean {
    return this.#slow;
  }

  set(waiting: boolean): void {
    if (waiting === this.#waiting) return;
    this.#waiting = waiting;
    clearTimeout(this.#timer);
    if (waiting) this.#timer = setTimeout(() => (this.#slow = true), slowAfterMs);
    else this.#slow = false;
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
