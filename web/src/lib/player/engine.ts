/** The one file that knows video.js: HLS, levels, text tracks. The controls around it are ours. Loaded on lecture pages only. */
import videojs from 'video.js';
import './engine.css';
import { linkSpeed } from './link-speed.ts';
import { cueOf } from './vtt-cue.ts';
import type { Line } from './vtt.ts';

export interface Level {
  id: string;
  height: number;
  /** bits per second at most */
  bandwidth: number;
}
export interface Captions {
  language: string;
  label: string;
  cues: readonly Line[];
}
export type StopReason = 'pause' | 'seek' | 'stall' | 'end';
export interface EngineListener {
  /** anything changed: ask for what you need */
  changed(): void;
  /** playing and here */
  played(): void;
  /** paused, sought, stalled, ended: the stretch is over */
  stopped(reason: StopReason): void;
  /** a playlist or segment was refused: the pass has run out */
  forbidden(): void;
  failed(): void;
}

interface Representation {
  id: string;
  width?: number;
  height?: number;
  bandwidth: number;
  enabled(on?: boolean): boolean;
}
interface Vhs {
  /** there once the first playlist has been chosen */
  representations?(): Representation[];
  playlists?: { media(): { attributes?: { RESOLUTION?: { width: number; height: number } } } | undefined };
  xhr: {
    onResponse(hook: (request: unknown, error: unknown, response: { statusCode?: number } | undefined) => void): void;
  };
}

/** by which sizes are called: that of an upright film is its width */
const shorterSide = ({ width, height = 0 }: { width?: number; height?: number }) => Math.min(width ?? height, height);

const native = videojs.browser.IS_ANY_SAFARI;
/** A link measured just now says more than what was remembered of another day. */
function startingSpeed() {
  const bandwidth = linkSpeed(
    performance.getEntriesByType('resource') as PerformanceResourceTiming[],
    performance.now(),
  );
  return bandwidth === undefined ? { useBandwidthFromLocalStorage: true } : { bandwidth };
}
/** How fast it is then, its own parts tell: what the browser says of the link is rounded, late, and would go before them. */
const measuredSpeed = { useNetworkInformationApi: false };

const optionsNow = () => ({
  controls: false,
  preload: 'metadata',
  playsinline: true,
  children: ['mediaLoader', 'textTrackDisplay', 'resizeManager'],
  userActions: { hotkeys: false, click: false, doubleClick: false },
  html5: {
    vhs: { overrideNative: !native, useDevicePixelRatio: true, ...measuredSpeed, ...startingSpeed() },
    nativeAudioTracks: native,
    nativeVideoTracks: native,
  },
});

const changes = [
  ...['timeupdate', 'durationchange', 'play', 'playing', 'pause', 'ended', 'waiting', 'seeking', 'seeked'],
  ...['volumechange', 'ratechange', 'progress', 'loadedmetadata', 'canplay'],
];

const samePlaceSeconds = 0.01;

export class Engine {
  readonly #player: ReturnType<typeof videojs>;
  #loading = false;
  #loaded: () => void = () => undefined;

  constructor(host: HTMLElement, listener: EngineListener) {
    const video = document.createElement('video');
    video.className = 'video-js vjs-fluid vjs-16-9';
    video.playsInline = true;
    host.append(video);
    videojs.log.level('error');
    this.#player = videojs(video, optionsNow());
    this.#listen(listener);
  }

