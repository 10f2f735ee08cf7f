/**
 * Collects the seconds of a lecture that were really played, at any speed, and keeps what the academy has not
 * credited yet. Pure: the player says where it is and what time it is.
 */
import type { Spans } from '#contracts/progress.ts';
import { mergeSpans, round, roundSpans, spanSeconds, subtractSpans } from './spans.ts';

/** the most stretches the contract takes in one report */
const spansMax = 128;
/** a tick may be this much further than the clock allows (timers are coarse) */
const toleranceSeconds = 0.75;

export interface Tick {
  positionSeconds: number;
  atMs: number;
  /** 1 = normal speed */
  rate: number;
}

export class WatchTracker {
  #credited: Spans;
  #kept: Spans;
  #last: Tick | null = null;

  readonly #durationSeconds: number;

  /** `credited`: what the academy already has; `kept`: what the device still holds from before. */
  constructor(credited: Spans = [], kept: Spans = [], durationSeconds = Infinity) {
    this.#durationSeconds = durationSeconds;
    this.#credited = mergeSpans(credited);
    this.#kept = subtractSpans(kept, this.#credited);
  }

  /** The player is playing and is here. A stretch counts if the clock allows it to have been played since the last tick. */
  play(tick: Tick): void {
    const last = this.#last;
    this.#last = tick;
    if (!last) return;
    const advanced = tick.positionSeconds - last.positionSeconds;
    const possible = ((tick.atMs - last.atMs) / 1000) * Math.max(tick.rate, last.rate) + toleranceSeconds;
    if (advanced <= 0 || advanced > possible) return;
    // files may run a moment longer than the lecture is said to
    const end = Math.min(tick.positionSeconds, this.#durationSeconds);
    this.#kept = mergeSpans([...this.#kept, [last.positionSeconds, end]]);
  }

  /** Paused, sought, stalled or ended: the next stretch begins anew. */
  stop(): void {
    this.#last = null;
  }

  /** What the academy answered: it is credited, whoever reported it. */
  credit(spans: Spans): void {
    this.#credited = mergeSpans(spans);
    this.#kept = subtractSpans(this.#kept, this.#credited);
  }

  /** What to report next. More than fits waits for the following report. */
  pending(): Spans {
    return roundSpans(subtractSpans(this.#kept, this.#credited)).slice(0, spansMax);
  }

  /** Distinct seconds watched, credited or not: what the learner sees. */
  watchedSeconds(): number {
    return round(spanSeconds([...this.#credited, ...this.#kept]));
  }
}
