import { describe, expect, test } from 'vitest';
import { copyTitle, lineOf, moduleTitle } from './titles.ts';
import { translationsOf } from './translations.ts';

test('a first module is named in the languages of the course', () => {
  expect(moduleTitle(['uk', 'en'], 1)).toEqual({ uk: 'Модуль 1', en: 'Module 1' });
});

test('a copy says so in each language, and fits', () => {
  expect(copyTitle({ uk: 'Огляд', en: 'Overview' })).toEqual({ uk: 'Огляд (копія)', en: 'Overview (copy)' });
  expect(copyTitle({ uk: 'я'.repeat(200) }).uk).toHaveLength(200);
});

describe('a typed line', () => {
  test.each([
    ['  Огляд   місця\tподії ', 'Огляд місця події'],
    ['\u202eзадом', 'задом'],
    ['   ', undefined],
  ])('%j', (typed, line) => expect(lineOf(typed)).toBe(line));
});

test('translations of a lesson: what is missing and what has fallen behind, per language', () => {
  const found = [
    { code: 'textMissing', lessonId: 'a', language: 'en' },
    { code: 'textMissing', lessonId: 'a', language: 'en' },
    { code: 'translationStale', lessonId: 'a', language: 'ru' },
    { code: 'textMissing', lessonId: 'b', language: 'ru' },
  ] as const;
  const lesson = { id: 'a', title: { uk: 'Огляд', ru: 'Осмотр' } };
  expect(translationsOf(found, ['uk', 'en', 'ru'], lesson)).toEqual([
    { language: 'en', missing: 3, stale: 0 },
    { language: 'ru', missing: 0, stale: 1 },
  ]);
});