  #listen(listener: EngineListener): void {
    const player = this.#player;
    // while a source is being loaded the element stands at zero: that is not where the learner is
    const on = (events: string[], heard: () => void) => player.on(events, () => this.#loading || heard());
    on(['timeupdate', 'playing'], () => {
      if (!player.paused() && !player.seeking()) listener.played();
    });
    on(['pause'], () => listener.stopped(player.seeking() ? 'seek' : 'pause'));
    on(['ended'], () => listener.stopped('end'));
    on(['seeking'], () => listener.stopped('seek'));
    on(['waiting'], () => listener.stopped('stall'));
    on(changes, () => listener.changed());
    player.on('error', () => listener.failed());
    player.on('xhr-hooks-ready', () =>
      this.#vhs?.xhr.onResponse((_request, _error, response) => {
        if (response?.statusCode === 403) listener.forbidden();
      }),
    );
  }

  get #vhs(): Vhs | undefined {
    const tech = this.#player.tech({ IWillNotUseThisInPlugins: true }) as unknown as { vhs?: Vhs } | undefined;
    return tech?.vhs;
  }

  setPoster(url: string): void {
    this.#player.el().querySelector('video')?.setAttribute('poster', url);
  }

  /** Loads a playlist and goes to a place; plays on if it was playing. */
  load(url: string, atSeconds: number, play: boolean): void {
    this.#loading = true;
    this.#player.off('loadedmetadata', this.#loaded);
    this.#loaded = () => {
      this.#loading = false;
      if (atSeconds > 0) this.seek(atSeconds);
    };
    this.#player.src({ src: url, type: 'application/x-mpegURL' });
    this.#player.one('loadedmetadata', this.#loaded);
    if (play) this.play();
  }

  state() {
    const player = this.#player;
    const duration = player.duration() ?? 0;
    const resolution = this.#vhs?.playlists?.media()?.attributes?.RESOLUTION;
    return {
      position: player.currentTime() ?? 0,
      duration: Number.isFinite(duration) ? duration : 0,
      buffered: player.bufferedEnd(),
      playing: !player.paused() && !player.ended(),
      ended: player.ended(),
      waiting: !player.paused() && (player.readyState() < 3 || player.seeking()),
      rate: player.playbackRate() ?? 1,
      volume: player.volume() ?? 1,
      muted: player.muted() ?? false,
      height: resolution && shorterSide(resolution),
    };
  }

  play(): void {
    // refused without a gesture: the learner presses again
    void this.#player.play()?.catch(() => undefined);
  }
  pause(): void {
    this.#player.pause();
  }
  /** To where it stands already it does not go: what is being loaded there would be thrown away, and not always come again. */
  seek(seconds: number): void {
    if (Math.abs((this.#player.currentTime() ?? -1) - seconds) > samePlaceSeconds) this.#player.currentTime(seconds);
  }
  setRate(rate: number): void {
    this.#player.defaultPlaybackRate(rate);
    this.#player.playbackRate(rate);
  }
  setVolume(volume: number, muted: boolean): void {
    this.#player.volume(volume);
    this.#player.muted(muted);
  }

  /** Pictures to choose from, smallest first; none where the browser itself plays HLS. */
  levels(): Level[] {
    const found = (this.#vhs?.representations?.() ?? []).filter((each) => each.height);
    return found
      .map((each) => ({ id: each.id, height: shorterSide(each), bandwidth: each.bandwidth }))
      .sort((a, b) => a.height - b.height);
  }

  /** One height only, or all of them for the engine to choose from. */
  holdLevel(height: number | null): void {
    for (const each of this.#vhs?.representations?.() ?? [])
      each.enabled(height === null || shorterSide(each) === height);
  }

  /** Shows these captions and no others; null: none. */
  showCaptions(captions: Captions | null): void {
    const tracks = Array.from(this.#player.remoteTextTracks() as unknown as ArrayLike<TextTrack>);
    for (const track of tracks) track.mode = 'disabled';
    if (!captions) return;
    const { language, label, cues } = captions;
    const track = tracks.find((each) => each.language === language) ?? this.#addTrack(language, label, cues);
    track.mode = 'showing';
  }

  #addTrack(language: string, label: string, cues: readonly Line[]): TextTrack {
    const options = { kind: 'captions', srclang: language, label, default: false };
    const { track } = this.#player.addRemoteTextTrack(options, true) as unknown as { track: TextTrack };
    // a disabled track takes no cues in some browsers
    track.mode = 'hidden';
    for (const line of cues) track.addCue(cueOf(line));
    return track;
  }

  /** No window or screen of its own: what is drawn over the picture would stay behind. */
  stayInPage(): void {
    const video = this.#player.el().querySelector('video');
    if (video) [video.disablePictureInPicture, video.disableRemotePlayback] = [true, true];
  }

  /** Phones that cannot show an element full-screen show the bare video. */
  enterNativeFullscreen(): void {
    const video = this.#player.el().querySelector('video') as
      (HTMLVideoElement & { webkitEnterFullscreen?(): void }) | null;
    video?.webkitEnterFullscreen?.();
  }

  dispose(): void {
    this.#player.dispose();
  }
}
