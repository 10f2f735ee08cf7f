import { describe, expect, test } from 'vitest';
import { asChoice, asText, cutGap, nextGapId, withoutGap } from './gaps.ts';
import { newGap } from './new-content.ts';

describe('a gap', () => {
  test('takes the place of the chosen word, and knows it', () => {
    const text = 'Строк затримання – 72 години.';
    const at = text.indexOf('72');
    expect(cutGap(text, [at, at + 3], '1')).toEqual({
      text: 'Строк затримання – {{1}} години.',
      word: '72',
      caret: at + 5,
    });
  });

  test('takes the word in which writing stands', () => {
    expect(cutGap('Київ – столиця', [2, 2], '1')).toMatchObject({ text: '{{1}} – столиця', word: 'Київ' });
    expect(cutGap('', [0, 0], '1')).toMatchObject({ text: '{{1}}', word: '' });
  });

  test('has a number that no other has, in no language', () => {
    expect(nextGapId([{ id: '1' }], ['{{2}} і {{4}}'])).toBe('3');
  });

  test('is filled with its word again', () => {
    expect(withoutGap('а {{1}} б', '1', 'слово')).toBe('а слово б');
  });

  test('keeps what is right when it is chosen for instead of typed, and back', () => {
    const typed = newGap('1', 'суддя');
    let id = 0;
    const chosen = asChoice(typed, () => `o${(id += 1)}`, 'uk');
    expect(chosen).toMatchObject({ kind: 'choice', correct: 'o1', options: [{ text: { uk: 'суддя' } }, { text: {} }] });
    expect(asText(chosen)).toMatchObject({ kind: 'text', patterns: [{ language: 'uk', text: 'суддя', share: 1 }] });
  });
});
