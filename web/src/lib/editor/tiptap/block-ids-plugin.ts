/** After each change every top-level node belongs to a block, and no two blocks to one id. */
import { blockKinds } from '#contracts/blocks.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { assignIds, type Former, type NodeId } from '../block-ids.ts';

export const BlockIds = Extension.create<{ newId: () => string }>({
  name: 'blockIds',
  addOptions: () => ({ newId: () => '' }),
  addProseMirrorPlugins() {
    const { newId } = this.options;
    return [
      new Plugin({
        appendTransaction: (transactions, before, after) =>
          transactions.some(({ docChanged }) => docChanged) ? withIds(before, after, newId) : null,
      }),
    ];
  },
});

export function withIds(before: EditorState, after: EditorState, newId: () => string): Transaction | null {
  const transaction = after.tr;
  const nodes = topNodes(after.doc);
  const given = assignIds(formersOf(before.doc), nodes.map(idOf), newId);
  let position = 0;
  nodes.forEach((node, index) => {
    const { id, follows } = given[index] ?? { id: newId(), follows: false };
    if (node.attrs['blockId'] !== id) transaction.setNodeAttribute(position, 'blockId', id);
    if (node.attrs['follows'] !== follows) transaction.setNodeAttribute(position, 'follows', follows);
    clearWithin(transaction, node, position);
    position += node.nodeSize;
  });
  return transaction.docChanged ? transaction : null;
}

export function topNodes(doc: Node): Node[] {
  return Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
}

function formersOf(doc: Node): Former[] {
  const formers = topNodes(doc).map((node) => [node.attrs['blockId'] as string | null, kindOf(node)] as const);
  return [...new Map(formers)].flatMap(([id, kind]) => (id === null ? [] : [{ id, kind }]));
}

function idOf(node: Node): NodeId {
  const own = node.attrs['blockId'] as string | null;
  const follows = node.attrs['follows'] === true;
  return { id: own ?? innerId(node), kind: kindOf(node), follows, blank: isBlank(node) };
}

const kindOf = ({ type }: Node): Former['kind'] => blockKinds.find((kind) => kind === type.name) ?? 'text';

function innerId(node: Node): string | null {
  let found: string | null = null;
  node.descendants(({ attrs }) => {
    found ??= (attrs['blockId'] as string | undefined) ?? null;
    return found === null;
  });
  return found;
}

const isBlank = (node: Node): boolean => node.isTextblock && node.content.size === 0;

/** What became part of another block has no id of its own any more. */
function clearWithin(transaction: Transaction, node: Node, position: number): void {
  node.descendants((inner, offset) => {
    if (!inner.attrs['blockId']) return !inner.isTextblock;
    transaction.setNodeAttribute(position + 1 + offset, 'blockId', null);
    return true;
  });
}
