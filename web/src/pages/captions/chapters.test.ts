import { describe, expect, it } from 'vitest';
import { chaptersMax } from '#contracts/film-chapters.ts';
import { ChaptersDesk } from './chapters-desk.ts';
import { runningAt } from './timed-items.ts';

const minute = 60_000;
const starts = (desk: ChaptersDesk) => desk.items.map(({ atMs }) => atMs);

describe('the chapters on the desk', () => {
  it('stand in the order of the film, a second apart and inside of it', () => {
    const desk = new ChaptersDesk('', minute);
    expect([desk.add(30_000), desk.add(0), desk.add(10_000)]).toEqual([undefined, undefined, undefined]);
    expect(starts(desk)).toEqual([0, 10_000, 30_000]);
    expect([desk.add(10_999), desk.add(minute), desk.add(-1)]).toEqual(['taken', 'outside', 'outside']);
    const [first] = desk.items;
    expect([desk.move(first!.id, 30_500), desk.move(first!.id, 500), desk.move(first!.id, 59_000)]).toEqual([
      'taken',
      undefined,
      undefined,
    ]);
    expect(starts(desk)).toEqual([10_000, 30_000, 59_000]);
    expect([0, 10_000, 58_999, 59_000].map((ms) => runningAt(desk.items, ms))).toEqual([-1, 0, 1, 2]);
  });

  it('are a hundred at most', () => {
    const title = { uk: 'Розділ' };
    const full = Array.from({ length: chaptersMax }, (_, index) => ({ startMs: index * 1000, title }));
    expect(new ChaptersDesk(JSON.stringify(full), 60 * minute).add(50 * minute)).toBe('full');
  });

  it('are sent with a title, in any language, and without what is blank', () => {
    const desk = new ChaptersDesk('', minute);
    desk.add(1000);
    expect(desk.text).toBe('');
    desk.write(desk.items[0]!, 'en', ' Search ');
    desk.write(desk.items[0]!, 'uk', ' ');
    desk.add(5000);
    expect(JSON.parse(desk.text)).toEqual([{ startMs: 1000, title: { en: 'Search' } }]);
  });

  it('go all the way back, one step for a word, and forth again', () => {
    const desk = new ChaptersDesk(JSON.stringify([{ startMs: 0, title: { uk: 'Вступ' } }]), minute);
    const before = desk.text;
    const first = desk.items[0]!;
    desk.write(first, 'uk', 'Вступ до');
    desk.write(first, 'uk', 'Вступ до кур');
    desk.write(first, 'uk', 'Вступ до курсу');
    desk.remove(first.id);
    expect([desk.text, desk.chosen]).toEqual(['', undefined]);
    desk.undo();
    expect(desk.text).toContain('Вступ до курсу');
    while (desk.canUndo) desk.undo();
    expect(desk.text).toBe(before);
    while (desk.canRedo) desk.redo();
    expect(desk.text).toBe('');
  });
});
