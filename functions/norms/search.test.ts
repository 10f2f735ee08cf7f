import { describe, expect, it } from 'vitest';
import { codeKey } from './code.ts';
import { matches, searchText } from './search.ts';

const text = searchText({
  code: 'npl-23-1-48',
  reference: 'ст. 23 ч. 1 п. 48',
  topics: ['безпілотники'],
  wordings: [{ text: { uk: 'Захищає здоров’я людей; ґрунт', en: 'Protects health, 230 times' } }],
});

describe('a search', () => {
  it.each([
    ["здоров'я", true],
    ['ЗДОРОВ’Я людей', true],
    ['грунт', true],
    ['ст. 23', true],
    ['npl-23', true],
    ['health безпілотник', true],
    ['', true],
    ['3', false],
    ['30', false],
    ['23 7', false],
    ['(.*', false],
  ])('%s', (wanted, expected) => {
    expect(matches(text, wanted)).toBe(expected);
  });

  it('looks through a text of bounded length', () => {
    const long = { code: 'x', reference: 'x', topics: [], wordings: [{ text: { uk: 'слово '.repeat(5000) } }] };
    expect(searchText(long).length).toBeLessThanOrEqual(1500);
  });
});

describe('codes', () => {
  it('sort as people count, and stay apart', () => {
    const codes = ['npl-23', 'npl-7', 'npl-7-10', 'npl-7-9', 'npl-07'];
    expect([...codes].sort((a, b) => (codeKey(a) < codeKey(b) ? -1 : 1))).toEqual([
      ...['npl-07', 'npl-7', 'npl-7-9', 'npl-7-10', 'npl-23'],
    ]);
    expect(new Set(codes.map(codeKey)).size).toBe(codes.length);
  });
});
