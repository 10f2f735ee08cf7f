import { describe, expect, it } from 'vitest';
import { readingMinutes } from './reading-time.ts';

const minutes = (text: string, language: 'uk' | 'en' = 'uk') => readingMinutes(text, language);

describe('reading time', () => {
  it('goes by words, at a pace of the language', () => {
    expect(minutes('слово '.repeat(800))).toBe(5);
    expect(minutes('word '.repeat(800), 'en')).toBe(4);
    expect(minutes('Коротко.')).toBe(1);
  });
  it('counts pictures and tables, not footnotes', () => {
    const table = `| А | Б |\n| --- | --- |\n${'| в | г |\n'.repeat(45)}`;
    expect(minutes(table)).toBe(4);
    expect(minutes(`${'![Схема](a.png)\n\n'.repeat(10)}`)).toBe(2);
    expect(minutes(`Слово[^1].\n\n[^1]: ${'джерело '.repeat(2000)}`)).toBe(1);
  });
});
