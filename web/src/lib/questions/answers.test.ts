import { describe, expect, it } from 'vitest';
import {
  completeness,
  essay,
  filled,
  moved,
  numeric,
  orderOf,
  paired,
  sameAnswer,
  shortText,
  toggled,
  wordCount,
} from './answers.ts';

describe('an answer, step by step', () => {
  it('ticks are set and taken away; without any there is no answer', () => {
    const one = toggled(null, 'a', true);
    expect(toggled(one, 'b', true)).toEqual({ kind: 'multiple', options: ['a', 'b'] });
    expect(toggled(one, 'a', false)).toBeNull();
  });

  it('a pair is made, changed and taken apart', () => {
    const one = paired(null, 'p1', 'c2');
    expect(paired(one, 'p1', 'c3')).toEqual({ kind: 'matching', pairs: { p1: 'c3' } });
    expect(paired(one, 'p1', '')).toBeNull();
  });

  it('an item is moved up, down and not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 'c', 0).order).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', 9).order).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 'b', -1).order).toEqual(['b', 'a', 'c']);
  });

  it('an order of another version shows every item of this one once', () => {
    const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(orderOf(items, { kind: 'ordering', order: ['c', 'gone'] })).toEqual(['c', 'a', 'b']);
    expect(orderOf(items, null)).toEqual(['a', 'b', 'c']);
  });

  it('a text of blanks is no answer, and a pasted one loses what cannot be seen', () => {
    expect(shortText('  ')).toBeNull();
    expect(shortText('про\u0007токол\u0000')).toEqual({ kind: 'shortText', text: 'протокол' });
    expect(essay('перший\r\nдругий')).toEqual({ kind: 'essay', text: 'перший\nдругий' });
    expect(numeric('3,5', 'км')).toEqual({ kind: 'numeric', text: '3,5', unit: 'км' });
    expect(filled(null, 'g1', 'два\nрядки')).toEqual({ kind: 'gapFill', gaps: { g1: 'два рядки' } });
  });

  it('words are counted as people count them', () => {
    expect(wordCount('Об’єкт — це вело-мотто, 3 шт.')).toBe(5);
    expect(wordCount('')).toBe(0);
  });

  it('a question of several parts is answered in part until each has an answer', () => {
    const body = { kind: 'matching', prompts: [part('p1'), part('p2')], choices: [part('c1')] } as const;
    const shown = { ...body, prompts: [...body.prompts], choices: [...body.choices] };
    expect(completeness(shown, null)).toBe('none');
    expect(completeness(shown, { kind: 'matching', pairs: { p1: 'c1' } })).toBe('part');
    expect(completeness(shown, { kind: 'matching', pairs: { p1: 'c1', p2: 'c1' } })).toBe('whole');
  });

  it('ticks in another order are the same answer', () => {
    expect(sameAnswer({ kind: 'multiple', options: ['a', 'b'] }, { kind: 'multiple', options: ['b', 'a'] })).toBe(true);
    expect(sameAnswer({ kind: 'ordering', order: ['a', 'b'] }, { kind: 'ordering', order: ['b', 'a'] })).toBe(false);
    expect(sameAnswer(null, { kind: 'trueFalse', value: false })).toBe(false);
  });
});

const part = (id: string) => ({ id, text: id });
