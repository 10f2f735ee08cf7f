import { describe, expect, it } from 'vitest';
import { textModel } from '../markdown/text-model.ts';
import { linearOf } from './linear.ts';
import { denseSpan, linesOf, wholeWords } from './reading-place.ts';

describe('a place in the text', () => {
  const linear = linearOf(textModel('Перший абзац.\n\n- раз\n- два\n\nКінець[^1].\n\n[^1]: Виноска.\n'));
  it('is found by the characters before it, whatever spaces stand between', () => {
    const span = denseSpan(linear.text, 6, 5)!;
    expect(linear.text.slice(span.start, span.end)).toBe('абзац');
    expect(denseSpan(linear.text, 6, 5000)).toBeUndefined();
  });
  it('is taken with its words whole', () => {
    const text = 'Пояснюють об’єднання, так.';
    const words = (start: number, end: number) => {
      const span = wholeWords(text, { start, end });
      return text.slice(span.start, span.end);
    };
    expect(words(4, 14)).toBe('Пояснюють об’єднання');
    expect(words(22, 24)).toBe('так');
    expect(words(0, text.length)).toBe(text);
  });
  it('is one of the lines to go through, without the footnotes', () => {
    expect(linesOf(linear).map(({ start, end }) => linear.text.slice(start, end))).toEqual([
      'Перший абзац.',
      'раз',
      'два',
      'Кінець.',
    ]);
  });
});
