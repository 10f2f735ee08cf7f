/** Call-outs as GitHub writes them: a quotation that begins with `[!NOTE]`; a first sentence in bold is its title. */
import type { Tokens } from 'marked';
import { blocksOf, type BlockContext } from './blocks.ts';
import { calloutKinds, type Block, type CalloutKind, type Inline } from './model.ts';

const mark = /^\s*\[!([A-Z]+)\][ \t]*(?:\n|$)/;

export function calloutOf(token: Tokens.Blockquote, context: BlockContext): Block | null {
  const name = mark.exec(token.text)?.[1]?.toLowerCase();
  const kind = calloutKinds.find((each) => each === name);
  if (!kind) return null;
  return withTitle(kind, withoutMark(blocksOf(token.tokens, context)));
}

function withoutMark([first, ...rest]: Block[]): Block[] {
  if (first?.type !== 'paragraph') return rest;
  const [lead, ...others] = first.children;
  if (lead?.type !== 'text') return rest;
  const text = lead.text.replace(mark, '');
  const children = trimBreak(text ? [{ type: 'text', text }, ...others] : others);
  return children.length ? [{ type: 'paragraph', children }, ...rest] : rest;
}

function trimBreak(children: Inline[]): Inline[] {
  return children[0]?.type === 'break' ? children.slice(1) : children;
}

function withTitle(kind: CalloutKind, blocks: Block[]): Block {
  const [first, ...rest] = blocks;
  const only = first?.type === 'paragraph' && first.children.length === 1 ? first.children[0] : undefined;
  if (only?.type === 'strong') return { type: 'callout', kind, title: only.children, blocks: rest };
  return { type: 'callout', kind, title: null, blocks };
}
