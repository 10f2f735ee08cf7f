import { describe, expect, it } from 'vitest';
import { inWords, versionsOf } from './course-changes.ts';

const all = (text: string) => ({ uk: text, ru: text, kk: text, en: text });

describe('changes of the course', () => {
  it('show each language that differs', () => {
    const change = { field: 'title', before: { uk: 'Огляд', en: 'Survey' }, after: { uk: 'Огляд', en: 'Inspection' } };
    expect(versionsOf(change)).toEqual([{ language: 'en', before: 'Survey', after: 'Inspection' }]);
    expect(versionsOf({ ...change, before: null })).toHaveLength(2);
  });

  it('show once what needs no translation, in words', () => {
    const change = { field: 'languages', before: all('uk'), after: all('uk, en') };
    expect(versionsOf(change)).toEqual([{ language: undefined, before: 'uk', after: 'uk, en' }]);
    const words = (_: string, code: string) => ({ uk: 'Українська', en: 'English' })[code] ?? code;
    expect(inWords('languages', 'uk, en', words)).toBe('Українська, English');
    expect(inWords('title', 'uk, en', words)).toBe('uk, en');
  });
});
