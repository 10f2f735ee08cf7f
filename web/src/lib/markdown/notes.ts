/** Numbers footnotes in the order of their first mention and keeps track of every mention, for the way back. */
import type { Token } from 'marked';
import type { Inline } from './model.ts';
import type { FootnoteToken } from './tokens.ts';

interface Mention {
  number: number;
  references: string[];
  tokens: Token[];
}

export interface NoteBook {
  /** The mark in the text; without a definition the label stays visible as written. */
  refer(label: string, raw: string): Inline;
  /** The mention that comes next in order and has not been taken yet (a note may mention further notes). */
  take(): Mention | undefined;
}

/** A book over the definitions found at the top level of the text. */
export function noteBook(tokens: Token[]): NoteBook {
  const definitions = new Map<string, Token[]>();
  for (const token of tokens) {
    if (token.type !== 'footnote') continue;
    const { label, tokens: body } = token as FootnoteToken;
    if (!definitions.has(label)) definitions.set(label, body);
  }
  const mentions = new Map<string, Mention>();
  let taken = 0;
  return {
    refer(label, raw) {
      const body = definitions.get(label);
      if (!body) return { type: 'text', text: raw };
      const mention = mentions.get(label) ?? { number: mentions.size + 1, references: [], tokens: body };
      mentions.set(label, mention);
      const id = `ref-${mention.number}-${mention.references.length + 1}`;
      mention.references.push(id);
      return { type: 'reference', number: mention.number, id, target: noteId(mention.number) };
    },
    take: () => [...mentions.values()][taken++],
  };
}

export function noteId(number: number): string {
  return `note-${number}`;
}
