/** Terms of the glossary that a source uses, and how the glossary translates them. Pure. */
import type { Language } from '#contracts/common.ts';
import type { Term } from '#contracts/norms.ts';
import { termFinder } from '../glossary/terms-in-text.ts';
import { linesOf } from '../diff/lines.ts';
import { textOf } from '../diff/words.ts';

export interface TermHint {
  term: Term;
  /** as the source has it */
  found: string;
  /** what to write; the glossary’s word in its basic form */
  word: string;
  /** is it in the translation, in whatever form? */
  used: boolean;
}

export type Hinter = (source: string, target: string) => TermHint[];

/** Makes the rule for one pair of languages. Each term is named once, in the order of the source. */
export function hinter(terms: readonly Term[], from: Language, to: Language): Hinter {
  const known = terms.filter(({ word }) => word[from] && word[to]);
  const [inSource, inTarget] = [termFinder(known, from), termFinder(known, to)];
  return (source, target) => {
    const text = plain(source);
    const used = new Set(inTarget(plain(target)).flatMap((each) => each.terms.map(({ id }) => id)));
    const found = new Map<string, TermHint>();
    for (const { start, end, terms: some } of inSource(text))
      for (const term of some)
        if (!found.has(term.id))
          found.set(term.id, {
            term,
            found: text.slice(start, end),
            word: term.word[to] ?? '',
            used: used.has(term.id),
          });
    return [...found.values()];
  };
}

/** Markdown without its signs, line by line. */
const plain = (markdown: string): string =>
  linesOf(markdown)
    .map(({ cells }) => cells.map(textOf).join(' | '))
    .join('\n');
