/**
 * When what is sent: after a pause in typing, at the latest every two seconds, one request at a time, and again after a
 * failure with growing pauses. What it sends and where from, it is told; so it can be tested without a browser.
 */
import { type BlockChange, type ChangeOutcome, changesMax } from '#contracts/blocks.ts';

export const idleMs = 300;
export const latestMs = 2000;
/** of a request’s body, well below what the contract takes */
const bytesMax = 1_500_000;
const pausesMs = [1000, 2000, 4000, 8000, 15_000, 30_000];

/**
 * clean: everything is at the academy · waiting: typed, soon to be sent · sending · offline: no way to the academy, tried again
 * by itself · refused: the academy does not take it; a person has to look
 */
export type QueueState = 'clean' | 'waiting' | 'sending' | 'offline' | 'refused';

export interface Saving {
  /** what differs now; asked anew before each request */
  plan(): BlockChange[];
  send(changes: BlockChange[]): Promise<ChangeOutcome[]>;
  /** takes in what the academy answered */
  settle(changes: BlockChange[], outcomes: ChangeOutcome[]): void;
  /** offline: no answer came · signedOut: wait for a sign-in · refused: this request is not taken · fatal: none will be */
  judge(error: unknown): 'offline' | 'signedOut' | 'refused' | 'fatal';
  /** a change that is not taken even alone */
  refuse(change: BlockChange, error: unknown): void;
  changed(state: QueueState): void;
}

export class SaveQueue {
  readonly #saving: Saving;
  #state: QueueState = 'clean';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dirtySince: number | undefined;
  #running: Promise<void> | undefined;
  #failures = 0;
  #single = false;
  #stopped = false;

  constructor(saving: Saving) {
    this.#saving = saving;
  }

  get state(): QueueState {
    return this.#state;
  }

  /** The document changed. */
  touch(): void {
    this.#dirtySince ??= Date.now();
    if (this.#state === 'clean') this.#become('waiting');
    if (this.#running || this.#state === 'offline') return;
    this.#schedule(Math.max(0, Math.min(idleMs, this.#dirtySince + latestMs - Date.now())));
  }

  /** Sends what there is now; resolves when nothing is left or it cannot be sent. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#state === 'waiting') this.#schedule(idleMs);
    });
    await this.#running;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #become(state: QueueState): void {
    this.#state = state;
    this.#saving.changed(state);
  }

  async #run(): Promise<void> {
    for (;;) {
      this.#dirtySince = undefined;
      const changes = this.#next();
      if (changes.length === 0) return this.#become('clean');
      this.#become('sending');
      try {
        this.#saving.settle(changes, await this.#saving.send(changes));
        this.#failures = 0;
        this.#single = false;
      } catch (error) {
        if (!this.#goesOn(changes, error)) return;
      }
      if (this.#stopped) return;
      // typed meanwhile: let the person go on for a moment
      if (this.#dirtySince !== undefined) return this.#become('waiting');
    }
  }

  /** Was the request refused, the next ones carry one change each, until the culprit is found. */
  #goesOn(changes: BlockChange[], error: unknown): boolean {
    const verdict = this.#saving.judge(error);
    if (verdict === 'refused') {
      const [only] = changes;
      if (changes.length === 1 && only) this.#saving.refuse(only, error);
      this.#single = changes.length > 1;
      return true;
    }
    this.#become(verdict === 'fatal' ? 'refused' : 'offline');
    if (verdict === 'offline') this.#schedule(pausesMs[Math.min(this.#failures++, pausesMs.length - 1)] ?? 30_000);
    return false;
  }

  #next(): BlockChange[] {
    const all = this.#saving.plan();
    const changes: BlockChange[] = [];
    let bytes = 0;
    for (const change of all.slice(0, this.#single ? 1 : changesMax)) {
      bytes += change.op === 'write' ? change.text.length * 3 + 300 : 300;
      if (changes.length > 0 && bytes > bytesMax) break;
      changes.push(change);
    }
    return changes;
  }
}
