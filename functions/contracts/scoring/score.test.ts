import { describe, expect, it } from 'vitest';
import type { Answer, ContentOf, KindContent, QuestionKind } from '../question-kinds.ts';
import { Answer as AnswerSchema, QuestionContent } from '../question-kinds.ts';
import { score } from './score.ts';

const en = (text: string) => ({ en: text });
const share = (body: KindContent, answer: Answer | null) => score({ body }, answer).share;

const single: ContentOf<'single'> = {
  kind: 'single',
  shuffle: true,
  options: [
    { id: 'a', text: en('Now'), share: 1 },
    { id: 'b', text: en('Soon'), share: 0.5 },
    { id: 'c', text: en('Never'), share: 0 },
  ],
};
const multiple = (scoring: ContentOf<'multiple'>['scoring'], key = 'aabbb'): ContentOf<'multiple'> => ({
  kind: 'multiple',
  shuffle: true,
  scoring,
  options: [...key].map((letter, at) => ({ id: `o${at}`, text: en(`Option ${at}`), correct: letter === 'a' })),
});
const chosen = (...options: number[]): Answer => ({ kind: 'multiple', options: options.map((at) => `o${at}`) });
const matching = (scoring: ContentOf<'matching'>['scoring']): ContentOf<'matching'> => ({
  kind: 'matching',
  scoring,
  prompts: ['p1', 'p2', 'p3', 'p4'].map((id, at) => ({ id, text: en(id), choice: ['x', 'y', 'y', 'z'][at]! })),
  choices: ['x', 'y', 'z', 'w'].map((id) => ({ id, text: en(id) })),
});
const ordering = (scoring: ContentOf<'ordering'>['scoring']): ContentOf<'ordering'> => ({
  kind: 'ordering',
  scoring,
  items: [...'abcde'].map((id) => ({ id, text: en(id) })),
});
const ordered = (order: string): Answer => ({ kind: 'ordering', order: [...order] });
const gaps = (scoring: ContentOf<'gapFill'>['scoring']): ContentOf<'gapFill'> => ({
  kind: 'gapFill',
  scoring,
  text: en('Stop, {{g1}}, then {{g2}}.'),
  gaps: [
    {
      id: 'g1',
      kind: 'choice',
      correct: 'a',
      options: [
        { id: 'a', text: en('help') },
        { id: 'b', text: en('leave') },
      ],
    },
    {
      id: 'g2',
      kind: 'text',
      matchCase: false,
      matchDiacritics: true,
      foldLookAlikes: false,
      patterns: [
        { language: 'en', text: 'report', share: 1 },
        { language: 'en', text: 'tell*', share: 0.5 },
      ],
    },
  ],
});
const essay: ContentOf<'essay'> = { kind: 'essay', wordsMin: null, wordsMax: null, rubric: [] };
const trueFalse: ContentOf<'trueFalse'> = { kind: 'trueFalse', correct: false };

describe('one of several', () => {
  it('brings the share of what was chosen', () => {
    expect(score({ body: single }, { kind: 'single', option: 'a' })).toEqual({ share: 1, parts: { a: 'right' } });
    expect(score({ body: single }, { kind: 'single', option: 'b' })).toEqual({ share: 0.5, parts: { b: 'partly' } });
    expect(score({ body: single }, { kind: 'single', option: 'c' })).toEqual({ share: 0, parts: { c: 'wrong' } });
    expect(score({ body: trueFalse }, { kind: 'trueFalse', value: false })).toEqual({
      share: 1,
      parts: { false: 'right' },
    });
    expect(share(trueFalse, { kind: 'trueFalse', value: true })).toBe(0);
  });
});

