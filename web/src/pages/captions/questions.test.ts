import { describe, expect, it } from 'vitest';
import type { QuestionCard } from '#contracts/questions.ts';
import { FilmBank, QuestionsDesk } from './questions-desk.svelte.ts';

const card = (id: string, version: number | null = 1) =>
  ({
    ...{ id, version, kind: 'single', use: 'practice', languages: ['uk'], ask: { uk: `Що таке ${id}?` } },
  }) as unknown as QuestionCard;
const desk = (text = '') => new QuestionsDesk(text, 60_000, new FilmBank());
const sent = (of: QuestionsDesk) => (of.text ? (JSON.parse(of.text) as unknown[]) : []);

describe('questions of a film on the desk', () => {
  it('are added where the film stands, required, in their newest version, each where there is room', () => {
    const bench = desk();
    expect(bench.add(5000, card('b', 3))).toBeUndefined();
    expect(bench.add(5500, card('c'))).toBe('taken');
    expect(bench.add(60_000, card('c'))).toBe('outside');
    expect(bench.add(1000, card('a'))).toBeUndefined();
    expect(sent(bench)).toEqual([
      { atMs: 1000, questionId: 'a', version: 1, required: true, againFromMs: null },
      { atMs: 5000, questionId: 'b', version: 3, required: true, againFromMs: null },
    ]);
    expect([...bench.standing]).toEqual(['a', 'b']);
    expect(bench.bank.get('b')?.ask).toEqual({ uk: 'Що таке b?' });
    bench.undo();
    expect(sent(bench)).toHaveLength(1);
  });

  it('are listened to again from before, also when they are moved', () => {
    const bench = desk();
    bench.add(5000, card('a'));
    const [item] = bench.items;
    bench.put(item!.id, { againFromMs: 3000 });
    expect(sent(bench)).toMatchObject([{ againFromMs: 3000 }]);
    bench.move(item!.id, 2000);
    expect(sent(bench)).toMatchObject([{ atMs: 2000, againFromMs: null }]);
  });

  it('tell of a newer version of the bank until it is taken over', () => {
    const bench = desk(
      JSON.stringify([{ atMs: 1000, questionId: 'a', version: 1, required: false, againFromMs: null }]),
    );
    const item = () => bench.items[0]!;
    expect(bench.newer(item())).toBeUndefined();
    const known = { questionId: 'a', kind: 'single', use: 'practice', ask: {}, languages: [], fault: null } as const;
    bench.bank.learn([{ ...known, version: 2, languages: [] }]);
    expect(bench.newer(item())).toBe(2);
    bench.put(item().id, { version: 2 });
    expect(bench.newer(item())).toBeUndefined();
  });
});
