/** Block tokens → view model. */
import type { Token, Tokens } from 'marked';
import { calloutOf } from './callouts.ts';
import { inlinesOf, pictureOf, type InlineContext } from './inlines.ts';
import { anchorId } from './links.ts';
import { plainText, type Block, type Inline } from './model.ts';
import { tableOf } from './tables.ts';
import { decodeEntities } from './text.ts';

export interface BlockContext extends InlineContext {
  slug(text: string): string;
}

export function blocksOf(tokens: Token[], context: BlockContext): Block[] {
  const blocks: Block[] = [];
  for (const token of tokens) {
    const block =
      token.type === 'table' ? withCaption(token as Tokens.Table, blocks, context) : blockOf(token, context);
    if (block) blocks.push(block);
  }
  return blocks;
}

function blockOf(token: Token, context: BlockContext): Block | null {
  switch (token.type) {
    case 'heading':
      return headingOf(token as Tokens.Heading, context);
    case 'paragraph':
      return (
        figureOf(token as Tokens.Paragraph, context) ?? {
          type: 'paragraph',
          children: inlinesOf(token.tokens, context),
        }
      );
    case 'text':
      return { type: 'plain', children: inlinesOf(token.tokens ?? [token], context) };
    case 'list':
      return listOf(token as Tokens.List, context);
    case 'blockquote':
      return (
        calloutOf(token as Tokens.Blockquote, context) ?? {
          type: 'quote',
          blocks: blocksOf(token.tokens ?? [], context),
        }
      );
    case 'code':
      return { type: 'code', text: token.text };
    case 'hr':
      return { type: 'rule' };
    case 'html':
      return { type: 'paragraph', children: [{ type: 'text', text: token.raw.trim() }] };
    default:
      return null;
  }
}

/** The page’s own title is level one: the text begins at two and ends at four. */
function headingOf(token: Tokens.Heading, context: BlockContext): Block {
  const children = inlinesOf(token.tokens, context);
  const level = Math.min(4, Math.max(2, token.depth)) as 2 | 3 | 4;
  return { type: 'heading', level, id: anchorId(context.slug(plainText(children))), children };
}

function figureOf(token: Tokens.Paragraph, context: BlockContext): Block | null {
  const [only, ...others] = token.tokens;
  if (only?.type !== 'image' || others.length > 0) return null;
  const image = only as Tokens.Image;
  const inline = pictureOf(image, context.pictures);
  if (inline.type !== 'picture') return null;
  const caption = image.title ? decodeEntities(image.title) : null;
  return { type: 'figure', picture: inline.picture, alt: inline.alt, caption };
}

function listOf(token: Tokens.List, context: BlockContext): Block {
  const items = token.items.map((item) => ({
    checked: item.task ? Boolean(item.checked) : null,
    blocks: blocksOf(
      item.tokens.filter((part) => part.type !== 'checkbox'),
      context,
    ),
  }));
  return { type: 'list', ordered: token.ordered, start: Number(token.start) || 1, items };
}

/** A sentence in bold alone before a table is its caption. */
function withCaption(token: Tokens.Table, before: Block[], context: BlockContext): Block {
  const caption = captionOf(before.at(-1));
  if (caption) before.pop();
  return tableOf(token, caption, context);
}

function captionOf(block: Block | undefined): Inline[] | null {
  if (block?.type !== 'paragraph' || block.children.length !== 1) return null;
  const [only] = block.children;
  return only?.type === 'strong' ? only.children : null;
}
