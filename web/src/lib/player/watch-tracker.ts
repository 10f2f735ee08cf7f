/**
 * Collects the seconds of a lecture that were really played, at any speed, and keeps what the academy has not
 * credited yet. Pure: the player says where it is and what time it is.
 */
import { againReportedMax, type Spans } from '#contracts/progress.ts';
import { mergeSpans, round, roundSpans, spanSeconds, subtractSpans } from './spans.ts';

/** the most stretches the contract takes in one report */
const spansMax = 128;
/** played again for less is chance */
const againSeconds = 1;
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
  #creditedAgain: Spans = [];
  #again: Spans;
  #last: Tick | null = null;
  /** where it stopped, or was sent to: it plays on from there */
  #standsAt: number | null = null;

  readonly #durationSeconds: number;

  /** `credited`: what the academy already has; `kept` and `again`: what the device still holds from before. */
  constructor(credited: Spans = [], kept: Spans = [], durationSeconds = Infinity, again: Spans = []) {
    this.#durationSeconds = durationSeconds;
    this.#credited = mergeSpans(credited);
    this.#kept = subtractSpans(kept, this.#credited);
    this.#again = mergeSpans(again);
  }

  /** The player is playing and is here. A stretch counts if the clock allows it to have been played since the last tick. */
  play(tick: Tick): void {
    const from = this.#playedFrom(tick);
    this.#last = tick;
    this.#standsAt = null;
    if (from === null) return;
    // files may run a moment longer than the lecture is said to
    const end = Math.min(tick.positionSeconds, this.#durationSeconds);
    const played: Spans = [[from, end]];
    const fresh = subtractSpans(played, mergeSpans([...this.#credited, ...this.#kept]));
    this.#again = mergeSpans([...this.#again, ...subtractSpans(played, fresh)]);
    this.#kept = mergeSpans([...this.#kept, ...played]);
  }

  /** Where what was played until this tick began; null: nowhere, or the clock does not allow it. */
  #playedFrom(tick: Tick): number | null {
    const last = this.#last;
    const from = last?.positionSeconds ?? this.#standsAt;
    if (from === null) return null;
    // the first tick after a stop comes a moment after it plays again
    const elapsed = last ? ((tick.atMs - last.atMs) / 1000) * Math.max(tick.rate, last.rate) : 0;
    const advanced = tick.positionSeconds - from;
    return advanced > 0 && advanced <= elapsed + toleranceSeconds * (last ? 1 : tick.rate) ? from : null;
  }

  /** Paused, sought, stalled or ended: the next stretch begins where it stands now. */
  stop(positionSeconds: number): void {
    this.#last = null;
    this.#standsAt = positionSeconds;
  }

  /** What the academy answered: it is credited, whoever reported it. */
  credit(spans: Spans, again: Spans = []): void {
    this.#credited = mergeSpans(spans);
    this.#creditedAgain = mergeSpans(again);
    this.#kept = subtractSpans(this.#kept, this.#credited);
  }

  /** What to report next. More than fits waits for the following report. */
  pending(): Spans {
    return roundSpans(subtractSpans(this.#kept, this.#credited)).slice(0, spansMax);
  }

  /** What was played more than once and the academy does not know of yet. */
  pendingAgain(): Spans {
    const rest = roundSpans(subtractSpans(this.#again, this.#creditedAgain));
    return rest.filter(([from, to]) => to - from >= againSeconds).slice(0, againReportedMax);
  }

  /** What was watched, credited or not. */
  spans(): Spans {
    return mergeSpans([...this.#credited, ...this.#kept]);
  }

  /** Distinct seconds of it: what the learner sees. */
  watchedSeconds(): number {
    return round(spanSeconds(this.spans()));
  }
}
