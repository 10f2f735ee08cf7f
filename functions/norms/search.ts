/** Finding articles by words. Pure. */
import type { Localised } from '#contracts/common.ts';

/** As much of an article's texts as is looked through; the list stays light. */
const textMax = 1500;

/** Words as they are compared: small letters, one apostrophe, ґ as г and ё as е, since people type either. */
export const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’ʼ‘`´]/g, "'")
    .replaceAll('ґ', 'г')
    .replaceAll('ё', 'е')
    .replaceAll(/\s+/g, ' ')
    .trim();

export interface Searched {
  code: string;
  reference: string;
  topics: readonly string[];
  wordings: readonly { text: Localised }[];
}

/** What an article is found by. */
export function searchText({ code, reference, topics, wordings }: Searched): string {
  const texts = [...new Set(wordings.flatMap(({ text }) => Object.values(text)))].join(' ');
  return folded([code, reference, ...topics, texts].join(' ')).slice(0, textMax);
}

/** Has it all the words looked for? Numbers count as a whole: «23» is not found in «230». */
export function matches(text: string, wanted: string): boolean {
  const words = folded(wanted).split(' ').filter(Boolean);
  return words.every((word) => (/^\d+$/.test(word) ? numberIn(text, word) : text.includes(word)));
}

const numberIn = (text: string, number: string): boolean => new RegExp(`(?<!\\d)${number}(?!\\d)`).test(text);
