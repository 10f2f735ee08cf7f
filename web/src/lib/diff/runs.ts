/** Words → what is written in one go: neighbours in the same dress together. Pure. */
import { normIdOf } from '../norms/norm-link.ts';
import type { Word, WordKind } from './words.ts';

export interface Run {
  kind: WordKind;
  text: string;
  /** the element that carries the first of its marks */
  tag: 'span' | 'strong' | 'em' | 's' | 'code';
  /** classes for the others */
  marks: string;
}

const tags = { code: 'code', strong: 'strong', em: 'em', del: 's' } as const;

export function runsOfWords(words: readonly Word[]): Run[] {
  const runs: (Run & { dress: string })[] = [];
  for (const { kind, text, marks } of words) {
    const last = runs.at(-1);
    if (last && kind === 'word' && last.kind === 'word' && last.dress === marks) last.text += text;
    else runs.push({ kind, text, ...dressed(marks), dress: marks });
  }
  return runs.map(({ kind, text, tag, marks }) => ({ kind, text, tag, marks }));
}

function dressed(dress: string): Pick<Run, 'tag' | 'marks'> & { dress: string } {
  const marks = dress.split(' ').filter(Boolean);
  const name = (Object.keys(tags) as (keyof typeof tags)[]).find((mark) => marks.includes(mark));
  const others = marks.filter((mark) => mark !== name).map((mark) => `is-${mark}`);
  return { tag: name ? tags[name] : 'span', marks: others.join(' '), dress };
}

/** Where a link leads, short enough to read: the end of a long address says more than its middle. */
export function shortAddress(address: string): string {
  const plain = address.replace(/^https?:\/\//, '');
  return plain.length <= 60 ? plain : `${plain.slice(0, 34)}…${plain.slice(-24)}`;
}

/** Is it one of our legal references? Then its last signs tell it from another. */
export const normShort = (address: string): string | null => normIdOf(address)?.slice(-6) ?? null;

/** Spaces at the ends of a change stand outside of its marking. */
export function withoutEdges(words: readonly Word[]): { lead: string; inner: readonly Word[]; trail: string } {
  const isSpace = (word: Word | undefined) => word?.kind === 'word' && word.text.trim() === '';
  if (words.every(isSpace)) return { lead: '', inner: words, trail: '' };
  const [first, last] = [isSpace(words[0]), isSpace(words.at(-1))];
  return {
    lead: first ? ' ' : '',
    inner: words.slice(first ? 1 : 0, last ? -1 : undefined),
    trail: last ? ' ' : '',
  };
}
