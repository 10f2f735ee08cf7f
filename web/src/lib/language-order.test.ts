import { expect, test } from 'vitest';
import { movedUp, withLanguage } from './language-order.ts';

test('languages are added at the end and taken away, but never all', () => {
  expect(withLanguage(['uk'], 'kk', true)).toEqual(['uk', 'kk']);
  expect(withLanguage(['uk', 'kk'], 'uk', false)).toEqual(['kk']);
  expect(withLanguage(['uk'], 'uk', false)).toEqual(['uk']);
});

test('a language moves up one place', () => {
  expect(movedUp(['uk', 'ru', 'kk'], 'kk')).toEqual(['uk', 'kk', 'ru']);
  expect(movedUp(['uk', 'ru'], 'uk')).toEqual(['uk', 'ru']);
});
