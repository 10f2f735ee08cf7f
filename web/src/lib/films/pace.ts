/** How fast bytes go, so that it can be said how long the rest takes. Pure; time in milliseconds. */

/** what lies longer ago says little about the line of today */
const windowMs = 20_000;
/** sooner nobody can tell */
const firstMs = 3000;

export class Pace {
  #marks: { at: number; sent: number }[] = [];

  mark(at: number, sent: number): void {
    const last = this.#marks.at(-1);
    // a part that is sent once more, or a pause: what was before does not count
    if (last && (sent < last.sent || at - last.at > windowMs)) this.#marks = [];
    this.#marks.push({ at, sent });
    while (at - this.#marks[0]!.at > windowMs) this.#marks.shift();
  }

  /** Seconds for as many bytes; undefined while it cannot be told. */
  secondsFor(bytes: number): number | undefined {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last || last.at - first.at < firstMs || last.sent <= first.sent) return undefined;
    return Math.ceil((bytes * (last.at - first.at)) / (last.sent - first.sent) / 1000);
  }
}
