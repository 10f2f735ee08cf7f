/** A Svelte component as the view of a node. */
import type { NodeViewRenderer } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { mount, unmount, type Component } from 'svelte';

export interface ViewProps {
  node: Node;
  selected: boolean;
  change(attributes: Record<string, unknown>): void;
  position(): number | undefined;
}

export function svelteView<Own extends Record<string, unknown>>(
  View: Component<ViewProps & Own>,
  tag: string,
  own: Own,
): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    const dom = document.createElement(tag);
    // what stands inside a line belongs to its block and has no id
    const name = ({ attrs }: Node) => {
      if (typeof attrs['blockId'] === 'string') dom.dataset['block'] = attrs['blockId'];
    };
    dom.className = 'own';
    name(node);
    const change = (attributes: Record<string, unknown>) => {
      const at = getPos();
      if (at === undefined) return;
      editor.commands.command(({ tr }) =>
        Boolean(Object.entries(attributes).reduce((all, [name, value]) => all.setNodeAttribute(at, name, value), tr)),
      );
    };
    const props: ViewProps & Own = $state({ ...own, node, selected: false, change, position: () => getPos() });
    const component = mount(View, { target: dom, props });
    return {
      dom,
      update(next) {
        if (next.type !== node.type) return false;
        props.node = next;
        name(next);
        return true;
      },
      selectNode: () => {
        props.selected = true;
        dom.classList.add('chosen');
      },
      deselectNode: () => {
        props.selected = false;
        dom.classList.remove('chosen');
      },
      // fields and buttons inside are their own
      stopEvent: (event) =>
        event.target instanceof Element && event.target.closest('input, textarea, button, label') !== null,
      ignoreMutation: () => true,
      destroy: () => void unmount(component),
    };
  };
}
