import { describe, expect, it } from 'vitest';
import { paperOf, pointsOf } from './paper.ts';
import { randomOf, shuffled } from './random.ts';

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const fixed = (...questionIds: string[]) => questionIds.map((questionId) => ({ questionId, points: 1 }));
const quiz = {
  sections: [
    { id: 's1', title: null, shuffle: false, questions: fixed('a', 'b'), draws: [] },
    {
      id: 's2',
      title: { en: 'Drawn' },
      shuffle: true,
      questions: fixed('c'),
      draws: [
        { id: 'd1', count: 5, points: 2, pool: [...ids('p', 20), 'a', 'c'] },
        { id: 'd2', count: 5, points: 2, pool: ids('p', 12) },
      ],
    },
  ],
};
const idsOf = (seed: string) =>
  paperOf(quiz, seed).sections.flatMap(({ questions }) => questions.map((each) => each.questionId));

describe('a paper', () => {
  it('is the same for the same seed, for ever', () => {
    expect(paperOf(quiz, 'seed')).toEqual(paperOf(quiz, 'seed'));
    // papers of attempts that were written: a change here would give learners other questions in mid-attempt
    expect(idsOf('seed')).toMatchInlineSnapshot(`
      [
        "a",
        "b",
        "p18",
        "c",
        "p1",
        "p3",
        "p10",
        "p14",
        "p19",
        "p8",
        "p11",
        "p17",
        "p9",
      ]
    `);
  });

  it('differs from learner to learner', () => {
    expect(new Set(ids('seed', 50).map((seed) => idsOf(seed).join())).size).toBe(50);
  });

  it('has each question once, and keeps an order that is not to be shuffled', () => {
    for (const seed of ids('seed', 100)) {
      const paper = idsOf(seed);
      expect(new Set(paper).size).toBe(paper.length);
      expect(paper).toHaveLength(13);
      expect(paper.slice(0, 2)).toEqual(['a', 'b']);
    }
  });

  it('has fewer where a pool has too few, and says what it can bring', () => {
    const paper = paperOf(
      { sections: [{ ...quiz.sections[0]!, draws: [{ id: 'd', count: 9, points: 3, pool: ['a', 'x', 'x', 'y'] }] }] },
      'seed',
    );
    expect(paper.sections[0]!.questions).toHaveLength(4);
    expect(pointsOf(paper)).toBe(8);
  });
});

describe('randomness', () => {
  it('is even', () => {
    const random = randomOf('even');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let at = 0; at < 20_000; at += 1) counts[Math.floor(random() * 10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it('brings every place to every item', () => {
    const seen = new Set(ids('seed', 500).map((seed) => shuffled(['a', 'b', 'c', 'd'], randomOf(seed)).join('')));
    expect(seen.size).toBe(24);
  });
});
