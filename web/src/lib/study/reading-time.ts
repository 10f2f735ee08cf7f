/** How long a text takes to read. An estimate by its words, never more exact than a minute. Pure. */
import type { Language } from '#contracts/common.ts';
import { countWords } from '#contracts/word-count.ts';

/**
 * Words a minute of who reads to learn, slower than a novel. Kazakh puts into one word what English says in three, so that
 * the same text takes about as long in every language.
 */
const wordsAMinute: Record<Language, number> = { uk: 160, ru: 165, kk: 155, en: 200 };
const secondsAPicture = 12;
/** beyond its words: rows are compared with each other */
const secondsARow = 4;

const definitions = /^\[\^[^\]]+\]:.*(?:\n(?: {2,}|\t).*)*/gm;
const addresses = /\]\([^)]*\)/g;
const pictures = /!\[/g;
const rows = /^ *\|.*\|/gm;

/** Whole minutes of a Markdown text, at least one; footnotes are looked up, not read. */
export function readingMinutes(source: string, language: Language): number {
  const text = source.replace(definitions, '').replace(/\[\^[^\]]+\]/g, '');
  const words = countWords(text.replace(addresses, ']'));
  const looking = count(text, pictures) * secondsAPicture + count(text, rows) * secondsARow;
  return Math.max(1, Math.round(words / wordsAMinute[language] + looking / 60));
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
