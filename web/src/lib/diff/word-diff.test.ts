import { describe, expect, it } from 'vitest';
import { diffWords, isSame } from './word-diff.ts';
import { textOf, wordsOf } from './words.ts';

const shown = (before: string, after: string) =>
  diffWords(wordsOf(before), wordsOf(after))
    .map(
      ({ change, words }) =>
        ({ same: textOf(words), removed: `[-${textOf(words)}-]`, added: `{+${textOf(words)}+}` })[change],
    )
    .join('');

describe('words', () => {
  it.each([
    ['п’ять', ['п’ять']],
    ["об'єкт", ["об'єкт"]],
    ['72-годинний', ['72-годинний']],
    ['қала-ауыл мен өзге', ['қала-ауыл', ' ', 'мен', ' ', 'өзге']],
    ['72,5 год о 21:40.', ['72,5', ' ', 'год', ' ', 'о', ' ', '21:40', '.']],
    ['так – ні', ['так', ' ', '–', ' ', 'ні']],
    ['👮‍♀️ тут', ['👮‍♀️', ' ', 'тут']],
    ['й\u0306 і ї', ['й\u0306', ' ', 'і', ' ', 'ї']],
  ])('%s stays whole', (text, expected) => {
    expect(wordsOf(text).map((word) => word.text)).toEqual(expected);
  });
});

describe('differences of a line', () => {
  it('marks the word that changed and nothing beside it', () => {
    expect(shown('Затримання триває 72 години.', 'Затримання триває 48 годин.')).toBe(
      'Затримання триває [-72 години-]{+48 годин+}.',
    );
  });

  it('keeps words with apostrophes and hyphens whole', () => {
    expect(shown('Об’єкт має п’ять входів.', 'Об’єкт має дев’ять входів.')).toBe(
      'Об’єкт має [-п’ять-]{+дев’ять+} входів.',
    );
    expect(shown('72-годинний строк діє', '48-годинний строк діє')).toBe('[-72-годинний-]{+48-годинний+} строк діє');
  });

  it('shows what came and what went', () => {
    expect(shown('Слід описують.', 'Слід спершу описують.')).toBe('Слід {+спершу +}описують.');
    expect(shown('Слід завжди описують.', 'Слід описують.')).toBe('Слід [-завжди -]описують.');
  });

  it('draws changes together over a space or a comma', () => {
    expect(shown('Він узяв слід, потім лінійку і пішов далі', 'Він зняв відбиток, потім лінійку і пішов далі')).toBe(
      'Він [-узяв слід-]{+зняв відбиток+}, потім лінійку і пішов далі',
    );
  });

  it('shows a rewritten line as replaced', () => {
    const before = 'Слід існує доти, доки його не порушили сторонні';
    const after = 'Права затриманої особи роз’яснюють негайно та письмово';
    expect(shown(before, after)).toBe(`[-${before}-]{+${after}+}`);
  });

  it('does not care how much space lies between words', () => {
    expect(isSame(diffWords(wordsOf('а  б\nв'), wordsOf('а б в')))).toBe(true);
  });

  it('gives up on walls of text instead of holding up the page', () => {
    const wall = (letter: string) => Array.from({ length: 6000 }, (_, index) => `${letter}${index}`).join(' ');
    expect(diffWords(wordsOf(wall('а')), wordsOf(wall('б'))).map(({ change }) => change)).toEqual(['removed', 'added']);
  });
});
