import type { Language } from '#contracts/common.ts';
import { expect, it } from 'vitest';
import { captionLanguageOf } from './choices.ts';

const lecture = (language: Language, ...captions: Language[]) => ({
  language,
  captions: captions.map((each) => ({ language: each })),
});

it.each([
  [lecture('uk', 'uk', 'en'), 'en', 'en'],
  [lecture('uk', 'en', 'uk'), 'kk', 'uk'],
  [lecture('uk', 'en'), 'kk', 'en'],
  [lecture('uk'), 'uk', undefined],
] as const)('chooses captions', (given, interfaceLanguage, chosen) => {
  expect(captionLanguageOf(given, interfaceLanguage)).toBe(chosen);
});
