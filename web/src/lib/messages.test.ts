/** The words of the interface: complete in four languages, none unused, placeholders and plural forms alike. */
import { languages, type Language } from '#contracts/common.ts';
import { errorCodes } from '#contracts/errors.ts';
import { describe, expect, test } from 'vitest';
import en from '../../messages/en.json';
import kk from '../../messages/kk.json';
import ru from '../../messages/ru.json';
import uk from '../../messages/uk.json';
import { officeRooms } from '../../vite-words.ts';

const messages: Record<Language, Record<string, string>> = { uk, ru, kk, en };
const sources = import.meta.glob<string>(['../**/*.ts', '../**/*.svelte', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const code = Object.values(sources).join('\n');

const pluralForm = /_(zero|one|two|few|many|other)$/;
const stemOf = (key: string) => key.replace(pluralForm, '');
/** stem → plural category (or `''` where there is only one) → text, of each language */
const stems = Object.fromEntries(languages.map((language) => [language, byStem(messages[language])])) as Record<
  Language,
  Map<string, Map<string, string>>
>;
const stemsOf = (language: Language) => stems[language];
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');

/** All forms of a message in one language. */
const formsOf = (language: Language, stem: string): Map<string, string> => stems[language].get(stem) ?? new Map();

function byStem(texts: Record<string, string>): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const [key, text] of Object.entries(texts)) {
    const stem = stemOf(key);
    found.set(stem, (found.get(stem) ?? new Map<string, string>()).set(key.slice(stem.length + 1), text));
  }
  return found;
}

/** Keys in the sources: whole strings, and beginnings that a template completes. */
const literals = new Set(
  [...code.matchAll(/['"]([a-z][A-Za-z]*(?:\.[A-Za-z0-9]+)+)['"]/g)].map((match) => match[1] ?? ''),
);
const beginnings = [...code.matchAll(/`([a-z][A-Za-z]*(?:\.[A-Za-z]+)*\.)\$\{/g)].map((match) => match[1] ?? '');
const isUsed = (stem: string) => literals.has(stem) || beginnings.some((beginning) => stem.startsWith(beginning));

const rooms = new Set([...stemsOf('uk').keys()].map((stem) => stem.split('.')[0]));

describe('messages', () => {
  test.each(languages)('%s has every key and no other', (language) => {
    expect([...stemsOf(language).keys()].sort()).toEqual([...stemsOf('uk').keys()].sort());
  });

  test('no key is unused', () => {
    expect([...stemsOf('uk').keys()].filter((stem) => !isUsed(stem))).toEqual([]);
  });

  test('no key is missing', () => {
    const called = [...code.matchAll(/\bt\(\s*['"]([a-z][^'"]*)['"]/g)].map((match) => match[1] ?? '');
    const looksLikeKey = [...literals].filter((literal) => rooms.has(literal.split('.')[0]));
    const missing = [...new Set([...called, ...looksLikeKey])].filter((key) => !stemsOf('uk').has(key));
    expect(missing).toEqual([]);
  });

  test('words of the office are used by its pages alone: they come with them', () => {
    const pages =
      'people|people-import|organisations|audit|jobs|operations|record|authoring|course-import|editor|reviews|norms|changes|learners|translation|sharing|question|questions|quizzes|tests|marking|captions|insight';
    const own = new RegExp(`pages/(${pages})/|^\\./(organisations|outline|editor|diff|films|norms|media)/`);
    const key = new RegExp(`['"\`](${officeRooms.join('|')})\\.[A-Za-z]`);
    const elsewhere = Object.entries(sources).filter(([path, text]) => !own.test(path) && key.test(text));
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test('every error of the contract has words', () => {
    expect(errorCodes.filter((name) => !stemsOf('uk').has(`error.${name}`))).toEqual([]);
  });

  test.each(languages)('%s: placeholders are those of the Ukrainian text', (language) => {
    const names = (of: Language, stem: string) =>
      [...new Set([...formsOf(of, stem).values()].flatMap(placeholders))].sort();
    const differing = [...stemsOf('uk').keys()].filter(
      (stem) => String(names(language, stem)) !== String(names('uk', stem)),
    );
    expect(differing).toEqual([]);
  });

  test.each(languages)('%s: plural forms are complete, and each says the number', (language) => {
    const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort().join();
    const plural = [...stemsOf(language).keys()].filter((stem) => !formsOf(language, stem).has(''));
    const wrong = plural.filter((stem) => [...formsOf(language, stem).keys()].sort().join() !== wanted);
    const mute = plural.filter((stem) =>
      [...formsOf(language, stem).values()].some((text) => !text.includes('{{count}}')),
    );
    expect({ wrong, mute }).toEqual({ wrong: [], mute: [] });
  });

  test.each(languages)('%s: calm, and set in the right characters', (language) => {
    const bad = Object.entries(messages[language]).filter(([, text]) => text === '' || /!|\.\.\.|'|"| {2}/.test(text));
    expect(bad).toEqual([]);
  });
});
