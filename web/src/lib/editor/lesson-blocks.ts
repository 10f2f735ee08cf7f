/** Blocks of a lesson in one language: how the document’s nodes belong to them, and how they come from what is saved. Pure. */
import type { DraftBlock } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { contentOf, node, textAttr, type DocNode } from './doc.ts';
import { canonical, nodesFrom, textFrom } from './segment.ts';

/** A block as the document holds it, in the language that is open. */
export interface DocBlock {
  id: string;
  kind: DraftBlock['kind'];
  ref: string | null;
  text: string;
  /** of pictures */
  alt: string | null;
}

/** Which nodes stand together in one block: `follows` says that a node belongs to the one before it. */
export function grouped<Node extends { attrs: Record<string, unknown> }>(nodes: readonly Node[]): Node[][] {
  const groups: Node[][] = [];
  for (const each of nodes) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && each.attrs['follows'] === true && each.attrs['blockId'] === first.attrs['blockId'])
      group.push(each);
    else groups.push([each]);
  }
  return groups;
}

/** The block of a group of nodes. */
export function blockOf(nodes: readonly DocNode[]): DocBlock {
  const first = nodes[0] ?? node('paragraph');
  const id = textAttr(first, 'blockId');
  if (first.type === 'picture')
    return {
      id,
      kind: 'picture',
      ref: refOf(first),
      text: textAttr(first, 'caption').trim(),
      alt: textAttr(first, 'alt').trim(),
    };
  if (first.type === 'file')
    return { id, kind: 'file', ref: refOf(first), text: textAttr(first, 'label').trim(), alt: null };
  return { id, kind: 'text', ref: null, text: textFrom(nodes), alt: null };
}

const refOf = (of: DocNode): string | null => textAttr(of, 'ref') || null;

/** A block as it is saved, in a language. */
export function savedBlock(block: DraftBlock, language: Language): DocBlock {
  const segment = block.texts[language];
  const text = segment?.text ?? '';
  return {
    id: block.id,
    kind: block.kind,
    ref: block.ref,
    text: block.kind === 'text' ? canonical(text) : text.trim(),
    alt: block.kind === 'picture' ? (segment?.alt ?? '').trim() : null,
  };
}

/** Does the document say what is saved? */
export const sameText = (a: DocBlock, b: DocBlock): boolean => a.text === b.text && (a.alt ?? '') === (b.alt ?? '');

/**
 * Nodes for a saved block in a language. Where that language has no text yet, the shape of another one without its words:
 * a table with as many cells, a list with as many items.
 */
export function nodesOfBlock(block: DraftBlock, language: Language, source: Language): DocNode[] {
  const segment = block.texts[language];
  if (block.kind !== 'text') return named(block.id, [mediaNode(block, segment?.text ?? '', segment?.alt ?? '')]);
  if (segment?.text.trim()) return named(block.id, nodesFrom(segment.text));
  const other = block.texts[source]?.text ?? Object.values(block.texts)[0]?.text ?? '';
  return named(block.id, nodesFrom(other).map(withoutWords));
}

/** The same nodes for a text that is not saved (yet). */
export function nodesOfText(id: string, block: Pick<DocBlock, 'kind' | 'ref' | 'text' | 'alt'>): DocNode[] {
  if (block.kind === 'text') return named(id, nodesFrom(block.text));
  return named(id, [mediaNode(block, block.text, block.alt ?? '')]);
}

function mediaNode({ kind, ref }: Pick<DocBlock, 'kind' | 'ref'>, text: string, alt: string): DocNode {
  return kind === 'picture'
    ? node('picture', undefined, { ref, caption: text, alt })
    : node('file', undefined, { ref, label: text });
}

export function named(blockId: string, nodes: readonly DocNode[]): DocNode[] {
  return nodes.map((each, index) => ({ ...each, attrs: { ...each.attrs, blockId, follows: index > 0 } }));
}

function withoutWords(of: DocNode): DocNode {
  if (of.type === 'unknown') return node('paragraph', []);
  const content = contentOf(of);
  const shape = content
    .filter(({ type }) => !['text', 'hardBreak', 'footnote', 'rawInline'].includes(type))
    .map(withoutWords);
  return of.content ? { ...of, content: shape } : of;
}

/** Is there anything in it that is worth a block of its own? */
export const isNothing = (block: DocBlock): boolean => block.kind === 'text' && block.text === '';

/** Blocks in the order in which a lesson shows them. */
export const byPlace = (a: DraftBlock, b: DraftBlock): number =>
  a.place === b.place ? (a.id < b.id ? -1 : 1) : a.place < b.place ? -1 : 1;
