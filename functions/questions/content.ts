/** What stands in a question: its texts, what they refer to, how it reads in a list. Pure. */
import { languages, type Localised } from '#contracts/common.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';

/** characters of a question in a list, as the contract has it */
const excerptMax = 200;
/** characters by which a long one is found, in each language */
const searchedMax = 500;

/** Every text of a question in its languages, wherever it stands: whatever has languages for its fields. */
export function textsIn(value: unknown): Localised[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  const names = Object.keys(value);
  const isText = names.length > 0 && names.every((name) => (languages as readonly string[]).includes(name));
  return isText ? [value as Localised] : Object.values(value).flatMap(textsIn);
}

const picture = /!\[((?:[^\]\\]|\\.)*)\]\(media:(mda_[0-9A-HJKMNP-TV-Z]{26})[^)]*\)/g;
const norm = /\(norm:(art_[0-9A-HJKMNP-TV-Z]{26})\)/g;
const gap = /\{\{[a-z0-9]{1,12}\}\}/g;

const found = (content: QuestionContent, sign: RegExp, group: number): string[] => [
  ...new Set(
    textsIn(content)
      .flatMap((texts) => Object.values(texts))
      .flatMap((text) => [...text.matchAll(sign)].map((match) => match[group] ?? '')),
  ),
];

/** Pictures by their media ids. */
export const picturesIn = (content: QuestionContent): string[] => found(content, picture, 2);
/** Articles that texts refer to. */
export const normsIn = (content: QuestionContent): string[] => found(content, norm, 1);
/** Markdown as words on one line: what a list shows. */
export function plain(markdown: string): string {
  return (
    markdown
      .replaceAll(picture, '$1')
      .replaceAll(/\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, '$1')
      .replaceAll(gap, '…')
      .replaceAll(/[*_`~]+/g, '')
      .replaceAll(/^\s*(?:#{1,6}|>)+/gm, ' ')
      .replaceAll('|', ' ')
      // what a line of a list may not hold: control characters, signs that turn around what follows
      .replaceAll(/[\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069\s]+/g, ' ')
      .trim()
  );
}

/** The beginning, not in the middle of a character. */
const beginning = (text: string, max: number): string =>
  text.length <= max
    ? text
    : `${text
        .slice(0, max - 1)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`;

/** What it asks, by language, as a list shows it. */
export const excerptOf = ({ ask }: Pick<QuestionContent, 'ask'>): Localised =>
  Object.fromEntries(
    Object.entries(ask).map(([language, text]) => [language, beginning(plain(text) || '…', excerptMax)]),
  );

/** Words as they are compared: small letters and digits, ґ as г and ё as е, apostrophes left out, since people type either. */
export const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’ʼ‘`´]/g, '')
    .replaceAll('ґ', 'г')
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** By what a question is found, where its excerpt does not hold all of it. */
export function searchedOf({ ask }: Pick<QuestionContent, 'ask'>): string | undefined {
  const texts = Object.values(ask).map(plain);
  if (texts.every((text) => text.length <= excerptMax)) return undefined;
  return texts.map((text) => folded(text.slice(0, searchedMax))).join('\n');
}

/** Has it all the words that are looked for? */
export function hasWords(searched: { ask: Localised; searched?: string | undefined }, wanted: string): boolean {
  const text = searched.searched ?? folded(Object.values(searched.ask).join('\n'));
  return folded(wanted)
    .split(' ')
    .every((word) => text.includes(word));
}
