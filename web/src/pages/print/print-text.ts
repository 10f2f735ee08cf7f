/** Texts of several lessons on one paper: ids that stay apart, and the articles they refer to. Pure. */
import type { Block, Inline, Note, TextModel } from '../../lib/markdown/model.ts';

/** The model with ids of its own, so that footnotes of two lessons do not meet. */
export function withPrefix({ blocks, notes }: TextModel, prefix: string): TextModel {
  const inline = (each: Inline): Inline => {
    if (each.type === 'reference') return { ...each, id: prefix + each.id, target: prefix + each.target };
    if (each.type === 'link' && each.href.startsWith('#')) return { ...each, href: `#${prefix}${each.href.slice(1)}` };
    return 'children' in each ? { ...each, children: each.children.map(inline) } : each;
  };
  const block = (each: Block): Block => {
    if (each.type === 'heading') return { ...each, id: prefix + each.id, children: each.children.map(inline) };
    return mapInside(each, inline, block);
  };
  const note = (each: Note): Note => ({
    ...each,
    id: prefix + each.id,
    references: each.references.map((id) => prefix + id),
    blocks: each.blocks.map(block),
  });
  return { blocks: blocks.map(block), notes: notes.map(note) };
}

function mapInside(block: Block, inline: (each: Inline) => Inline, inner: (each: Block) => Block): Block {
  switch (block.type) {
    case 'paragraph':
    case 'plain':
      return { ...block, children: block.children.map(inline) };
    case 'list':
      return { ...block, items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(inner) })) };
    case 'quote':
      return { ...block, blocks: block.blocks.map(inner) };
    case 'callout':
      return { ...block, title: block.title && block.title.map(inline), blocks: block.blocks.map(inner) };
    case 'table':
      return {
        ...block,
        caption: block.caption && block.caption.map(inline),
        head: block.head.map((cell) => ({ ...cell, children: cell.children.map(inline) })),
        rows: block.rows.map((row) => row.map((cell) => ({ ...cell, children: cell.children.map(inline) }))),
      };
    default:
      return block;
  }
}

/** Articles of norms that a text refers to, each once, in the order of reading. */
export function articlesIn(model: TextModel): string[] {
  const found = new Set<string>();
  const look = (each: Inline): Inline => {
    if (each.type === 'norm') found.add(each.articleId);
    if ('children' in each) each.children.forEach(look);
    return each;
  };
  const inner = (each: Block): Block => {
    if (each.type === 'heading') each.children.forEach(look);
    return mapInside(each, look, inner);
  };
  model.blocks.forEach(inner);
  model.notes.forEach((note) => note.blocks.forEach(inner));
  return [...found];
}