describe('several of several', () => {
  it('all or nothing: exactly the right ones, in any order', () => {
    const body = multiple('allOrNothing');
    expect(share(body, chosen(1, 0))).toBe(1);
    expect(share(body, chosen(0))).toBe(0);
    expect(share(body, chosen(0, 1, 2))).toBe(0);
    expect(share(body, chosen())).toBe(0);
  });

  // two right, three wrong, as the Open University’s rule counts
  it.each([
    [[0, 1], 1],
    [[0], 0.5],
    [[0, 2], 0.5],
    [[0, 1, 2], 0.5],
    [[0, 2, 3], 0],
    [[0, 1, 2, 3, 4], 0],
    [[2], 0],
    [[], 0],
  ])('partly: %j brings %d', (options, expected) => {
    expect(share(multiple('partial'), chosen(...options))).toBe(expected);
  });

  // as Moodle’s 50 % for each right and −33⅓ % for each wrong one
  it.each([
    [[0, 1], 1],
    [[0], 1 / 2],
    [[0, 2], 1 / 6],
    [[0, 1, 2], 2 / 3],
    [[0, 2, 3], 0],
    [[0, 1, 2, 3, 4], 0],
    [[2, 3], 0],
  ])('partly with a penalty: %j brings %d', (options, expected) => {
    expect(share(multiple('partialWithPenalty'), chosen(...options))).toBe(expected);
  });

  it('never brings a penalty where nothing is wrong to choose, nor anything where nothing is right', () => {
    expect(share(multiple('partialWithPenalty', 'aaa'), chosen(0, 1))).toBe(2 / 3);
    expect(share(multiple('partialWithPenalty', 'aaa'), chosen(0, 1, 2))).toBe(1);
    expect(share(multiple('partial', 'bb'), chosen(0))).toBe(0);
  });

  it('says of what was chosen whether it was right, and nothing of the rest', () => {
    expect(score({ body: multiple('partial') }, chosen(0, 3)).parts).toEqual({ o0: 'right', o3: 'wrong' });
  });

  it('adds up to exactly 1 whatever the number of options', () => {
    for (let right = 1; right <= 12; right += 1) {
      const body = multiple('partialWithPenalty', 'a'.repeat(right) + 'bbbbbbb');
      expect(share(body, chosen(...Array.from({ length: right }, (_, at) => at)))).toBe(1);
    }
  });
});

describe('matching', () => {
  const pairs = (pairing: Record<string, string>): Answer => ({ kind: 'matching', pairs: pairing });

  it('brings an equal share for each prompt', () => {
    const body = matching('partial');
    expect(share(body, pairs({ p1: 'x', p2: 'y', p3: 'y', p4: 'z' }))).toBe(1);
    expect(score({ body }, pairs({ p1: 'x', p2: 'w' }))).toEqual({
      share: 0.25,
      parts: { p1: 'right', p2: 'wrong', p3: 'wrong', p4: 'wrong' },
    });
  });

  it('or nothing unless all are right', () => {
    const body = matching('allOrNothing');
    expect(share(body, pairs({ p1: 'x', p2: 'y', p3: 'y', p4: 'w' }))).toBe(0);
    expect(share(body, pairs({ p1: 'x', p2: 'y', p3: 'y', p4: 'z' }))).toBe(1);
  });
});

describe('ordering', () => {
  it.each([
    ['abcde', 1, 1, 1],
    ['bcdea', 0, 3 / 4, 0],
    ['abced', 0, 2 / 4, 3 / 5],
    ['edcba', 0, 0, 1 / 5],
    ['acbde', 0, 1 / 4, 3 / 5],
  ])('%s brings %d whole, %d by neighbours, %d by place', (order, whole, pairs, places) => {
    expect(share(ordering('allOrNothing'), ordered(order))).toBe(whole);
    expect(share(ordering('adjacentPairs'), ordered(order))).toBe(pairs);
    expect(share(ordering('position'), ordered(order))).toBe(places);
  });

  it('says which items stand right', () => {
    expect(score({ body: ordering('position') }, ordered('abced')).parts).toEqual({
      a: 'right',
      b: 'right',
      c: 'right',
      e: 'wrong',
      d: 'wrong',
    });
    expect(score({ body: ordering('adjacentPairs') }, ordered('bcdea')).parts).toEqual({
      b: 'right',
      c: 'right',
      d: 'right',
      e: 'partly',
      a: 'wrong',
    });
  });
});

