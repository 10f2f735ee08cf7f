/** The document of the editor as a session sees it. */
import type { Editor } from '@tiptap/core';
import type { Surface } from '../surface.ts';
import { applyEdits, type Editing } from './apply-edits.ts';
import { blocksOf } from './read-document.ts';

export const documentOf = (editor: Editor, editing: Editing): Surface => ({
  read: () => blocksOf(editor.state.doc),
  apply: (edits, undoable) => {
    const transaction = applyEdits(editor.state, edits, editing);
    if (undoable) transaction.setMeta('addToHistory', true);
    editor.view.dispatch(transaction);
  },
});
