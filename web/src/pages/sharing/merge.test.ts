import { expect, it } from 'vitest';
import { merged } from './merge.ts';

it('takes what only one of them changed', () => {
  expect(merged('Строк – 48 годин. Приклад.', 'Строк – 48 годин. Наш приклад.', 'Строк – 72 години. Приклад.')).toEqual(
    {
      text: 'Строк – 72 години. Наш приклад.',
      clashes: false,
    },
  );
});

it('takes a change that both made once', () => {
  expect(merged('a b c', 'a x c', 'a x c')).toEqual({ text: 'a x c', clashes: false });
});

it('shows both where both changed the same words', () => {
  expect(merged('Строк – 48 годин.', 'Строк – 24 години.', 'Строк – 72 години.')).toMatchObject({ clashes: true });
  expect(merged('один', 'два', 'три').text).toBe('два три');
});

it('keeps what was added at either end, and what was taken away', () => {
  expect(merged('a b', 'мій a b', 'a b їхній').text).toBe('мій a b їхній');
  expect(merged('a b c d', 'a c d', 'a b c')).toEqual({ text: 'a c', clashes: false });
});

it('loses no word of either where there is nothing in common', () => {
  const { text } = merged('', 'своє', 'їхнє');
  expect([text.includes('своє'), text.includes('їхнє')]).toEqual([true, true]);
});
