import { describe, expect, it } from 'vitest';
import type { Comparison } from './text-match.ts';
import { fits, readable } from './text-match.ts';
import { scoreShortText } from './short-text.ts';

const strict: Comparison = { matchCase: true, matchDiacritics: true, foldLookAlikes: false };
const lenient: Comparison = { matchCase: false, matchDiacritics: false, foldLookAlikes: true };
const how = (change: Partial<Comparison>): Comparison => ({ ...strict, ...change });

describe('a typed text', () => {
  it.each([
    [' Права   людини ', 'Права людини', 'spaces around and between'],
    ['права\u00a0людини', 'права людини', 'a space that does not break'],
    ['обʼєкт', "об'єкт", 'the letter apostrophe'],
    ['об’єкт', "об'єкт", 'the curly apostrophe'],
    ["об'єкт", 'об’єкт', 'the straight apostrophe'],
    ['об`єкт', 'обʼєкт', 'the grave accent'],
    ['науково‑дослідний', 'науково-дослідний', 'the hyphen that does not break'],
    ['2014—2026', '2014–2026', 'dashes'],
    ['“Щит”', '«Щит»', 'quotation marks'],
    ['ї'.normalize('NFD'), 'ї', 'decomposed letters'],
    ['за\u00adкон\u200b', 'закон', 'signs without width'],
  ])('%j is %j: %s', (typed, pattern) => {
    expect(fits(typed, pattern, strict)).toBe(true);
  });

  it('minds case where it is asked to', () => {
    expect(fits('україна', 'Україна', strict)).toBe(false);
    for (const [typed, pattern] of [
      ['ҚАЗАҚСТАН', 'Қазақстан'],
      ['ЇЖАК Є', 'їжак є'],
      ['ЁЛКА', 'ёлка'],
      ['Құқық', 'ҚҰҚЫҚ'],
      ['ПОЛІЦІЯ', 'поліція'],
      ['POLICE', 'police'],
    ] as const) {
      expect(fits(typed, pattern, how({ matchCase: false })), typed).toBe(true);
    }
  });

  it.each([
    ['мой', 'мои'],
    ['елка', 'ёлка'],
    ['іжак', 'їжак'],
    ['cafe', 'café'],
    ['зако́н', 'закон'],
    ['резюмѐ', 'резюме'],
  ])('%j is %j unless diacritics matter', (typed, pattern) => {
    expect(fits(typed, pattern, strict)).toBe(false);
    expect(fits(typed, pattern, how({ matchDiacritics: false }))).toBe(true);
  });

  it.each([
    ['ана', 'әна'],
    ['кыз', 'қыз'],
    ['гай', 'ғай'],
    ['гава', 'ґава'],
    ['жана', 'жаңа'],
    ['тус', 'түс'],
    ['куш', 'құш'],
    ['оз', 'өз'],
    ['еко', 'єко'],
    ['ідея', 'идея'],
    ['хан', 'һан'],
  ])('%j is never %j: a letter of its own, not a mark', (typed, pattern) => {
    expect(fits(typed, pattern, lenient)).toBe(false);
  });

  it('takes Latin look-alikes for Cyrillic letters where it is told to', () => {
    const latin = 'cepeдовищe';
    expect(fits(latin, 'середовище', strict)).toBe(false);
    expect(fits(latin, 'середовище', how({ foldLookAlikes: true }))).toBe(true);
    expect(fits('KBAPTИPA', 'КВАРТИРА', how({ foldLookAlikes: true }))).toBe(true);
    expect(fits('KBAPTИPA', 'квартира', lenient)).toBe(true);
    expect(fits('Bірa', 'віра', lenient)).toBe(true);
    expect(fits('\u00efжак', 'їжак', how({ foldLookAlikes: true }))).toBe(true);
    expect(fits('əділ', 'әділ', how({ foldLookAlikes: true }))).toBe(true);
    // the other way round: Cyrillic typed where Latin is meant
    expect(fits('СОРА', 'COPA', how({ foldLookAlikes: true }))).toBe(true);
  });

  it('keeps Latin and Cyrillic words as they are otherwise', () => {
    expect(fits('type b', 'Type B', lenient)).toBe(true);
    expect(fits('HELLO', 'hello', lenient)).toBe(true);
    expect(fits('b', 'в', lenient)).toBe(false);
    expect(fits('һан', 'нан', lenient)).toBe(false);
  });
});

describe('a star', () => {
  it.each([
    ['конституція України', 'конституц*', true],
    ['конституція', '*ституц*', true],
    ['', '*', true],
    ['ab', 'a*b', true],
    ['a', 'a*a', false],
    ['aba', 'a*b*a', true],
    ['abca', 'a*c*b*a', false],
    ['стаття 23', 'стат* 23', true],
    ['стаття23', 'стат* 23', false],
    ['5 * 5', String.raw`5 \* 5`, true],
    ['5 + 5', String.raw`5 \* 5`, false],
    ['[a-z]+(.)?', '[a-z]+(.)?', true],
  ])('%j fits %j: %s', (typed, pattern, expected) => {
    expect(fits(typed, pattern, strict)).toBe(expected);
  });

  it('costs no more for a hostile pattern', () => {
    const pattern = `${'*a'.repeat(95)}*b`;
    expect(fits('a'.repeat(1_000), pattern, strict)).toBe(false);
    expect(fits('\uE000', String.raw`\*`, strict)).toBe(false);
  });

  it('is shown as an ellipsis', () => {
    expect(readable('конституц*')).toBe('конституц…');
    expect(readable(String.raw`5 \* *`)).toBe('5 * …');
  });
});

describe('of several patterns', () => {
  const body = {
    kind: 'shortText' as const,
    ...strict,
    matchCase: false,
    patterns: [
      { language: null, text: '*поліц*', share: 0.25 },
      { language: 'uk' as const, text: 'Національна поліція', share: 1 },
      { language: 'en' as const, text: 'National Police', share: 1 },
    ],
  };
  const share = (text: string) => scoreShortText(body, { kind: 'shortText', text });

  it('the best counts, in whatever order and language', () => {
    expect(share('національна поліція')).toEqual({ share: 1, parts: { text: 'right' } });
    expect(share('патрульна поліція')).toEqual({ share: 0.25, parts: { text: 'partly' } });
    expect(share('national police').share).toBe(1);
    expect(share('милиция')).toEqual({ share: 0, parts: { text: 'wrong' } });
  });

  it('nothing written is nothing, even where a star would take it', () => {
    const any = { ...body, patterns: [{ language: null, text: '*', share: 1 }] };
    expect(scoreShortText(any, { kind: 'shortText', text: '  ' }).share).toBe(0);
    expect(scoreShortText(any, { kind: 'shortText', text: 'x' }).share).toBe(1);
  });
});
