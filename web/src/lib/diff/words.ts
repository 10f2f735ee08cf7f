/** What differences are counted in: words with their formatting. Pure. */

/** word: letters, space or a sign · address: where a link leads · note: mark of a footnote · picture: what one shows */
export type WordKind = 'word' | 'address' | 'note' | 'picture';
export type Mark = 'strong' | 'em' | 'del' | 'code' | 'link';

export interface Word {
  text: string;
  kind: WordKind;
  /** sorted, joined by spaces */
  marks: string;
}

/**
 * Letters with the apostrophes and hyphens inside them («п’ять», «72-годинний», «қала-ау») stay one word, and so do
 * numbers with their signs («72,5», «21:40»); a run of spaces is one; every other sign stands by itself.
 */
const pieces =
  /\p{N}+(?:[.,:/]\p{N}+)+|[\p{L}\p{N}\p{M}]+(?:['’ʼ‘`‐‑-][\p{L}\p{N}\p{M}]+)*|(?:\p{Extended_Pictographic}[\ufe0f\u200d]*)+|\s+|./gsu;

const letters = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

export const wordsOf = (text: string, marks = ''): Word[] =>
  (text.match(pieces) ?? []).map((piece) => ({ text: piece, kind: 'word', marks }));

/** The same word in the same dress? Spaces are all alike, in whatever dress. */
export const keyOf = ({ text, kind, marks }: Word): string =>
  kind === 'word' && text.trim() === '' ? ' ' : `${kind}|${marks}|${text}`;

/** Does it say something, or does it only part what does? */
export const speaks = ({ text, kind }: Word): boolean => kind !== 'word' || letters.test(text);

export const textOf = (words: readonly Word[]): string => words.map((word) => word.text).join('');
