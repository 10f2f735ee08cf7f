/** Sends the journal when its time has come, and says how it goes. */
import { deliver, handIn, type Courier, type Outcome } from './courier.ts';
import type { AttemptCard } from '#contracts/attempts.ts';
import { next, quiet, waitMs, type Event, type Sending } from './sending.ts';

interface Around {
  courier: () => Courier;
  /** what the learner has finished is handed in */
  submitted: () => boolean;
  waiting: () => number;
  handedIn: (card: AttemptCard) => void;
  /** the academy has taken, or refused, something */
  progressed: () => Promise<void>;
}

export class Mailing {
  readonly #around: Around;
  #state = $state.raw<Sending>(quiet);
  #sending = $state(false);
  /** how many changes waited when this sending began */
  #total = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(around: Around) {
    this.#around = around;
  }
  get sending(): boolean {
    return this.#sending;
  }
  get total(): number {
    return this.#total;
  }
  get failing(): boolean {
    return this.#state.failures > 0 || this.#state.blocked === 'refused';
  }
  get blocked(): Sending['blocked'] {
    return this.#state.blocked;
  }

  heard(event: Event): void {
    this.#state = next(this.#state, event);
    clearTimeout(this.#timer);
    const wait = waitMs(this.#state, Date.now());
    if (wait !== null && !this.#stopped && !this.#sending) this.#timer = setTimeout(() => void this.#send(), wait);
  }
  /** At once, if there is something. */
  now(): void {
    if (this.#around.waiting() > 0 || this.#around.submitted()) this.heard({ type: 'now', nowMs: Date.now() });
  }
  changed(bytes: number): void {
    this.heard({ type: 'changed', nowMs: Date.now(), bytes });
  }
  signedIn(): void {
    this.heard({ type: 'signedIn', nowMs: Date.now() });
  }
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #send(): Promise<void> {
    const { submitted, courier, waiting, progressed, handedIn } = this.#around;
    this.#sending = true;
    this.#total = waiting();
    const outcome = await (submitted() ? handIn(courier()) : deliver(courier())).catch((): Outcome => ({
      type: 'failed',
      retryAfterMs: undefined,
    }));
    await progressed();
    this.#sending = false;
    if ('type' in outcome) this.#settle(outcome);
    else handedIn(outcome);
  }

  /** What was written, or finished, during the sending is sent after it. */
  #settle(outcome: Outcome): void {
    if (outcome.type === 'failed') return this.heard({ ...outcome, nowMs: Date.now(), random: Math.random() });
    this.heard(outcome);
    if (outcome.type !== 'sent') return;
    if (this.#around.submitted()) this.now();
    else if (this.#around.waiting() > 0) this.changed(0);
  }
}
