import { describe, expect, it } from 'vitest';
import { findIn, nextFound } from './transcript-search.ts';

const lines = ['Права людини', 'Обшук житла без ухвали', 'Про право на <b>захист</b>', 'Құқық қорғау'].map(
  (text, at) => ({
    ...{ startSeconds: at, endSeconds: at + 1, text },
  }),
);
const places = (query: string, language: 'uk' | 'kk' = 'uk') => [...findIn(lines, query, language).keys()];

describe('findIn', () => {
  it('finds words in any form, all of them in one line', () => {
    expect(places('правами')).toEqual([0, 2]);
    expect(places('право захисту')).toEqual([2]);
    expect(places('ЖИТЛО')).toEqual([1]);
    expect([places('обшуками'), places('обш')]).toEqual([[1], [1]]);
    expect(places('кукык', 'kk')).toEqual([3]);
  });

  it('finds nothing for nothing', () => {
    expect([places(''), places(' – '), places('немає')]).toEqual([[], [], []]);
  });

  it('marks the words and loses no sign', () => {
    const parts = findIn(lines, 'захист', 'uk').get(2)!;
    expect(parts.map(({ text }) => text).join('')).toBe('Про право на <b>захист</b>');
    expect(parts.filter(({ hit }) => hit)).toEqual([{ text: 'захист', hit: true }]);
  });
});

describe('nextFound', () => {
  const found = findIn(lines, 'право', 'uk');
  it('goes on, and round', () => {
    expect([nextFound(found, -1), nextFound(found, 0), nextFound(found, 2)]).toEqual([0, 2, 0]);
    expect(nextFound(new Map(), 0)).toBeUndefined();
  });
});
