import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../lib/translation/xliff/compare.ts';
import { fileName, portionsOf } from './exchange.ts';
import { keyOf } from './target.ts';

const pressed = (key: string, more: Partial<KeyboardEvent> = {}) =>
  keyOf({ key, code: '', altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, ...more });

describe('keys of a translator', () => {
  it('work on every layout, and leave all others alone', () => {
    expect(pressed('Enter', { ctrlKey: true })).toBe('next');
    expect(pressed('Enter', { metaKey: true, shiftKey: true })).toBe('right');
    expect(pressed('С', { code: 'KeyC', altKey: true, shiftKey: true })).toBe('copy');
    expect(pressed('2', { code: 'Digit2', altKey: true })).toEqual({ term: 1 });
    expect(pressed('Escape')).toBe('close');
    expect([pressed('Enter'), pressed('a'), pressed('2', { code: 'Digit2', ctrlKey: true, altKey: true })]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });
});

describe('a file on its way', () => {
  const taken = (fileId: string, count: number, text = 'Т'): Comparison[] =>
    Array.from({ length: count }, (_, index) => ({
      ...{ fileId, blockId: `blk_${index}`, verdict: 'new', sourceChanged: false, source: '', before: '', after: text },
      made: null,
      change: { op: 'write', blockId: `blk_${index}`, language: 'kk', base: 0, text, alt: null, sourceRevision: 1 },
    }));
  const sizes = (some: Comparison[]) => portionsOf(some).map(({ fileId, changes }) => `${fileId} ${changes.length}`);

  it('goes in portions that one request can carry, each of one lesson', () => {
    expect(sizes([...taken('les_1', 120), ...taken('les_2', 3)])).toEqual([
      'les_1 50',
      'les_1 50',
      'les_1 20',
      'les_2 3',
    ]);
    expect(sizes(taken('les_1', 25, 'х'.repeat(40_000)))).toEqual(['les_1 9', 'les_1 9', 'les_1 7']);
  });
  it('has a name that every machine takes', () => {
    expect(fileName('Заняття 1: «Сліди»/2', 'kk')).toBe('Заняття-1-Сліди-2.kk.xlf');
    expect(fileName('…', 'en')).toBe('kurs.en.xlf');
  });
});
