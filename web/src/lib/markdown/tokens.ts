/** Markdown → tokens: CommonMark and GFM by `marked`, plus footnotes (`[^1]` and `[^1]: …`). Makes no HTML. */
import { Marked, type Token, type TokenizerExtension, type Tokens } from 'marked';
import { noteDefinition, noteReference, noteStart } from '#contracts/footnotes.ts';

export interface FootnoteToken extends Tokens.Generic {
  type: 'footnote';
  label: string;
  tokens: Token[];
}
export interface FootnoteRefToken extends Tokens.Generic {
  type: 'footnoteRef';
  label: string;
}

const footnote: TokenizerExtension = {
  name: 'footnote',
  level: 'block',
  start: noteStart,
  tokenizer(source) {
    const match = noteDefinition.exec(source);
    if (!match) return undefined;
    const text = (match[2] ?? '').replace(/\n(?: {1,4}|\t)/g, '\n');
    const tokens: Token[] = [];
    this.lexer.blockTokens(text, tokens);
    return { type: 'footnote', raw: match[0], label: match[1], tokens };
  },
};

const footnoteRef: TokenizerExtension = {
  name: 'footnoteRef',
  level: 'inline',
  start(source) {
    const found = source.indexOf('[^');
    return found < 0 ? undefined : found;
  },
  tokenizer(source) {
    const match = noteReference.exec(source);
    return match ? { type: 'footnoteRef', raw: match[0], label: match[1] } : undefined;
  },
};

const markdown = new Marked({ extensions: [footnote, footnoteRef] });

/** Tokens of a text; a text nested too deep for the lexer comes back as one plain paragraph. */
export function tokensOf(source: string): Token[] {
  try {
    return markdown.lexer(source);
  } catch {
    return [{ type: 'html', raw: source, text: source, block: true, pre: false } as Tokens.HTML];
  }
}
