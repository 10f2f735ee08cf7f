/** Notices `/` at the beginning of a word, so that a menu can be offered there. Knows nothing of how it looks. */
import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';

export interface SlashMatch {
  query: string;
  from: number;
  to: number;
}

export interface SlashMenu {
  /** null: nothing to offer */
  show(match: SlashMatch | null): void;
  /** true: the key was for the menu */
  key(event: KeyboardEvent): boolean;
}

export function slashAt(state: EditorState): SlashMatch | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  if ($from.marks().some((mark) => mark.type.name === 'code')) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  const found = /(?:^|\s)\/([\p{L}\p{N}]{0,20})$/u.exec(before);
  if (!found) return null;
  const query = found[1] ?? '';
  return { query, from: $from.pos - query.length - 1, to: $from.pos };
}

export const Slash = Extension.create<{ menu: SlashMenu }>({
  name: 'slash',
  addOptions: () => ({ menu: { show: () => undefined, key: () => false } }),
  addProseMirrorPlugins() {
    const { menu } = this.options;
    // what was closed with Escape stays closed until the caret leaves it
    let closedAt = -1;
    return [
      new Plugin({
        view: () => ({
          update(view, before) {
            if (before.doc.eq(view.state.doc) && before.selection.eq(view.state.selection)) return;
            const match = view.hasFocus() && view.editable ? slashAt(view.state) : null;
            if (match?.from !== closedAt) closedAt = -1;
            menu.show(match && closedAt < 0 ? match : null);
          },
          destroy: () => menu.show(null),
        }),
        props: {
          handleKeyDown(view, event) {
            const match = slashAt(view.state);
            if (!match || closedAt === match.from) return false;
            if (event.key === 'Escape') {
              closedAt = match.from;
              menu.show(null);
              return true;
            }
            return menu.key(event);
          },
          handleDOMEvents: { blur: () => void menu.show(null) },
        },
      }),
    ];
  },
});
