import { describe, expect, it } from 'vitest';
import { chaptersIn, chaptersMax } from '#contracts/film-chapters.ts';
import { withAddition } from '#contracts/film-additions.ts';
import { requireInside } from './film-chapters.ts';
import { filmMarks, type Film } from './films.ts';

const chapter = (startMs: number) => ({ startMs, title: { uk: `Від ${startMs}` } });
const film: Film = {
  id: 'lec_a',
  language: 'uk',
  title: { uk: 'Фільм' },
  durationSeconds: 60,
  source: 's',
  captions: {},
};

describe('chapters of a film', () => {
  it('are read as they were kept: in order, a second apart, a hundred at most', () => {
    const kept = (chapters: unknown) => chaptersIn(JSON.stringify(chapters)).length;
    expect(kept([chapter(0), chapter(1000)])).toBe(2);
    for (const wrong of [
      [chapter(1000), chapter(0)],
      [chapter(0), chapter(999)],
      [{ startMs: 0, title: {} }],
      [{ startMs: -1, title: { uk: 'Ні' } }],
      [{ startMs: 0, title: { uk: 'д'.repeat(121) } }],
      Array.from({ length: chaptersMax + 1 }, (_, index) => chapter(index * 1000)),
      { startMs: 0 },
    ])
      expect(kept(wrong), JSON.stringify(wrong).slice(0, 60)).toBe(0);
    expect(chaptersIn('{')).toEqual([]);
  });

  it('begin inside of it', () => {
    expect(() => requireInside([chapter(0), chapter(59_999)], film)).not.toThrow();
    expect(() => requireInside([chapter(60_000)], film)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('make the lesson that shows it read differently, until they are taken away', () => {
    const marks = (shown: Film) => filmMarks({ uk: film.id }, new Map([[film.id, shown]]));
    const after = withAddition(film, 'chapters', 'hash');
    expect(marks(after)).not.toEqual(marks(film));
    expect(withAddition(after, 'chapters', undefined)).toEqual(film);
  });
});
