/** Does a text somebody typed fit a pattern somebody wrote? */

/** How a text is compared; the fields of a question of short text and of a gap. */
export interface Comparison {
  matchCase: boolean;
  matchDiacritics: boolean;
  foldLookAlikes: boolean;
}

/** Stands for `\*`, a star that means itself, while stars are looked for. */
const literalStar = '\uE000';

/**
 * `*` stands for any text, also none; `\*` for a star. What looks the same is the same: kinds of spaces, of apostrophes, dashes and
 * quotation marks, composed and decomposed letters, signs without width.
 */
export function fits(typed: string, pattern: string, how: Comparison): boolean {
  const answer = plain(typed);
  const wanted = plain(pattern.replaceAll(String.raw`\*`, literalStar));
  return foldsOf(how).some((fold) => glob(fold(answer), fold(wanted)));
}

/** A pattern as one shows it to people: stars that mean anything become an ellipsis. */
export const readable = (pattern: string): string =>
  pattern
    .replaceAll(String.raw`\*`, literalStar)
    .replaceAll('*', '…')
    .replaceAll(literalStar, '*')
    .trim();

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\u00ad|[\u200b-\u200f]|\u2060|\ufe0f|\ufeff/g, '')
    .replaceAll(/[’‘ʼʻ‛´`′]/g, "'")
    .replaceAll(/[‐‑‒–—―−]/g, '-')
    .replaceAll(/[«»“”„‟]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim();

type Fold = (text: string) => string;

/**
 * Look-alikes are letters of the same case: Latin `B` looks like `В`, `b` does not look like `в`. So without case a text is tried
 * both ways: its case taken away before look-alikes (`Type B` is `type b`) and after (`Bерба` is `верба`).
 */
function foldsOf({ matchCase, matchDiacritics, foldLookAlikes }: Comparison): Fold[] {
  const marks: Fold = matchDiacritics ? (text) => text : withoutMarks;
  const low: Fold = matchCase ? (text) => text : (text) => text.toLowerCase();
  if (!foldLookAlikes) return [(text) => marks(low(text))];
  const both: Fold[] = [(text) => marks(cyrillic(low(text))), (text) => marks(low(cyrillic(text)))];
  return matchCase ? both.slice(0, 1) : both;
}

/**
 * Unicode’s canonical decomposition says what is a mark: й is и with one, ё is е, ї is і, é is e. Letters that only look
 * like others with something on them – ґ қ ғ ң ұ ү ө ә һ є – have none and stay themselves.
 */
const withoutMarks: Fold = (text) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC');

/** From Unicode’s confusables (UTS 39). Only Latin to Cyrillic: two letters of one alphabet never become one. */
const lookAlikes = new Map(
  [
    ['ABCEHIJKMOPSTXYƏ', 'АВСЕНІЈКМОРЅТХУӘ'],
    ['acehijopsxyə', 'асеһіјорѕхуә'],
  ].flatMap(([latin, other]) => [...latin!].map((letter, at) => [letter, [...other!][at]!] as const)),
);
/** Decomposed: ï then becomes ї, and ë ё. */
const cyrillic: Fold = (text) =>
  [...text.normalize('NFD')]
    .map((letter) => lookAlikes.get(letter) ?? letter)
    .join('')
    .normalize('NFC');

/** Each piece between stars where it first fits: one pass, whatever the pattern. */
function glob(text: string, pattern: string): boolean {
  const pieces = pattern.split('*').map((piece) => piece.replaceAll(literalStar, '*'));
  if (pieces.length === 1) return text === pieces[0];
  const head = pieces[0]!;
  const tail = pieces.at(-1)!;
  const end = text.length - tail.length;
  if (!text.startsWith(head) || !text.endsWith(tail) || end < head.length) return false;
  let from = head.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
