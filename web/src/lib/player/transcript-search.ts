/** Words looked for in a transcript, in whatever form they stand there. Pure. */
import type { Language } from '#contracts/common.ts';
import { stemOf } from '../words/stem.ts';
import { plainLetters, wordsIn } from '../words/words-in.ts';
import type { Line } from './vtt.ts';

export interface Part {
  text: string;
  hit: boolean;
}
/** index of a line → the line in parts; only those where every word is found */
export type Found = ReadonlyMap<number, readonly Part[]>;

const wordsMax = 8;

export function findIn(lines: readonly Line[], query: string, language: Language): Found {
  const wanted = wordsIn(query)
    .slice(0, wordsMax)
    .map(({ word }) => formsOf(word, language));
  if (wanted.length === 0) return new Map();
  const places = lines.flatMap(({ text }, index) => {
    const words = wordsIn(text).map((each) => ({ ...each, ...formsOf(each.word, language) }));
    if (!wanted.every((one) => words.some((word) => fits(word, one)))) return [];
    const hits = words.filter((word) => wanted.some((one) => fits(word, one)));
    return [[index, partsOf(text, hits)] as const];
  });
  return new Map(places);
}

interface Forms {
  plain: string;
  stem: string;
}

const formsOf = (word: string, language: Language): Forms => ({
  plain: plainLetters(word),
  stem: plainLetters(stemOf(word, language)),
});

/** Another form of the word, or a word of which this is the beginning: it may not be typed to its end yet. */
const fits = (word: Forms, wanted: Forms): boolean => word.stem === wanted.stem || word.plain.startsWith(wanted.plain);

function partsOf(text: string, hits: readonly { start: number; end: number }[]): Part[] {
  const ends = [0, ...hits.map(({ end }) => end)];
  const parts = hits.flatMap(({ start, end }, at) => [
    { text: text.slice(ends[at], start), hit: false },
    { text: text.slice(start, end), hit: true },
  ]);
  return [...parts, { text: text.slice(ends.at(-1)), hit: false }].filter(({ text: piece }) => piece !== '');
}

/** The next place after a line; after the last one the first again. */
export function nextFound(found: Found, after: number): number | undefined {
  const places = [...found.keys()];
  return places.find((place) => place > after) ?? places[0];
}
