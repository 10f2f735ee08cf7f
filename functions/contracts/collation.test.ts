import { describe, expect, it } from 'vitest';
import { collationKey } from './collation.ts';
import { languages } from './common.ts';

const names = {
  uk: [
    'Єрмак',
    'Ґудзь',
    'Яковенко',
    'Іваненко',
    'Їжак',
    'Йовенко',
    'Ярема',
    'Гончар',
    'Дяк',
    'Жук',
    'Щур',
    'Ємець',
    'Зінченко',
    'ґава',
  ],
  ru: ['Ёлкин', 'Егоров', 'Жуков', 'Яковлев', 'Эрнст', 'Ершов', 'Щукин', 'Юдин', 'Арбузов'],
  kk: [
    'Әлімов',
    'Асқаров',
    'Ғалымов',
    'Гаврилов',
    'Қасымов',
    'Карпов',
    'Өтегенов',
    'Осипов',
    'Ұлы',
    'Үміт',
    'Уәли',
    'Һакім',
    'Хамит',
    'Ілияс',
    'Ырыс',
    'Бекова',
  ],
  en: ['Zimmer', 'adams', 'Adam Smith', 'Brown', 'O’Neil', 'Oneil', 'Clark'],
};

const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

describe('collationKey', () => {
  it.each(languages)('sorts names as the %s alphabet does', (language) => {
    const collator = new Intl.Collator(language, { sensitivity: 'base' });
    const expected = [...names[language]].sort(collator.compare);
    const actual = [...names[language]].sort((a, b) => byBytes(collationKey(a, language), collationKey(b, language)));
    expect(actual).toEqual(expected);
  });

  it('keeps a whole first part before a longer name', () => {
    expect(byBytes(collationKey('Коваль', 'uk'), collationKey('Коваленко', 'uk'))).toBe(1);
    expect(byBytes(collationKey('Коваль', 'uk'), collationKey('Коваль Анна', 'uk'))).toBe(-1);
  });
});
