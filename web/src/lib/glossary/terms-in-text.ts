/**
 * Words of the glossary in a plain text, in whatever form they stand: «домашнього насильства» is «домашнє насильство».
 * The one rule for readers' pop-ups and for translators' hints. Pure.
 */
import type { Language } from '#contracts/common.ts';
import type { Term } from '#contracts/norms.ts';
import { stemOf } from '../words/stem.ts';
import { wordsIn, type WordAt } from '../words/words-in.ts';

/** A place in the text: from `start` to before `end`. */
export interface TermAt<T> {
  start: number;
  end: number;
  /** several where one word stands for several terms («report») */
  terms: readonly T[];
}

type Worded = Pick<Term, 'word'>;

interface Entry<T> {
  stems: readonly string[];
  terms: T[];
}

/** What may stand between the words of one term: spaces and hyphens on one line. */
const between = /^[ \t\u00a0\u2009\u202f\u2010\u2011-]{1,3}$/;

/**
 * Makes the finder for one language; terms without a word in it are not looked for. Of terms that begin at the same
 * word the longest counts («слідчий суддя», not «слідчий»), and no two overlap.
 */
export function termFinder<T extends Worded>(terms: readonly T[], language: Language): (text: string) => TermAt<T>[] {
  const byFirst = entriesOf(terms, language);
  if (byFirst.size === 0) return () => [];
  return (text) => {
    const words = wordsIn(text);
    const stems = words.map(({ word }) => stemOf(word, language));
    const found: TermAt<T>[] = [];
    for (let at = 0; at < words.length;) {
      const entry = byFirst.get(stems[at]!)?.find((each) => standsAt(each, { text, words, stems }, at));
      const length = entry?.stems.length ?? 0;
      if (entry) found.push({ start: words[at]!.start, end: words[at + length - 1]!.end, terms: entry.terms });
      at += Math.max(length, 1);
    }
    return found;
  };
}

/** By the first word's stem, longest first. */
function entriesOf<T extends Worded>(terms: readonly T[], language: Language): Map<string, Entry<T>[]> {
  const entries = new Map<string, Entry<T>>();
  for (const term of terms) {
    const stems = wordsIn(term.word[language] ?? '').map(({ word }) => stemOf(word, language));
    if (stems.length === 0) continue;
    const key = stems.join(' ');
    const entry = entries.get(key);
    if (entry) entry.terms.push(term);
    else entries.set(key, { stems, terms: [term] });
  }
  const longestFirst = [...entries.values()].sort((a, b) => b.stems.length - a.stems.length);
  const byFirst = new Map<string, Entry<T>[]>();
  for (const entry of longestFirst) byFirst.set(entry.stems[0]!, [...(byFirst.get(entry.stems[0]!) ?? []), entry]);
  return byFirst;
}

interface Read {
  text: string;
  words: readonly WordAt[];
  stems: readonly string[];
}

function standsAt({ stems }: Entry<unknown>, read: Read, at: number): boolean {
  return stems.every((stem, step) => {
    if (read.stems[at + step] !== stem) return false;
    const gap = read.text.slice(read.words[at + step - 1]?.end ?? 0, read.words[at + step]!.start);
    return step === 0 || between.test(gap);
  });
}
