/** Inline tokens of Markdown → text with marks. Pure. */
import type { Token, Tokens } from 'marked';
import { decodeEntities } from '../markdown/text.ts';
import type { FootnoteRefToken } from '../markdown/tokens.ts';
import { node, textNode, type DocNode, type Mark } from './doc.ts';

/** label → the note’s Markdown, as it stands in the same text */
export type Notes = ReadonlyMap<string, string>;

const markOf: Record<string, Mark> = {
  strong: { type: 'bold' },
  em: { type: 'italic' },
  del: { type: 'strike' },
};

export function inlineFrom(tokens: readonly Token[] | undefined, notes: Notes, marks: Mark[] = []): DocNode[] {
  return merged((tokens ?? []).flatMap((token) => fromToken(token, notes, marks)));
}

function fromToken(token: Token, notes: Notes, marks: Mark[]): DocNode[] {
  const mark = markOf[token.type];
  if (mark) return inlineFrom('tokens' in token ? token.tokens : [], notes, withMark(marks, mark));
  switch (token.type) {
    case 'text':
      return token.tokens ? inlineFrom(token.tokens, notes, marks) : text(decodeEntities(token.text), marks);
    case 'escape':
      return text(token.text, marks);
    case 'codespan':
      return text(token.text, withMark(marks, { type: 'code' }));
    case 'br':
      return [node('hardBreak')];
    case 'link':
      return linkFrom(token as Tokens.Link, notes, marks);
    case 'image':
      return [{ ...node('rawInline', undefined, { source: token.raw }), ...(marks.length ? { marks } : {}) }];
    case 'footnoteRef': {
      const { label } = token as FootnoteRefToken;
      return [node('footnote', undefined, { label, text: notes.get(label) ?? null })];
    }
    case 'checkbox':
      return [];
    default:
      return text(token.raw, marks);
  }
}

function linkFrom(token: Tokens.Link, notes: Notes, marks: Mark[]): DocNode[] {
  const link: Mark = { type: 'link', attrs: { href: decodeEntities(token.href) } };
  return inlineFrom(token.tokens, notes, withMark(marks, link));
}

/** Line breaks of the source are spaces to a reader. */
function text(value: string, marks: Mark[]): DocNode[] {
  const words = value.replace(/[ \t]*\n[ \t]*/g, ' ');
  return words ? [textNode(words, marks)] : [];
}

const order = ['link', 'bold', 'italic', 'strike', 'code'];

/** Marks always stand in the order of the schema, each once. */
function withMark(marks: Mark[], mark: Mark): Mark[] {
  const others = marks.filter(({ type }) => type !== mark.type);
  return [...others, mark].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

/** Neighbouring texts with the same marks are one text. */
export function merged(nodes: DocNode[]): DocNode[] {
  const result: DocNode[] = [];
  for (const next of nodes) {
    const last = result.at(-1);
    if (last?.type === 'text' && next.type === 'text' && sameMarks(last, next))
      result[result.length - 1] = { ...last, text: `${last.text ?? ''}${next.text ?? ''}` };
    else result.push(next);
  }
  return result;
}

export const sameMarks = (a: DocNode, b: DocNode): boolean =>
  JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
