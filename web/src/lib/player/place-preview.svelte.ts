/** What is shown above the bar of places: the place pointed at, or the one just gone to by keys, with its picture once that is there. */
import { loadThumbnails, thumbnailAt, type Sheet } from './thumbnails.ts';

/** how long the place one has gone to by keys stays shown */
const lookMs = 1500;

export class PlacePreview {
  readonly #watch: () => string | undefined;
  #sheets = $state.raw<Sheet[]>([]);
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seconds = $state<number | undefined>();
  #pointing = false;

  /** `watch` answers the playlist of the lecture; undefined: no pictures are wanted */
  constructor(watch: () => string | undefined) {
    this.#watch = watch;
  }

  /** The place that is shown; undefined: none. */
  get seconds(): number | undefined {
    return this.#seconds;
  }
  readonly picture = $derived(this.seconds === undefined ? undefined : thumbnailAt(this.#sheets, this.seconds));

  point(seconds: number): void {
    this.#pointing = true;
    this.#show(seconds);
  }

  /** Gone to by keys or a button: shown for a moment. */
  follow(seconds: number): void {
    if (this.#pointing) return;
    this.#show(seconds);
    this.#timer = setTimeout(() => this.leave(), lookMs);
  }

  leave(): void {
    this.end();
    this.#pointing = false;
    this.#seconds = undefined;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #show(seconds: number): void {
    this.end();
    this.#seconds = seconds;
    const url = this.#asked ? undefined : this.#watch();
    if (url === undefined) return;
    this.#asked = true;
    void loadThumbnails(url).then((sheets) => (this.#sheets = sheets));
  }
}
