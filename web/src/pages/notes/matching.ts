/** Notes that have all the words looked for, in their own words or in the passage; by the beginnings of words. Pure. */
import type { ShownNote } from '../../lib/study/note-list.ts';
import { plainLetters, wordsIn } from '../../lib/words/words-in.ts';

const plainWords = (text: string): string[] => wordsIn(text).map(({ word }) => plainLetters(word));

export function matching(notes: readonly ShownNote[], query: string): ShownNote[] {
  const wanted = plainWords(query);
  if (wanted.length === 0) return [...notes];
  return notes.filter(({ text, passage }) => {
    const words = plainWords(`${text} ${passage?.quote ?? ''}`);
    return wanted.every((each) => words.some((word) => word.startsWith(each)));
  });
}
