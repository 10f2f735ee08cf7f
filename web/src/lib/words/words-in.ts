/** The words of a text with their places, and how words are compared. Pure. */

export interface WordAt {
  /** as compared: small letters without apostrophes and stress marks */
  word: string;
  /** the first character and the one behind the last */
  start: number;
  end: number;
}

/** Letters with the apostrophes and soft hyphens inside them; what a hyphen joins are two words. */
const pieces = /[\p{L}\p{N}\p{M}]+(?:['’ʼ‘`´\u00ad][\p{L}\p{M}]+)*/gu;

export const wordsIn = (text: string): WordAt[] =>
  [...text.matchAll(pieces)].map(({ 0: piece, index }) => ({
    word: folded(piece),
    start: index,
    end: index + piece.length,
  }));

/** Small letters; one ґ, one е with or without dots; apostrophes, stress marks and soft hyphens do not count. */
export const folded = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’ʼ‘`´\u00ad]|\u0300|\u0301/g, '')
    .replaceAll('ґ', 'г')
    .replaceAll('ё', 'е');

const alike: Record<string, string> = {
  є: 'е',
  ї: 'і',
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
};

/** As a keyboard of another language writes it: «кукык» for «құқық», «е» for «є». */
export const plainLetters = (word: string): string =>
  word.replaceAll(/[єїәғқңөұүһ]/g, (letter) => alike[letter] ?? letter);
