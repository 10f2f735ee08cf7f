/** The hints of a film on the author's desk, and where they are kept. */
import type { Language, Localised } from '#contracts/common.ts';
import { filmHints, hintGapMs, hintsMax, type Hint } from '#contracts/film-hints.ts';
import { call } from '../../lib/client.ts';
import { pick } from '../../lib/i18n.svelte.ts';
import type { AdditionKind } from './additions.svelte.ts';
import { TimedDesk, type TimedFormat } from './timed-desk.svelte.ts';
import type { PlaceFault, Timed } from './timed-items.ts';
import { writtenWords } from './written-words.ts';

export interface EditHint extends Timed {
  text: Localised;
}

const hintsOf = (text: string): Hint[] => (text ? (JSON.parse(text) as Hint[]) : []);

const format: TimedFormat<EditHint> = {
  gapMs: hintGapMs,
  max: hintsMax,
  read: hintsOf,
  written: (items) =>
    items
      .map(({ atMs, text }) => ({ atMs, text: writtenWords(text) }))
      .filter(({ text }) => Object.keys(text).length > 0),
};

export class HintsDesk extends TimedDesk<EditHint> {
  constructor(text: string, durationMs: number) {
    super(format, text, durationMs);
  }
  add(ms: number): PlaceFault | undefined {
    return this.addItem(ms, { text: {} });
  }
  /** A hint is one paragraph: what is pasted in lines is put together. */
  write({ id, text: said }: EditHint, language: Language, text: string): void {
    this.writeWords(id, { text: { ...said, [language]: text.replace(/\s*[\r\n]+\s*/g, ' ') } }, language, text);
  }
}

export const hints: AdditionKind<HintsDesk> = {
  name: 'hints',
  remote: (params) => ({
    async load() {
      const { items, sha256 } = await call(filmHints.filmHints, { params });
      return { text: items.length > 0 ? JSON.stringify(items) : '', sha256 };
    },
    async save(text, base) {
      return (await call(filmHints.saveFilmHints, { params, body: { items: hintsOf(text), base } })).sha256;
    },
  }),
  desk: (text, film) => new HintsDesk(text, film.durationSeconds * 1000),
  words: (text, language) => hintsOf(text).map(({ text: said }) => pick(said, language).text),
};
