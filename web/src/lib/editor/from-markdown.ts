/** Markdown of a segment → nodes of the document. Pure; `segment.ts` sees to it that nothing is lost on the way. */
import type { Token, Tokens } from 'marked';
import { calloutKinds, type CalloutKind } from '../markdown/model.ts';
import { tokensOf, type FootnoteToken } from '../markdown/tokens.ts';
import { contentOf, node, textNode, type DocNode } from './doc.ts';
import { inlineFrom, type Notes } from './inline-from-markdown.ts';

/** deeper than any lesson; what goes further stays as source */
export const depthMax = 12;

/** Thrown where a text has something that the document cannot hold. */
export class NotForUs extends Error {}

interface Context {
  notes: Notes;
  depth: number;
}

export function nodesOf(source: string): DocNode[] {
  const tokens = tokensOf(source);
  const notes = notesOf(tokens);
  const nodes = blocksFrom(tokens, { notes, depth: 0 });
  const lost = [...notes.keys()].filter((label) => !nodes.some((each) => mentions(each, label)));
  if (lost.length > 0) throw new NotForUs('a note that nothing refers to');
  return nodes;
}

function notesOf(tokens: readonly Token[]): Map<string, string> {
  const notes = new Map<string, string>();
  for (const token of tokens) {
    if (token.type !== 'footnote') continue;
    const { label, raw } = token as FootnoteToken;
    if (notes.has(label)) throw new NotForUs('a note twice');
    notes.set(label, sourceOfNote(raw, label));
  }
  return notes;
}

const sourceOfNote = (raw: string, label: string): string =>
  raw
    .slice(`[^${label}]:`.length)
    .replace(/\n(?: {1,4}|\t)/g, '\n')
    .trim();

const mentions = (of: DocNode, label: string): boolean =>
  (of.type === 'footnote' && of.attrs?.['label'] === label) || contentOf(of).some((each) => mentions(each, label));

function blocksFrom(tokens: readonly Token[], context: Context): DocNode[] {
  if (context.depth > depthMax) throw new NotForUs('too deep');
  return tokens.flatMap((token) => fromToken(token, { ...context, depth: context.depth + 1 }));
}

function fromToken(token: Token, context: Context): DocNode[] {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return [];
    case 'footnote':
      if (context.depth > 1) throw new NotForUs('a note inside');
      return [];
    case 'heading':
      return [node('heading', inlineFrom(token.tokens, context.notes), { level: levelOf(token.depth) })];
    case 'paragraph':
      return [node('paragraph', inlineFrom(token.tokens, context.notes))];
    case 'text':
      return [node('paragraph', inlineFrom(token.tokens ?? [token], context.notes))];
    case 'list':
      return [listFrom(token as Tokens.List, context)];
    case 'blockquote':
      return [calloutFrom(token as Tokens.Blockquote, context) ?? quoteFrom(token.tokens ?? [], context)];
    case 'code':
      return [codeFrom(token as Tokens.Code)];
    case 'hr':
      return [node('horizontalRule')];
    case 'table':
      return [tableFrom(token as Tokens.Table, context)];
    default:
      throw new NotForUs(token.type);
  }
}

const levelOf = (depth: number) => Math.min(4, Math.max(2, depth));

/** The lexer counts empty lines before the closing fence wrongly; at the end of code they say nothing. */
function codeFrom(token: Tokens.Code): DocNode {
  const text = token.text.replace(/\n+$/, '');
  return node('codeBlock', text ? [textNode(text)] : [], { language: token.lang || null });
}

const quoteFrom = (tokens: readonly Token[], context: Context): DocNode =>
  node('blockquote', filled(blocksFrom(tokens, context)));

function listFrom(token: Tokens.List, context: Context): DocNode {
  const items = token.items.map((item) =>
    node('listItem', itemContent(blocksFrom(item.tokens, context)), { checked: item.task ? !!item.checked : null }),
  );
  const tight = !token.loose;
  if (!token.ordered) return node('bulletList', items, { tight });
  return node('orderedList', items, { tight, start: token.start === '' ? 1 : Number(token.start) });
}

/** An item begins with a paragraph, even an empty one. */
function itemContent(blocks: DocNode[]): DocNode[] {
  return blocks[0]?.type === 'paragraph' ? blocks : [node('paragraph', []), ...blocks];
}

const filled = (blocks: DocNode[]) => (blocks.length > 0 ? blocks : [node('paragraph', [])]);

const mark = /^\[!([A-Z]+)\][ \t]*(?:\n|$)/;

function calloutFrom(token: Tokens.Blockquote, context: Context): DocNode | null {
  const kind = kindOf(token.text);
  const [first, ...rest] = kind ? blocksFrom(token.tokens, context) : [];
  if (!kind || first?.type !== 'paragraph') return null;
  const [title, ...body] = titled([...withoutMark(first, kind), ...rest]);
  return node('callout', [title, ...filled(body)], { kind });
}

function kindOf(text: string): CalloutKind | undefined {
  const name = mark.exec(text)?.[1]?.toLowerCase();
  return calloutKinds.find((kind) => kind === name);
}

/** The paragraph without `[!NOTE]`; none where the mark stood alone. */
function withoutMark(paragraph: DocNode, kind: CalloutKind): DocNode[] {
  const [lead, ...others] = contentOf(paragraph);
  const text = lead?.type === 'text' ? (lead.text ?? '') : '';
  const length = `[!${kind}]`.length;
  const left = text.slice(length).trimStart();
  const children = left ? [textNode(left, lead?.marks ?? []), ...others] : others;
  const trimmed = children[0]?.type === 'hardBreak' ? children.slice(1) : children;
  return trimmed.length > 0 ? [node('paragraph', trimmed)] : [];
}

/** A first sentence in bold alone is the title. */
function titled(blocks: DocNode[]): [DocNode, ...DocNode[]] {
  const [first, ...rest] = blocks;
  const children = first?.type === 'paragraph' ? contentOf(first) : [];
  const bold = children.length > 0 && children.every((each) => each.marks?.some(({ type }) => type === 'bold'));
  if (!bold) return [node('calloutTitle', []), ...blocks];
  return [node('calloutTitle', children.map(withoutBold)), ...rest];
}

function withoutBold({ marks = [], ...rest }: DocNode): DocNode {
  const others = marks.filter(({ type }) => type !== 'bold');
  return others.length > 0 ? { ...rest, marks: others } : rest;
}

function tableFrom(token: Tokens.Table, { notes }: Context): DocNode {
  const cell = (type: 'tableHeader' | 'tableCell') => (each: Tokens.TableCell) =>
    node(type, [node('paragraph', inlineFrom(each.tokens, notes))], { align: each.align ?? null });
  const head = node('tableRow', token.header.map(cell('tableHeader')));
  const rows = token.rows.map((row) => node('tableRow', row.map(cell('tableCell'))));
  return node('table', [head, ...rows]);
}
