/** A lecture being played: what the controls show and do. The engine is video.js, the reporter tells the academy. */
import { captionCues } from './caption-cues.ts';
import type { Engine, Level, StopReason } from './engine.ts';
import { loadEngine } from './load-engine.ts';
import type { MediaPass } from './media-pass.ts';
import { loadPreferences, savePreferences, type PlayerPreferences } from './preferences.ts';
import { Stall } from './stall.svelte.ts';
import type { Transcript } from './transcript.svelte.ts';
import type { WatchReporter } from './watch-reporter.svelte.ts';

export interface PlayerInput {
  playlists: { watch: string; listen: string };
  transcript: Transcript;
  durationSeconds: number;
  startSeconds: number;
  pass: MediaPass;
  reporter: WatchReporter;
}

const atEndSeconds = 2;

export class PlayerState {
  readonly #input: PlayerInput;
  #engine: Engine | undefined;
  #preferences = $state.raw<PlayerPreferences>(loadPreferences());

  status = $state<'loading' | 'ready' | 'failed'>('loading');
  playing = $state(false);
  ended = $state(false);
  readonly stall = new Stall();
  begun = $state(false);
  position = $state(0);
  duration = $state(0);
  buffered = $state(0);
  height = $state<number | undefined>();
  levels = $state.raw<Level[]>([]);

  constructor(input: PlayerInput) {
    this.#input = input;
    this.duration = input.durationSeconds;
    this.position = input.startSeconds;
  }

  get preferences(): PlayerPreferences {
    return this.#preferences;
  }
  get transcript(): Transcript {
    return this.#input.transcript;
  }
  get listening(): boolean {
    return this.#preferences.level === 'listen';
  }

  /** Makes the engine inside an element; returns the way to end it. */
  mount(host: HTMLElement): () => void {
    let gone = false;
    loadEngine().then(
      ({ Engine }) => {
        if (!gone) this.#start(new Engine(host, this.#listener()));
      },
      () => (this.status = 'failed'),
    );
    return () => {
      gone = true;
      this.stall.end();
      this.#engine?.dispose();
      this.#engine = undefined;
    };
  }

  #start(engine: Engine): void {
    this.#engine = engine;
    engine.setRate(this.#preferences.rate);
    engine.setVolume(this.#preferences.volume, this.#preferences.muted);
    engine.load(this.#url, this.#input.startSeconds, false);
    this.showCaptions();
    this.status = 'ready';
  }

  get #url(): string {
    return this.listening ? this.#input.playlists.listen : this.#input.playlists.watch;
  }

  #listener() {
    return {
      changed: () => this.#changed(),
      played: () => this.#played(),
      stopped: (reason: StopReason) => this.#stopped(reason),
      forbidden: () => void this.#again(),
      failed: () => void this.#again().then((again) => again || (this.status = 'failed')),
    };
  }

  #changed(): void {
    const state = this.#engine?.state();
    if (!state) return;
    if (state.playing && !this.begun) {
      this.begun = true;
      void this.#input.reporter.report();
    }
    this.playing = state.playing;
    this.ended = state.ended;
    if (this.begun || state.position > 0) this.position = state.position;
    this.duration = state.duration || this.#input.durationSeconds;
    this.buffered = state.buffered;
    this.height = state.height;
    this.stall.set(state.waiting && !state.ended);
    if (this.levels.length === 0) this.#findLevels();
  }

  #played(): void {
    const state = this.#engine?.state();
    if (state) this.#input.reporter.played({ positionSeconds: state.position, atMs: Date.now(), rate: state.rate });
  }

  #stopped(reason: StopReason): void {
    // up to here it was played
    if (reason !== 'seek') this.#played();
    const seconds = this.#engine?.state().position ?? this.position;
    // going to where the learner stopped last time is not news
    if (!this.begun && Math.abs(seconds - this.#input.startSeconds) < 1) return;
    this.#input.reporter.stopped(seconds, reason === 'pause' || reason === 'end');
  }

  #findLevels(): void {
    const levels = this.#engine?.levels() ?? [];
    if (levels.length === 0) return;
    this.levels = levels;
    this.#holdLevel();
  }

  #holdLevel(): void {
    const { level } = this.#preferences;
    const known = typeof level === 'number' && this.levels.some((each) => each.height === level);
    this.#engine?.holdLevel(known ? level : null);
  }

  /** A file was refused or the source broke: with a new pass it is loaded again at the same place. */
  async #again(): Promise<boolean> {
    if (!(await this.#input.pass.refused())) return false;
    this.#engine?.load(this.#url, this.position, this.playing);
    return true;
  }

  /** After a failure the learner asks to try again. */
  async retry(): Promise<void> {
    await this.#input.pass.open();
    if (!this.#engine) return;
    this.status = 'ready';
    this.#engine.load(this.#url, this.position, false);
  }

  toggle(): void {
    if (this.playing) this.#engine?.pause();
    else this.play();
  }
  play(): void {
    if (this.ended || this.position > this.duration - atEndSeconds) this.seek(0);
    this.#engine?.play();
  }
  pause(): void {
    this.#engine?.pause();
  }
  seek(seconds: number): void {
    const place = Math.min(Math.max(0, seconds), Math.max(0, this.duration - 0.1));
    this.position = place;
    this.#engine?.seek(place);
  }
  skip(seconds: number): void {
    this.seek(this.position + seconds);
  }

  setRate(rate: number): void {
    this.#prefer({ rate });
    this.#engine?.setRate(rate);
  }
  setVolume(volume: number): void {
    this.#prefer({ volume: Math.min(1, Math.max(0, volume)), muted: volume <= 0 });
    this.#engine?.setVolume(this.#preferences.volume, this.#preferences.muted);
  }
  toggleMute(): void {
    this.#prefer({ muted: !this.#preferences.muted });
    this.#engine?.setVolume(this.#preferences.volume, this.#preferences.muted);
  }
  toggleCaptions(): void {
    this.#prefer({ captions: !this.#preferences.captions });
    this.showCaptions();
  }

  /** Another picture, or sound alone, at the same place. */
  setLevel(level: PlayerPreferences['level']): void {
    const source = this.listening;
    this.#prefer({ level });
    if (source === this.listening) return this.#holdLevel();
    this.levels = [];
    this.#engine?.load(this.#url, this.position, this.playing);
  }

  enterNativeFullscreen(): void {
    this.#engine?.enterNativeFullscreen();
  }

  /** To be called when the transcript has come or changed its language. */
  showCaptions(): void {
    const { language, label, lines } = this.transcript;
    const shown = this.#preferences.captions && language && lines.length > 0;
    this.#engine?.showCaptions(shown ? { language, label, cues: captionCues(lines) } : null);
  }

  #prefer(change: Partial<PlayerPreferences>): void {
    this.#preferences = { ...this.#preferences, ...change };
    savePreferences(this.#preferences);
  }
}
