/** Grey words where nothing is written yet: what could stand there, or what the first language says there. */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { topNodes } from './block-ids-plugin.ts';

export interface Hints {
  /** for a document without a word */
  empty(): string;
  /** for the title of a call-out */
  title(): string;
  /** what another language says in this block, text by text; null: it has a text of its own */
  source(blockId: string): readonly string[] | null;
}

export const HintTexts = Extension.create<{ hints: Hints }>({
  name: 'hintTexts',
  addOptions: () => ({ hints: { empty: () => '', title: () => '', source: () => null } }),
  addProseMirrorPlugins() {
    const { hints } = this.options;
    return [new Plugin({ props: { decorations: (state) => decorations(state, hints) } })];
  },
});

function decorations(state: EditorState, hints: Hints): DecorationSet {
  const found: Decoration[] = [];
  const nodes = topNodes(state.doc);
  const bare = nodes.length === 1 && nodes[0]?.type.name === 'paragraph' && nodes[0].content.size === 0;
  let position = 0;
  let left: { id: string; texts: readonly string[] | null } = { id: '', texts: null };
  for (const node of nodes) {
    const id = String(node.attrs['blockId'] ?? '');
    if (id !== left.id || node.attrs['follows'] !== true) left = { id, texts: hints.source(id) };
    if (left.texts) left.texts = hintAll(node, position, left.texts, found);
    else if (bare) found.push(hint(position, node, hints.empty()));
    else if (node.type.name === 'callout' && node.firstChild?.content.size === 0)
      found.push(hint(position + 1, node.firstChild, hints.title()));
    position += node.nodeSize;
  }
  return DecorationSet.create(state.doc, found);
}

/** Gives the texts of the source one by one to the lines that have none; answers what is left for the nodes that follow. */
function hintAll(node: Node, position: number, source: readonly string[], found: Decoration[]): readonly string[] {
  let left = source;
  const give = (block: Node, at: number) => {
    const [text, ...rest] = left;
    left = rest;
    if (text && block.content.size === 0) found.push(hint(at, block, text));
  };
  if (node.isTextblock) give(node, position);
  else
    node.descendants((inner, offset) => {
      if (inner.isTextblock) give(inner, position + 1 + offset);
      return !inner.isTextblock;
    });
  return left;
}

const hint = (at: number, node: Node, text: string): Decoration =>
  Decoration.node(at, at + node.nodeSize, { class: 'ghost', 'data-ghost': text });
