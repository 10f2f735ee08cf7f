/** The slides of a lecture on the author's desk, and where they are kept. */
import type { Language } from '#contracts/common.ts';
import { filmSlides, slideGapMs, slidesMax } from '#contracts/film-slides.ts';
import { call } from '../../lib/client.ts';
import { pick } from '../../lib/i18n.svelte.ts';
import type { AdditionKind } from './additions.svelte.ts';
import { editSlide, putSlide, slidesIn, spread, writtenSlide, type EditSlide } from './slide-edits.ts';
import { TimedDesk, type TimedFormat } from './timed-desk.svelte.ts';
import type { PlaceFault } from './timed-items.ts';

const format: TimedFormat<EditSlide> = {
  gapMs: slideGapMs,
  max: slidesMax,
  read: (text) => slidesIn(text).map(editSlide),
  written: (items) => items.map(writtenSlide),
};
type NewSlide = Omit<EditSlide, 'id' | 'atMs'>;

export class SlidesDesk extends TimedDesk<EditSlide> {
  readonly #durationMs: number;

  constructor(text: string, durationMs: number) {
    super(format, text, durationMs);
    this.#durationMs = durationMs;
  }
  add(ms: number, slide: NewSlide): PlaceFault | undefined {
    return this.addItem(ms, slide);
  }
  /** All of them as one step. */
  addEvenly(slides: readonly NewSlide[]): PlaceFault | undefined {
    const moments = spread(slides.length, this.items, this.#durationMs);
    if (moments.length === 0 || this.items.length + slides.length > slidesMax) return 'full';
    const added = slides.map((slide, index) => writtenSlide({ ...slide, atMs: moments[index] ?? 0 }));
    this.bring(JSON.stringify([...this.items.map(writtenSlide), ...added]));
    return undefined;
  }
  write({ id, ...slide }: EditSlide, field: 'alt' | 'title', language: Language, text: string): void {
    this.writeWords(id, { [field]: { ...slide[field], [language]: text } }, `${field} ${language}`, text);
  }
}

export const slides: AdditionKind<SlidesDesk> = {
  name: 'slides',
  remote: (params) => ({
    async load() {
      const { items, sha256 } = await call(filmSlides.filmSlides, { params });
      const text = items.length > 0 ? JSON.stringify(items.map((item) => writtenSlide(editSlide(item)))) : '';
      return { text, sha256 };
    },
    async save(text, base) {
      const body = { items: slidesIn(text).map(putSlide), base };
      return (await call(filmSlides.saveFilmSlides, { params, body })).sha256;
    },
  }),
  desk: (text, film) => new SlidesDesk(text, film.durationSeconds * 1000),
  words: (text, language) => slidesIn(text).map(({ alt }) => pick(alt, language).text),
};
