import { describe, expect, it } from 'vitest';
import { isChange, nextChange, pairBlocks, runsOf, type Frozen } from './blocks.ts';

const block = (id: string, uk: string, more: Partial<Frozen> = {}): Frozen => ({
  id: `blk_${id}`,
  kind: 'text',
  ref: null,
  texts: { uk: { text: uk, alt: null } },
  ...more,
});
const shown = (before: Frozen[], after: Frozen[], language: 'uk' | 'en' = 'uk') =>
  pairBlocks(before, after, language).map(({ id, state, moved }) => `${id.slice(4)} ${state}${moved ? ' moved' : ''}`);

const [a, b, c, d] = [block('a', 'Перший'), block('b', 'Другий'), block('c', 'Третій'), block('d', 'Четвертий')];

describe('blocks of a lesson', () => {
  it('find each other by id: changed, added, removed, same', () => {
    expect(shown([a, b, c], [a, block('b', 'Другий, виправлений'), d])).toEqual([
      'a same',
      'b changed',
      'c removed',
      'd added',
    ]);
  });

  it('shows what was removed where it stood', () => {
    expect(shown([a, b, c, d], [b, d])).toEqual(['a removed', 'b same', 'c removed', 'd same']);
    expect(shown([a, b, c], [c])).toEqual(['a removed', 'b removed', 'c same']);
  });

  it('calls moved what moved, not what it went past', () => {
    expect(shown([a, b, c, d], [d, a, b, c])).toEqual(['d same moved', 'a same', 'b same', 'c same']);
  });

  it('knows a text again that lost its id', () => {
    expect(shown([a, b], [block('x', 'Перший'), b])).toEqual(['x same', 'b same']);
    const [old, now] = [
      block('o', 'Слід описують і знімають на місці'),
      block('n', 'Слід описують і знімають одразу на місці'),
    ];
    expect(shown([old], [now])).toEqual(['n changed']);
  });

  it('looks at one language, and leaves out what has nothing to say in it', () => {
    const both = block('e', 'Текст', { texts: { uk: { text: 'Текст', alt: null }, en: { text: 'Text', alt: null } } });
    const changed = block('e', 'Текст', {
      texts: { uk: { text: 'Текст', alt: null }, en: { text: 'The text', alt: null } },
    });
    expect(shown([both, a], [changed, a])).toEqual(['e same', 'a same']);
    expect(shown([both, a], [changed, a], 'en')).toEqual(['e changed']);
    expect(shown([a], [both], 'en')).toEqual(['e added']);
  });

  it('sees another picture and another description of it', () => {
    const picture = (ref: string, alt: string) =>
      block('p', '', { kind: 'picture', ref, texts: { uk: { text: '', alt } } });
    expect(shown([picture('mda_1', 'Схема')], [picture('mda_2', 'Схема')])).toEqual(['p changed']);
    expect(shown([picture('mda_1', 'Схема')], [picture('mda_1', 'Схема місця')])).toEqual(['p changed']);
    expect(shown([picture('mda_1', 'Схема')], [picture('mda_1', 'Схема')])).toEqual(['p same']);
  });
});

describe('going through the changes', () => {
  const rows = pairBlocks([a, b, c, d], [block('a', 'Інше'), b, c, block('d', 'Ще інше')], 'uk');

  it('leads to the next and the previous, and ends', () => {
    expect(nextChange(rows, undefined, 1)).toBe('blk_a');
    expect(nextChange(rows, 'blk_a', 1)).toBe('blk_d');
    expect(nextChange(rows, 'blk_d', 1)).toBeUndefined();
    expect(nextChange(rows, 'blk_d', -1)).toBe('blk_a');
    expect(nextChange(rows, 'blk_b', -1)).toBe('blk_a');
    expect(nextChange(rows, undefined, -1)).toBe('blk_d');
  });

  it('folds what did not change, unless there is something to be seen', () => {
    expect(runsOf(rows).map(({ folds, rows: run }) => [folds, run.length])).toEqual([
      [false, 1],
      [true, 2],
      [false, 1],
    ]);
    expect(runsOf(rows, ({ id }) => id === 'blk_c').map(({ folds, rows: run }) => [folds, run.length])).toEqual([
      [false, 1],
      [false, 1],
      [false, 2],
    ]);
  });
});

describe('a large lesson', () => {
  it('of hundreds of blocks without a common id is paired by their texts', () => {
    const many = (prefix: string) =>
      Array.from({ length: 300 }, (_, index) => block(prefix + index, `Абзац номер ${index}`));
    expect(pairBlocks(many('x'), many('y'), 'uk').filter(isChange)).toEqual([]);
  });
});
