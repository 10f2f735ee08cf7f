/** Does to the document what a merge or a restored journal asks for, without moving the caret or entering the undo history. */
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { Language } from '#contracts/common.ts';
import { node, type DocNode } from '../doc.ts';
import { nodesOfBlock, nodesOfText } from '../lesson-blocks.ts';
import type { DocEdit } from '../merge.ts';
import { topNodes } from './block-ids-plugin.ts';

export interface Editing {
  language: Language;
  source: Language;
  newId(): string;
}

interface Range {
  from: number;
  to: number;
}

export function applyEdits(state: EditorState, edits: readonly DocEdit[], editing: Editing): Transaction {
  const transaction = state.tr.setMeta('addToHistory', false).setMeta('theirs', true);
  for (const edit of edits) applyOne(transaction, edit, editing);
  return transaction;
}

function applyOne(transaction: Transaction, edit: DocEdit, editing: Editing): void {
  const { schema } = transaction.doc.type;
  switch (edit.op) {
    case 'set':
      return replace(transaction, edit.block.id, nodesOfBlock(edit.block, editing.language, editing.source));
    case 'append':
      return append(transaction, edit.block.id, nodesOfBlock(edit.block, editing.language, editing.source));
    case 'setText':
      return replace(transaction, edit.block.id, nodesOfText(edit.block.id, edit.block));
    case 'insert':
      return insert(transaction, edit.after, nodesOfBlock(edit.block, editing.language, editing.source));
    case 'insertText':
      return insert(transaction, edit.after, nodesOfText(edit.block.id, edit.block));
    case 'remove': {
      const range = rangeOf(transaction.doc, edit.id);
      if (!range) return;
      if (range.to - range.from < transaction.doc.content.size) transaction.delete(range.from, range.to);
      else
        transaction.replaceWith(
          range.from,
          range.to,
          made(schema, [node('paragraph', [], { blockId: editing.newId() })]),
        );
      return;
    }
    case 'rekey':
      return rekey(transaction, edit.id, editing.newId());
    case 'order':
      return order(transaction, edit.ids);
  }
}

const made = (schema: Schema, nodes: readonly DocNode[]): Fragment =>
  Fragment.from(nodes.map((each) => schema.nodeFromJSON(each)));

/** Where the nodes of a block stand. */
export function rangeOf(doc: Node, id: string): Range | undefined {
  let position = 0;
  let range: Range | undefined;
  for (const each of topNodes(doc)) {
    const end = position + each.nodeSize;
    if (each.attrs['blockId'] === id) range = { from: range?.from ?? position, to: end };
    position = end;
  }
  return range;
}

function replace(transaction: Transaction, id: string, nodes: readonly DocNode[]): void {
  const range = rangeOf(transaction.doc, id);
  if (range) transaction.replaceWith(range.from, range.to, made(transaction.doc.type.schema, nodes));
}

/** A block of words grows; a picture or file has one line only. */
function append(transaction: Transaction, id: string, nodes: readonly DocNode[]): void {
  const range = rangeOf(transaction.doc, id);
  const isMedia = nodes.some(({ type }) => type === 'picture' || type === 'file');
  if (!range || isMedia) return;
  const following = nodes.map((each) => ({ ...each, attrs: { ...each.attrs, follows: true } }));
  transaction.insert(range.to, made(transaction.doc.type.schema, following));
}

function insert(transaction: Transaction, after: string | null, nodes: readonly DocNode[]): void {
  const at = after === null ? 0 : (rangeOf(transaction.doc, after)?.to ?? transaction.doc.content.size);
  transaction.insert(at, made(transaction.doc.type.schema, nodes));
}

function rekey(transaction: Transaction, id: string, next: string): void {
  let position = 0;
  for (const each of topNodes(transaction.doc)) {
    if (each.attrs['blockId'] === id) transaction.setNodeAttribute(position, 'blockId', next);
    position += each.nodeSize;
  }
}

/** Moves as few blocks as needed; what is only here keeps its neighbour above. */
function order(transaction: Transaction, ids: readonly string[]): void {
  ids.forEach((id, index) => {
    const range = rangeOf(transaction.doc, id);
    const above = ids.slice(0, index).findLast((each) => rangeOf(transaction.doc, each));
    const target = above === undefined ? 0 : (rangeOf(transaction.doc, above)?.to ?? 0);
    if (!range || range.from >= target) {
      if (!range || !hasBetween(transaction.doc, target, range.from, ids.slice(index + 1))) return;
    }
    const slice = transaction.doc.slice(range.from, range.to);
    transaction.delete(range.from, range.to);
    transaction.insert(range.from < target ? target - slice.size : target, slice.content);
  });
}

function hasBetween(doc: Node, from: number, to: number, ids: readonly string[]): boolean {
  return ids.some((id) => {
    const range = rangeOf(doc, id);
    return range !== undefined && range.from >= from && range.from < to;
  });
}
