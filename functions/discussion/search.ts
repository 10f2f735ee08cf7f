/** Search in posts: every word that is looked for begins some word of the text, whatever its ending. Pure. */
import { withMentions } from '#contracts/mentions.ts';

const wordsOf = (text: string): string[] => text.toLocaleLowerCase().match(/[\p{L}\p{N}’'ʼ]+/gu) ?? [];

/** A word without what it may end with in another case or number: short ones stay whole. */
const root = (word: string): string => {
  const letters = [...word];
  const kept = letters.length > 6 ? letters.length - 3 : letters.length > 4 ? letters.length - 1 : letters.length;
  return letters.slice(0, kept).join('');
};

/** What a text has to hold. */
export const rootsOf = (query: string): string[] => wordsOf(query).map(root);

/** Does the text hold all of them? Nothing to look for is found nowhere. */
export function holds(text: string, roots: readonly string[]): boolean {
  const words = wordsOf(withMentions(text, () => ' '));
  return roots.length > 0 && roots.every((each) => words.some((word) => word.startsWith(each)));
}

const around = 90;

/** The words around the first that was found, without Markdown's signs. */
export function excerptOf(text: string, roots: readonly string[] = []): string {
  const plain = withMentions(text, () => '@…')
    .replaceAll(/[*_`>#[\]|]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const lower = plain.toLocaleLowerCase();
  const at = Math.max(
    0,
    Math.min(...roots.map((each) => lower.indexOf(each)).filter((index) => index >= 0), plain.length),
  );
  const start = at === plain.length ? 0 : Math.max(0, at - around);
  const cut = [...plain.slice(start, start + 2 * around)].join('').toWellFormed();
  return `${start > 0 ? '…' : ''}${cut}${start + 2 * around < plain.length ? '…' : ''}`;
}
