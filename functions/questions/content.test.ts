import { describe, expect, it } from 'vitest';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { excerptOf, hasWords, normsIn, picturesIn, plain, searchedOf } from './content.ts';

const ids = { media: 'mda_01ARZ3NDEKTSV4RRFFQ69G5FAV', article: 'art_01ARZ3NDEKTSV4RRFFQ69G5FAV' };
const content = (uk: string): QuestionContent => ({
  ask: { uk },
  body: {
    kind: 'single',
    shuffle: true,
    options: [
      { id: 'a', text: { uk: `![Схема](media:${ids.media})` }, share: 1 },
      { id: 'b', text: { uk: 'Ні' }, share: 0, feedback: { uk: `Див. [ст. 23](norm:${ids.article})` } },
    ],
  },
});

describe('what a question refers to', () => {
  it('is found wherever it stands', () => {
    expect([picturesIn(content('Що?')), normsIn(content('Що?'))]).toEqual([[ids.media], [ids.article]]);
  });
});

describe('a question in a list', () => {
  it.each([
    ['**Хто** _оцінює_?', 'Хто оцінює?'],
    ['> Якщо 5 > 3 #', 'Якщо 5 > 3 #'],
    ['Див. [ст. 23](norm:x)\n\nі решту', 'Див. ст. 23 і решту'],
    [`![Схема](media:${ids.media}) Що тут?`, 'Схема Що тут?'],
    ['Термін — {{g1}} діб', 'Термін — … діб'],
    ['не\u202eправо', 'не право'],
  ])('%j reads %j', (markdown, expected) => {
    expect(plain(markdown)).toBe(expected);
  });

  it('is cut between characters, and never blank', () => {
    expect(excerptOf(content('😀'.repeat(150))).uk).toHaveLength(199);
    expect(excerptOf(content('***'))).toEqual({ uk: '…' });
  });

  it('is found by words from anywhere in it, however they are typed', () => {
    const long = `${'Вступ. '.repeat(40)} Здоров’я громадян`;
    const searched = { ask: excerptOf(content(long)), searched: searchedOf(content(long)) };
    expect(hasWords(searched, "здоров'я ВСТУП")).toBe(true);
    expect(hasWords(searched, 'здоровя протокол')).toBe(false);
    expect(searchedOf(content('Коротке'))).toBeUndefined();
    expect(hasWords({ ask: { uk: 'Коротке', en: 'Short' } }, 'short корот')).toBe(true);
  });
});
