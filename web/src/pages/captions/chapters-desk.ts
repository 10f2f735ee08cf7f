/** The chapters of a film on the author's desk, and where they are kept. */
import type { Language, Localised } from '#contracts/common.ts';
import { chapterGapMs, chaptersMax, filmChapters, type Chapter } from '#contracts/film-chapters.ts';
import { call } from '../../lib/client.ts';
import { pick } from '../../lib/i18n.svelte.ts';
import type { AdditionKind } from './additions.svelte.ts';
import { TimedDesk, type TimedFormat } from './timed-desk.svelte.ts';
import type { PlaceFault, Timed } from './timed-items.ts';
import { writtenWords } from './written-words.ts';

export interface EditChapter extends Timed {
  title: Localised;
}

const chaptersOf = (text: string): Chapter[] => (text ? (JSON.parse(text) as Chapter[]) : []);

const format: TimedFormat<EditChapter> = {
  gapMs: chapterGapMs,
  max: chaptersMax,
  read: (text) => chaptersOf(text).map(({ startMs, title }) => ({ atMs: startMs, title })),
  written: (items) =>
    items
      .map(({ atMs, title }) => ({ startMs: atMs, title: writtenWords(title) }))
      .filter(({ title }) => Object.keys(title).length > 0),
};

export class ChaptersDesk extends TimedDesk<EditChapter> {
  constructor(text: string, durationMs: number) {
    super(format, text, durationMs);
  }
  add(ms: number): PlaceFault | undefined {
    return this.addItem(ms, { title: {} });
  }
  write({ id, title }: EditChapter, language: Language, text: string): void {
    this.writeWords(id, { title: { ...title, [language]: text } }, language, text);
  }
}

export const chapters: AdditionKind<ChaptersDesk> = {
  name: 'chapters',
  remote: (params) => ({
    async load() {
      const { items, sha256 } = await call(filmChapters.filmChapters, { params });
      return { text: items.length > 0 ? JSON.stringify(items) : '', sha256 };
    },
    async save(text, base) {
      return (await call(filmChapters.saveFilmChapters, { params, body: { items: chaptersOf(text), base } })).sha256;
    },
  }),
  desk: (text, film) => new ChaptersDesk(text, film.durationSeconds * 1000),
  words: (text, language) => chaptersOf(text).map(({ title }) => pick(title, language).text),
};