describe('gaps', () => {
  const filled = (each: Record<string, string>): Answer => ({ kind: 'gapFill', gaps: each });

  it('weigh the same, each by its own rule', () => {
    const body = gaps('partial');
    expect(share(body, filled({ g1: 'a', g2: 'Report ' }))).toBe(1);
    expect(score({ body }, filled({ g1: 'a', g2: 'tell him' }))).toEqual({
      share: 0.75,
      parts: { g1: 'right', g2: 'partly' },
    });
    expect(share(body, filled({ g2: 'report' }))).toBe(0.5);
  });

  it('or nothing unless all are wholly right', () => {
    expect(share(gaps('allOrNothing'), filled({ g1: 'a', g2: 'tell him' }))).toBe(0);
    expect(share(gaps('allOrNothing'), filled({ g1: 'a', g2: 'report' }))).toBe(1);
  });
});

describe('essay', () => {
  it('is decided by a person, unless nothing was written', () => {
    expect(share(essay, { kind: 'essay', text: 'Because …' })).toBeNull();
    expect(share(essay, { kind: 'essay', text: ' \n ' })).toBe(0);
    expect(share(essay, null)).toBe(0);
  });
});

describe('hostile answers', () => {
  const bodies: Record<QuestionKind, KindContent> = {
    single,
    multiple: multiple('partial'),
    trueFalse,
    shortText: {
      kind: 'shortText',
      patterns: [{ language: null, text: 'yes', share: 1 }],
      matchCase: false,
      matchDiacritics: true,
      foldLookAlikes: false,
    },
    numeric: { kind: 'numeric', answers: [{ value: '5', tolerance: '0', share: 1 }], units: [] },
    matching: matching('partial'),
    ordering: ordering('adjacentPairs'),
    gapFill: gaps('partial'),
    essay,
  };
  const hostile: Answer[] = [
    { kind: 'single', option: 'zzz' },
    { kind: 'single', option: 'constructor' },
    { kind: 'multiple', options: ['o0', 'zzz'] },
    { kind: 'multiple', options: ['o0', 'o0'] },
    { kind: 'multiple', options: ['o0', 'constructor'] },
    { kind: 'trueFalse', value: true },
    { kind: 'shortText', text: '*' },
    { kind: 'shortText', text: '' },
    { kind: 'numeric', text: '5; DROP TABLE', unit: null },
    { kind: 'numeric', text: '', unit: null },
    { kind: 'numeric', text: '9e999', unit: null },
    { kind: 'numeric', text: '5', unit: 'km' },
    { kind: 'numeric', text: 'NaN', unit: null },
    { kind: 'matching', pairs: { p1: 'zzz', zzz: 'x', constructor: 'x' } },
    { kind: 'matching', pairs: {} },
    { kind: 'ordering', order: [...'abcda'] },
    { kind: 'ordering', order: [...'abcd'] },
    { kind: 'ordering', order: [...'abcdef'] },
    { kind: 'ordering', order: [...'abcdz'] },
    { kind: 'ordering', order: [] },
    { kind: 'gapFill', gaps: { constructor: 'a', g1: 'zzz', g2: '' } },
    { kind: 'essay', text: '' },
  ];

  it.each(hostile)('%j scores as wrong, of every kind', (answer) => {
    expect(AnswerSchema.safeParse(answer).success).toBe(true);
    for (const body of Object.values(bodies)) expect(share(body, answer)).toBe(0);
  });

  it('no answer scores 0, of every kind', () => {
    for (const body of Object.values(bodies)) expect(score({ body }, null)).toEqual({ share: 0, parts: {} });
  });

  it('the samples are questions as the contract has them', () => {
    for (const body of Object.values(bodies)) {
      expect(QuestionContent.safeParse({ ask: en('What now?'), body }).error).toBeUndefined();
    }
  });
});
