import { expect, test } from 'vitest';
import { chooseLanguage, pickText } from './languages.ts';

test('a remembered choice wins, then the browser’s languages, then Ukrainian', () => {
  expect(chooseLanguage('en', ['uk'])).toBe('en');
  expect(chooseLanguage(null, ['de-DE', 'kk-KZ', 'ru'])).toBe('kk');
  expect(chooseLanguage('xx', ['de'])).toBe('uk');
});

test('an English device does not make an English reader', () => {
  expect(chooseLanguage(null, ['en-US', 'en'])).toBe('uk');
  expect(chooseLanguage(null, ['en-US', 'ru'])).toBe('ru');
});

test('a text falls back to Ukrainian, then to any, and says so', () => {
  expect(pickText({ uk: 'Курс', en: 'Course' }, 'en', 'en')).toEqual({
    text: 'Course',
    language: 'en',
    lang: undefined,
  });
  expect(pickText({ uk: 'Курс' }, 'kk', 'kk')).toEqual({ text: 'Курс', language: 'uk', lang: 'uk' });
  expect(pickText({ ru: 'Курс' }, 'kk', 'kk')).toMatchObject({ language: 'ru', lang: 'ru' });
  expect(pickText({}, 'en', 'en')).toMatchObject({ text: '' });
});
