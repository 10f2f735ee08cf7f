/** What is said in a lecture, in the chosen language: the lines beside it and the captions in it come from here. */
import type { Language } from '#contracts/common.ts';
import { languageNames } from '../languages.ts';
import { linesOf, type Line } from './vtt.ts';

export class Transcript {
  readonly captions: readonly { language: Language; url: string }[];
  #language = $state<Language | undefined>();
  #lines = $state.raw<Line[]>([]);
  #failed = $state(false);

  constructor(captions: readonly { language: Language; url: string }[], language: Language | undefined) {
    this.captions = captions;
    this.#language = language;
  }

  get language(): Language | undefined {
    return this.#language;
  }
  set language(language: Language | undefined) {
    this.#lines = [];
    this.#language = language;
  }
  get label(): string {
    return this.#language ? languageNames[this.#language] : '';
  }
  get lines(): Line[] {
    return this.#lines;
  }
  get failed(): boolean {
    return this.#failed;
  }

  /** Fetches the chosen language; returns the way to stop. */
  load(): () => void {
    const stop = new AbortController();
    const url = this.captions.find((each) => each.language === this.#language)?.url;
    if (url) void this.#fetch(url, stop.signal);
    return () => stop.abort();
  }

  async #fetch(url: string, signal: AbortSignal): Promise<void> {
    this.#failed = false;
    try {
      const response = await fetch(url, { signal, credentials: 'same-origin' });
      if (!response.ok) throw new Error(String(response.status));
      this.#lines = linesOf(await response.text());
    } catch {
      this.#failed = !signal.aborted;
    }
  }
}
