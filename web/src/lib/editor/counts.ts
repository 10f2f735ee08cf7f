/** How long a text is for its reader. Pure. */

/** words a minute: calm reading of instructive text in languages with long words */
const wordsPerMinute = 160;

export const readingMinutes = (words: number): number => Math.max(1, Math.round(words / wordsPerMinute));
