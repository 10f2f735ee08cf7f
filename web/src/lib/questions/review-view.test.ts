import { expect, it } from 'vitest';
import { feedbackOf, inKey, isLong, letterOf, rightGap, rightOrder, verdict, verdictOf } from './review-view.ts';

const score = { share: 0.5, parts: { a: 'right', b: 'wrong' } } as const;
const key = {
  answer: { kind: 'multiple', options: ['a', 'c'] } as const,
  texts: [],
  feedback: [
    { part: 'b', text: 'Ні.' },
    { part: null, text: 'Загалом добре.' },
  ],
  explanation: null,
};
const marked = {
  score: { ...score, parts: { ...score.parts } },
  key: { ...key, answer: { ...key.answer, options: ['a', 'c'] } },
};

it('a part says whether it was right, and what is said to it', () => {
  expect(verdictOf(marked, 'a')).toBe('right');
  expect(verdictOf(marked, 'c')).toBeUndefined();
  expect(inKey(marked, 'c')).toBe(true);
  expect(feedbackOf(marked, 'b')).toEqual(['Ні.']);
  expect(feedbackOf(marked, null)).toEqual(['Загалом добре.']);
  expect(verdict(marked)).toBe('partly');
  expect(verdict({ score: null, key: null })).toBeUndefined();
});

it('what the key holds is shown in words', () => {
  const gaps = { ...key, answer: { kind: 'gapFill' as const, gaps: { g1: 'o2', g2: 'протокол' } } };
  const options = [
    { id: 'o1', text: 'має право' },
    { id: 'o2', text: 'зобов’язаний' },
  ];
  expect(rightGap({ score: null, key: gaps }, { id: 'g1', options })).toBe('зобов’язаний');
  expect(rightGap({ score: null, key: gaps }, { id: 'g2', options: [] })).toBe('протокол');
  const order = { ...key, answer: { kind: 'ordering' as const, order: ['b', 'a'] } };
  expect(
    rightOrder({ score: null, key: order }, [
      { id: 'a', text: 'А' },
      { id: 'b', text: 'Б' },
    ]),
  ).toEqual(['Б', 'А']);
});

it('choices have letters of their alphabet; long and rich ones are listed apart', () => {
  expect([letterOf(0, 'uk'), letterOf(2, 'kk'), letterOf(1, 'en'), letterOf(26, 'en')]).toEqual(['А', 'В', 'B', 'A2']);
  expect(isLong([{ text: 'Так' }])).toBe(false);
  expect(isLong([{ text: '![Схема](media:mda_1)' }])).toBe(true);
});
