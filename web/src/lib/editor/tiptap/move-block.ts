/** What can be done with a whole block: move it, copy it, take it away. */
import { closeHistory } from '@tiptap/pm/history';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { topNodes } from './block-ids-plugin.ts';
import { rangeOf } from './apply-edits.ts';

/** The block in which the selection begins. */
export function currentBlock(state: EditorState): { id: string; from: number; to: number } | undefined {
  const index = topIndex(state.selection.$from);
  const node = index < state.doc.childCount ? state.doc.child(index) : undefined;
  const id = node?.attrs['blockId'] as string | null | undefined;
  const range = id ? rangeOf(state.doc, id) : undefined;
  return id && range ? { id, ...range } : undefined;
}

const topIndex = ($pos: ResolvedPos): number => $pos.index(0);

/** Up or down by one block, the caret stays in it. */
export const moveBlock =
  (direction: -1 | 1, id?: string): Command =>
  (state, dispatch) => {
    const block = id ? rangeWithId(state.doc, id) : currentBlock(state);
    if (!block) return false;
    const neighbour = neighbourOf(state.doc, block, direction);
    if (!neighbour) return false;
    if (!dispatch) return true;
    const slice = state.doc.slice(block.from, block.to);
    const target = direction < 0 ? neighbour.from : neighbour.to - slice.size;
    const transaction = state.tr.delete(block.from, block.to).insert(target, slice.content);
    const shift = target - block.from;
    const { anchor } = state.selection;
    if (anchor >= block.from && anchor <= block.to) {
      const selection =
        state.selection instanceof NodeSelection
          ? NodeSelection.create(transaction.doc, target)
          : near(transaction.doc, anchor + shift);
      transaction.setSelection(selection);
    }
    // a step of its own: undo takes back the move, not the words that were typed just before
    dispatch(closeHistory(transaction).scrollIntoView());
    return true;
  };

const near = (doc: Node, position: number) => TextSelection.near(doc.resolve(Math.min(position, doc.content.size)));
const rangeWithId = (doc: Node, id: string) => {
  const range = rangeOf(doc, id);
  return range && { id, ...range };
};

function neighbourOf(doc: Node, block: { from: number; to: number }, direction: -1 | 1) {
  let position = 0;
  let before: Node | undefined;
  for (const each of topNodes(doc)) {
    if (direction < 0 && position === block.from) return before && rangeOf(doc, String(before.attrs['blockId']));
    if (direction > 0 && position === block.to) return rangeOf(doc, String(each.attrs['blockId']));
    before = each;
    position += each.nodeSize;
  }
  return undefined;
}

/** A copy below, as a block of its own. */
export const duplicateBlock =
  (id: string): Command =>
  (state, dispatch) => {
    const range = rangeOf(state.doc, id);
    if (!range) return false;
    dispatch?.(closeHistory(state.tr).insert(range.to, state.doc.slice(range.from, range.to).content));
    return true;
  };

export const removeBlock =
  (id: string): Command =>
  (state, dispatch) => {
    const range = rangeOf(state.doc, id);
    if (!range) return false;
    const transaction = closeHistory(state.tr).delete(range.from, range.to);
    if (transaction.doc.childCount === 0) return false;
    dispatch?.(
      transaction
        .setSelection(near(transaction.doc, Math.min(range.from + 1, transaction.doc.content.size)))
        .scrollIntoView(),
    );
    return true;
  };
