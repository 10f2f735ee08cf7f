/** A lecture being played: what the controls show and do. The engine is video.js, the reporter tells the academy. */
import { gapSeconds } from '#contracts/frontier.ts';
import { captionCues } from './caption-cues.ts';
import type { Engine, Level, StopReason } from './engine.ts';
import { loadEngine } from './load-engine.ts';
import type { MediaPass } from './media-pass.ts';
import { Notices } from './notices.svelte.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { placeWithin } from './place-limit.ts';
import { heightOf, type ChosenLevel, type PlayerPreferences } from './preferences.ts';
import { Stall } from './stall.svelte.ts';
import type { Transcript } from './transcript.svelte.ts';
import type { WatchReporter } from './watch-reporter.svelte.ts';
import { Wishes } from './wishes.svelte.ts';

export interface PlayerInput {
  /** one of them may be missing, never both */
  playlists: { watch: string | null; listen: string | null };
  hasSlides: boolean;
  /** shown until there is a picture */
  poster: string | null;
  transcript: Transcript;
  durationSeconds: number;
  startSeconds: number;
  pass: MediaPass;
  reporter: WatchReporter;
  /** the furthest place one may go to; Infinity: anywhere */
  limit: () => number;
  /** the picture never leaves the page: something is drawn over it */
  inPage: boolean;
}

const atEndSeconds = 2;

export class PlayerState {
  readonly #input: PlayerInput;
  #engine: Engine | undefined;
  readonly wishes = new Wishes();

  status = $state<'loading' | 'ready' | 'failed'>('loading');
  playing = $state(false);
  ended = $state(false);
  readonly stall = new Stall();
  readonly notices = new Notices();
  readonly #tabs = new OneAtATime(() => this.#elsewhere());
  begun = $state(false);
  position = $state(0);
  /** counts how often a place was gone to */
  sought = $state(0);
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
    return this.wishes.kept;
  }
  get limit(): number {
    return this.#input.limit();
  }
  get inPage(): boolean {
    return this.#input.inPage;
  }
  get transcript(): Transcript {
    return this.#input.transcript;
  }
  /** there is nothing to be seen but slides */
  get soundAlone(): boolean {
    return this.#input.playlists.watch === null;
  }
  /** is sound alone a choice? */
  get canListen(): boolean {
    return this.#input.playlists.listen !== null && !this.soundAlone;
  }
  get #slidesInstead(): boolean {
    return this.#input.hasSlides && this.preferences.slides;
  }
  /** Are slides to be seen where the picture would be? */
  get wantsSlides(): boolean {
    return this.listening || this.#slidesInstead;
  }
  get listening(): boolean {
    return this.soundAlone || (this.canListen && (this.wishes.level === 'listen' || this.#slidesInstead));
  }
  /** The playlist with pictures of places; undefined where none are wanted: sound alone, or data are to be saved. */
  get watchUrl(): string | undefined {
    return this.listening || this.wishes.sparesPictures ? undefined : (this.#input.playlists.watch ?? undefined);
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
      this.notices.clear();
      this.#tabs.end();
      this.#engine?.dispose();
      this.#engine = undefined;
    };
  }

  #start(engine: Engine): void {
    this.#engine = engine;
    if (this.#input.poster && !this.listening && !this.wishes.sparesPictures) engine.setPoster(this.#input.poster);
    if (this.inPage) engine.stayInPage();
    engine.setRate(this.preferences.rate);
    engine.setVolume(this.preferences.volume, this.preferences.muted);
    engine.load(this.#url, this.#input.startSeconds, false);
    this.showCaptions();
    this.status = 'ready';
  }

  get #url(): string {
    const { watch, listen } = this.#input.playlists;
    return (this.listening ? (listen ?? watch) : watch) ?? '';
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
    if (state.playing && !this.playing) this.#begins();
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

  #begins(): void {
    this.notices.clear();
    this.#tabs.begin();
  }

  #elsewhere(): void {
    if (!this.playing) return;
    this.pause();
    this.notices.say({ what: 'elsewhere' });
  }

  #stopped(reason: StopReason): void {
    // up to here it was played
    if (reason !== 'seek') this.#played();
    const seconds = this.#engine?.state().position ?? this.position;
    // keys of the device and controls of the system do not ask
    if (reason === 'seek' && seconds > this.limit + gapSeconds) return this.seek(seconds);
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
    const heights = this.levels.map((each) => each.height);
    this.#engine?.holdLevel(heightOf(this.wishes.level, heights));
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

  /** Where it stands at this very moment; `position` follows a few times a second. */
  get now(): number {
    return this.#engine?.state().position || this.position;
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
    const { seconds: allowed, held } = placeWithin(seconds, this.limit);
    if (held) this.notices.say({ what: 'heldBack', furthestSeconds: allowed });
    const place = Math.min(Math.max(0, allowed), Math.max(0, this.duration - 0.1));
    this.position = place;
    this.sought += 1;
    this.#engine?.seek(place);
  }
  skip(seconds: number): void {
    this.seek(this.position + seconds);
  }

  setRate(rate: number): void {
    this.wishes.change({ rate });
    this.#engine?.setRate(rate);
  }
  setVolume(volume: number): void {
    this.wishes.change({ volume: Math.min(1, Math.max(0, volume)), muted: volume <= 0 });
    this.#engine?.setVolume(this.preferences.volume, this.preferences.muted);
  }
  toggleMute(): void {
    this.wishes.change({ muted: !this.preferences.muted });
    this.#engine?.setVolume(this.preferences.volume, this.preferences.muted);
  }
  toggleCaptions(): void {
    this.wishes.change({ captions: !this.preferences.captions });
    this.showCaptions();
  }

  /** Another picture, or sound alone, at the same place. */
  setLevel(level: ChosenLevel): void {
    this.#choose({ level, slides: level === 'listen' && this.preferences.slides });
  }
  /** Slides with the sound alone, or the film. */
  showSlides(on: boolean): void {
    const { level } = this.preferences;
    this.#choose({ slides: on, level: !on && level === 'listen' ? 'auto' : level });
  }
  #choose(change: Partial<PlayerPreferences>): void {
    const source = this.listening;
    this.wishes.change(change);
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
    const shown = this.preferences.captions && language && lines.length > 0;
    this.#input.reporter.captions = Boolean(shown);
    this.#engine?.showCaptions(shown ? { language, label, cues: captionCues(lines) } : null);
  }
}
