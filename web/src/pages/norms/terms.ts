/** Looking through the glossary. Pure. */
import type { Term } from '#contracts/norms.ts';

/** Terms of which a word, in any language, has all that was typed. */
export function termsFound(terms: readonly Term[], typed: string): Term[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return terms.filter(({ word }) => {
    const text = Object.values(word).join(' ').toLowerCase();
    return words.every((one) => text.includes(one));
  });
}
