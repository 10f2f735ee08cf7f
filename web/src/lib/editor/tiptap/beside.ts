/** What stands below a block without being part of the text: a question about a conflict. Rendered by the page. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { rangeOf } from './apply-edits.ts';

export interface Beside {
  /** blocks that have something below them */
  ids(): readonly string[];
  /** fills the place; returns how to clear it */
  mount(id: string, element: HTMLElement): () => void;
}

const key = new PluginKey('beside');
/** Says that other blocks than before have something below them. */
export const besideChanged = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, true));

export const BesideBlocks = Extension.create<{ beside: Beside }>({
  name: 'besideBlocks',
  addOptions: () => ({ beside: { ids: () => [], mount: () => () => undefined } }),
  addProseMirrorPlugins() {
    const { beside } = this.options;
    return [new Plugin({ key, props: { decorations: (state) => decorations(state, beside) } })];
  },
});

function decorations(state: EditorState, beside: Beside): DecorationSet {
  const widgets = beside.ids().flatMap((id) => {
    const range = rangeOf(state.doc, id);
    if (!range) return [];
    const clear = new WeakMap<HTMLElement, () => void>();
    const make = () => {
      const element = document.createElement('div');
      element.contentEditable = 'false';
      clear.set(element, beside.mount(id, element));
      return element;
    };
    const destroy = (element: globalThis.Node) => clear.get(element as HTMLElement)?.();
    return [
      Decoration.widget(range.to, make, {
        key: `beside ${id}`,
        side: -1,
        stopEvent: () => true,
        ignoreSelection: true,
        destroy,
      }),
    ];
  });
  return DecorationSet.create(state.doc, widgets);
}
