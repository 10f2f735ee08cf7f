/** Keys of our own: whole blocks, call-outs, lines of tables. */
import { Extension, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { moveBlock } from './move-block.ts';

export interface OwnKeys {
  link(): void;
  note(): void;
  help(): void;
  save(): void;
  toggleDone(editor: Editor): boolean;
  toggleTasks(editor: Editor): boolean;
}

export const Keys = Extension.create<{ keys: OwnKeys | null }>({
  name: 'ownKeys',
  priority: 200,
  addOptions: () => ({ keys: null }),
  addKeyboardShortcuts() {
    const { keys } = this.options;
    const does = (what: ((keys: OwnKeys) => void) | undefined) => () => {
      if (keys) what?.(keys);
      return true;
    };
    const move = (direction: -1 | 1) => () => moveBlock(direction)(this.editor.state, this.editor.view.dispatch);
    return {
      'Alt-ArrowUp': move(-1),
      'Alt-ArrowDown': move(1),
      'Mod-k': does((own) => own.link()),
      'Mod-Alt-f': does((own) => own.note()),
      'Mod-/': does((own) => own.help()),
      'Mod-s': does((own) => own.save()),
      'Mod-Enter': () => keys?.toggleDone(this.editor) ?? false,
      'Mod-Shift-9': () => keys?.toggleTasks(this.editor) ?? false,
      Enter: () => intoBody(this.editor) || cellBelow(this.editor),
      Backspace: () => outOfCallout(this.editor),
    };
  },
});

/** From the title of a call-out into its text. */
function intoBody(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if ($from.parent.type.name !== 'calloutTitle' || !empty) return false;
  return editor.commands.setTextSelection($from.after() + 1);
}

/** An empty call-out, or one at whose beginning Backspace is pressed, becomes what it holds. */
function outOfCallout(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type.name !== 'calloutTitle') return false;
  const callout = $from.node(-1);
  const at = $from.before(-1);
  const title = $from.parent;
  const first = title.content.size > 0 ? [editor.schema.nodes['paragraph']!.create(null, title.content)] : [];
  const body = Array.from({ length: callout.childCount - 1 }, (_, index) => callout.child(index + 1));
  return editor.commands.command(({ tr }) => {
    tr.replaceWith(at, at + callout.nodeSize, [...first, ...body]);
    tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
    return true;
  });
}

/** A cell is one line: Enter goes to the one below, and out of the last. */
function cellBelow(editor: Editor): boolean {
  if (!editor.isActive('table')) return false;
  const { $from } = editor.state.selection;
  const [row, table] = [depthOf(editor, 'tableRow'), depthOf(editor, 'table')];
  if (row < 0 || table < 0) return false;
  const index = $from.index(table);
  const column = $from.index(row);
  const tableNode = $from.node(table);
  if (index + 1 >= tableNode.childCount) return editor.commands.setTextSelection($from.after(table) + 1) || true;
  let at = $from.after(row) + 1;
  const below = tableNode.child(index + 1);
  for (let each = 0; each < Math.min(column, below.childCount - 1); each += 1) at += below.child(each).nodeSize;
  return editor.commands.setTextSelection(at + 2);
}

function depthOf(editor: Editor, name: string): number {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === name) return depth;
  return -1;
}
