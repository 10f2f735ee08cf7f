/** The film on the author's desk: where it stands, and pieces of it played. Works as if at the beginning where it cannot be reached. */
export class FilmPlayer {
  #video: HTMLVideoElement | undefined;
  #untilMs: number | undefined;
  #frame: number | undefined;
  #wasThere = false;
  #triedAgain = false;
  /** where it stands, a few times a second */
  position = $state(0);
  playing = $state(false);
  /** the browser cannot play it, or it is out of reach */
  failed = $state(false);
  #watcher: ((ms: number) => void) | undefined;

  /** where it stands now */
  get nowMs(): number {
    return Math.round((this.#video?.currentTime ?? 0) * 1000);
  }

  attach = (video: HTMLVideoElement): (() => void) => {
    this.#video = video;
    const heard = new AbortController();
    const on = (event: string, work: () => void) => video.addEventListener(event, work, heard);
    on('timeupdate', () => (this.position = this.nowMs));
    on('seeking', () => this.#tell());
    on('play', () => ((this.playing = true), this.#run()));
    on('pause', () => (this.playing = false));
    on('loadedmetadata', () => ((this.failed = false), (this.#wasThere = true)));
    on('playing', () => (this.#triedAgain = false));
    on('error', () => this.#again(video));
    return () => {
      heard.abort();
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
      this.#video = undefined;
    };
  };

  /** The address behind the film's works for five minutes: asked for anew, it goes on where it stood. */
  #again(video: HTMLVideoElement): void {
    if (!this.#wasThere || this.#triedAgain) return void (this.failed = true);
    this.#triedAgain = true;
    const at = video.currentTime;
    video.load();
    video.currentTime = at;
  }

  /** Called with each picture while it plays, and when it is moved. Returns the way to stop. */
  watch(watcher: (ms: number) => void): () => void {
    this.#watcher = watcher;
    return () => void (this.#watcher = undefined);
  }

  #tell(): void {
    this.position = this.nowMs;
    this.#watcher?.(this.nowMs);
  }

  #run = (): void => {
    if (!this.playing) return;
    if (this.#untilMs !== undefined && this.nowMs >= this.#untilMs) this.pause();
    this.#watcher?.(this.nowMs);
    this.#frame = requestAnimationFrame(this.#run);
  };

  seek(ms: number): void {
    this.#untilMs = undefined;
    if (this.#video) this.#video.currentTime = Math.max(0, ms) / 1000;
  }
  toggle(): void {
    if (this.playing) return this.pause();
    this.#untilMs = undefined;
    this.#play();
  }
  /** Plays on from here. */
  from(ms: number): void {
    this.seek(ms);
    this.#play();
  }
  /** Plays this piece and stops. */
  piece(startMs: number, endMs: number): void {
    this.seek(startMs);
    this.#untilMs = endMs;
    this.#play();
  }
  pause(): void {
    this.#untilMs = undefined;
    this.#video?.pause();
  }
  #play(): void {
    // refused without a gesture, or not there: pressed again
    void this.#video?.play().catch(() => undefined);
  }
}
