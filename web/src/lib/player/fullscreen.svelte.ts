/** Full screen of the whole player, so that our controls come along; phones that cannot do it show the bare video. */
import { createSubscriber } from 'svelte/reactivity';

export class FullscreenState {
  readonly #element: () => HTMLElement | undefined;
  readonly #native: (() => void) | undefined;
  readonly #subscribe = createSubscriber((update) => {
    document.addEventListener('fullscreenchange', update);
    return () => document.removeEventListener('fullscreenchange', update);
  });

  constructor(element: () => HTMLElement | undefined, native?: () => void) {
    this.#element = element;
    this.#native = native;
  }

  get on(): boolean {
    this.#subscribe();
    return document.fullscreenElement !== null && document.fullscreenElement === this.#element();
  }

  /** Nothing of ours is to stay behind where only the bare video can be shown. */
  get possible(): boolean {
    return this.#native !== undefined || document.fullscreenEnabled;
  }

  toggle(): void {
    const element = this.#element();
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (element?.requestFullscreen) void element.requestFullscreen().catch(() => undefined);
    else this.#native?.();
  }
}
