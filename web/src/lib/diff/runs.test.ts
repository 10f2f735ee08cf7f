import { describe, expect, it } from 'vitest';
import { normShort, runsOfWords, shortAddress } from './runs.ts';
import { linesOf } from './lines.ts';

describe('runs of words', () => {
  it('draw neighbours in the same dress together', () => {
    const words = linesOf('Слід **описують *негайно*** і [тут](https://a.example/).')[0]?.cells[0] ?? [];
    expect(runsOfWords(words).map(({ kind, tag, marks, text }) => [kind, tag, marks, text].join('|'))).toEqual([
      'word|span||Слід ',
      'word|strong||описують ',
      'word|strong|is-em|негайно',
      'word|span|| і ',
      'word|span|is-link|тут',
      'address|span||https://a.example/',
      'word|span||.',
    ]);
  });

  it('names where links lead', () => {
    expect(shortAddress('https://zakon.rada.gov.ua/laws/show/580-19')).toBe('zakon.rada.gov.ua/laws/show/580-19');
    expect(shortAddress(`https://a.example/${'x'.repeat(100)}`)).toHaveLength(59);
    expect(normShort('norm:art_01JCQ3ZZZZZZZZZZZZZZZZAB12')).toBe('ZZAB12');
    expect(normShort('norm:nonsense')).toBeNull();
  });
});
