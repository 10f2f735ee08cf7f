/** Tells the academy where the learner is and what was watched, and always knows where that work lies. */
import { progress, type Spans, type WatchState } from '#contracts/progress.ts';
import { call } from '../client.ts';
import { creditWatch, keepWatch, keptWatch } from '../offline/device.ts';
import { resumeAt, type WatchPlace } from '../offline/kept-watch.ts';
import { round, spanSeconds, subtractSpans } from './spans.ts';
import { WatchTracker, type Tick } from './watch-tracker.ts';

export type SavedAt = { place: 'academy' | 'device'; at: string | number } | { place: 'failed'; at?: never };

const reportEveryMs = 15_000;
const keepEveryMs = 5_000;
const soonMs = 1_500;

export class WatchReporter {
  readonly #place: WatchPlace;
  readonly #durationSeconds: number;
  #tracker = new WatchTracker();
  #positionSeconds = 0;
  #keptAtMs = 0;
  #reportedAtMs = 0;
  #lastWords = '';
  /** the place the academy has acknowledged; undefined: the last report did not get through */
  #toldSeconds: number | undefined;
  #sending = false;
  #again = false;
  /** are captions shown? */
  captions = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  #saved = $state.raw<SavedAt | undefined>();
  #watched = $state.raw<Spans>([]);
  #completed = $state(false);

  constructor(place: WatchPlace, durationSeconds: number) {
    this.#place = place;
    this.#durationSeconds = durationSeconds;
  }

  /** Where the last change lies; undefined before there is any. */
  get saved(): SavedAt | undefined {
    return this.#saved;
  }
  get watchedSeconds(): number {
    return round(spanSeconds(this.#watched));
  }
  /** what was watched, credited or not */
  get spans(): Spans {
    return this.#watched;
  }
  /** the academy’s word */
  get completed(): boolean {
    return this.#completed;
  }

  get #params() {
    const { courseId, lessonId, lectureId } = this.#place;
    return { courseId, lessonId, lectureId };
  }

  /** Asks where the learner stopped; the device’s own memory counts if it is younger, or if there is no network. */
  async begin(): Promise<number> {
    const kept = await keptWatch(this.#place).catch(() => undefined);
    const server = await call(progress.watch, { params: this.#params }).catch((error: unknown) => {
      if (!kept) throw error;
      return undefined;
    });
    this.#tracker = new WatchTracker(server?.spans, kept?.spans, this.#durationSeconds, kept?.again);
    this.#watched = this.#tracker.spans();
    if (server) this.#answered(server, this.#tracker.pending());
    this.#positionSeconds = server ? resumeAt(server, kept) : (kept?.positionSeconds ?? 0);
    this.#toldSeconds = server?.positionSeconds;
    this.#timer = setInterval(() => this.#tick(), reportEveryMs);
    return this.#positionSeconds;
  }

  #tick(): void {
    if (this.#tracker.pending().length + this.#tracker.pendingAgain().length > 0) void this.report();
  }

  played(tick: Tick): void {
    this.#tracker.play(tick);
    this.#positionSeconds = round(tick.positionSeconds);
    this.#watched = this.#tracker.spans();
    if (tick.atMs - this.#keptAtMs > keepEveryMs) void this.#keep(tick.atMs);
  }

  /** A stretch is over; where the learner is now goes to the device and to the academy, after a row of seeks once. */
  stopped(positionSeconds: number, atOnce: boolean): void {
    this.#tracker.stop(positionSeconds);
    this.#positionSeconds = round(positionSeconds);
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.report(), atOnce ? 0 : soonMs);
    void this.#keepUntilReported(Date.now());
  }

  /** Until the report has gone the new place lies here only, and a reload in between must find it. */
  async #keepUntilReported(atMs: number): Promise<void> {
    const kept = await this.#keep(atMs);
    if (kept && this.#reportedAtMs < atMs) this.#saved = { place: 'device', at: atMs };
  }

  /** One report at a time; what happens meanwhile goes into the next. */
  async report(): Promise<void> {
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    const atMs = Date.now();
    const kept = await this.#keep(atMs);
    try {
      this.#reportedAtMs = atMs;
      const input = this.#input();
      const state = await call(progress.reportWatch, input);
      this.#answered(state, input.body.spans);
      this.#toldSeconds = input.body.positionSeconds;
      await creditWatch(this.#place, state.spans, atMs).catch(() => undefined);
    } catch {
      this.#toldSeconds = undefined;
      this.#saved = kept ? { place: 'device', at: atMs } : { place: 'failed' };
    }
    this.#sending = false;
    if (this.#again) {
      this.#again = false;
      void this.report();
    }
  }

  /** Is there anything the academy does not know? Said without need, an old place would win over a newer one of another device. */
  get #hasNews(): boolean {
    const { positionSeconds, spans, again } = this.#now();
    return spans.length + again.length > 0 || positionSeconds !== this.#toldSeconds;
  }

  /** The network is back. */
  catchUp(): void {
    if (this.#hasNews) void this.report();
  }

  /** The page goes away: the request outlives it, and the device has it anyway. */
  leave(): void {
    if (!this.#hasNews) return;
    const input = this.#input();
    const said = JSON.stringify(input.body);
    // a page is hidden, left and unloaded in one breath: once is enough
    if (said === this.#lastWords || !this.#reportedAtMs) return;
    this.#lastWords = said;
    void this.#keep(Date.now());
    void call(progress.reportWatch, input, { keepalive: true }).catch(() => undefined);
  }

  dispose(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.leave();
  }

  #input() {
    return { params: this.#params, body: this.#now() };
  }

  #now() {
    return {
      positionSeconds: this.#positionSeconds,
      spans: this.#tracker.pending(),
      again: this.#tracker.pendingAgain(),
      captions: this.captions,
    };
  }

  async #keep(atMs: number): Promise<boolean> {
    this.#keptAtMs = atMs;
    const change = { ...this.#now(), atMs };
    return keepWatch(this.#place, change).then(
      () => true,
      () => false,
    );
  }

  /** “At the academy” only if it credits all that was sent. */
  #answered(state: WatchState, sent: Spans): void {
    this.#tracker.credit(state.spans, state.again);
    this.#watched = this.#tracker.spans();
    this.#completed = state.completed;
    const all = subtractSpans(sent, state.spans).length === 0;
    if (!all) this.#saved = { place: 'device', at: Date.now() };
    else if (state.savedAt) this.#saved = { place: 'academy', at: state.savedAt };
  }
}
