/** The pass that opens a lecture’s files for ten minutes: renewed in time, after sleep, and when a file is refused. */
import { lectures } from '#contracts/lectures.ts';
import { call } from '../client.ts';

/** renewed when this much of its life has gone */
const renewAtShare = 0.8;
/** refusals in a row are answered once in this time */
const pauseMs = 15_000;

export class MediaPass {
  readonly #lectureId: string;
  #renewAtMs = 0;
  #openedAtMs = 0;
  #opening: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(lectureId: string) {
    this.#lectureId = lectureId;
  }

  /** Opens or renews; throws what the academy answered. */
  open(): Promise<void> {
    this.#opening ??= this.#ask().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  async #ask(): Promise<void> {
    const { expiresInSeconds } = await call(lectures.openPass, { params: { lectureId: this.#lectureId } });
    this.#openedAtMs = Date.now();
    const lifeMs = expiresInSeconds * 1000 * renewAtShare;
    this.#renewAtMs = this.#openedAtMs + lifeMs;
    this.#plan(lifeMs);
  }

  #plan(inMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.#renew(), Math.max(1000, inMs));
  }

  async #renew(): Promise<void> {
    await this.open().catch(() => this.#plan(pauseMs));
  }

  /** Timers sleep with the device: on waking, ask whether it is time. */
  async wake(): Promise<void> {
    if (Date.now() >= this.#renewAtMs) await this.#renew();
  }

  /** A file was refused. True if a new pass was opened, so that trying again makes sense. */
  async refused(): Promise<boolean> {
    if (Date.now() - this.#openedAtMs < pauseMs) return false;
    return this.open().then(
      () => true,
      () => false,
    );
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}
