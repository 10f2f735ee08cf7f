/** How long a text is for its reader. Pure. */

/** words a minute: calm reading of instructive text in languages with long words */
const wordsPerMinute = 160;

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[’'ʼ\-–][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

export const readingMinutes = (words: number): number => Math.max(1, Math.round(words / wordsPerMinute));
