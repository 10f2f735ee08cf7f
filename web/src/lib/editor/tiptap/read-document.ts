/** The document as blocks; what has not changed since the last time is not written anew. */
import type { Node } from '@tiptap/pm/model';
import type { DocNode } from '../doc.ts';
import { blockOf, grouped, type DocBlock } from '../lesson-blocks.ts';
import { topNodes } from './block-ids-plugin.ts';

const known = new WeakMap<Node, { nodes: readonly Node[]; block: DocBlock }>();

export function blocksOf(doc: Node): DocBlock[] {
  return grouped(topNodes(doc)).map((nodes) => {
    const [first] = nodes as [Node];
    const kept = known.get(first);
    if (kept && kept.nodes.length === nodes.length && kept.nodes.every((node, index) => node === nodes[index]))
      return kept.block;
    const block = blockOf(nodes.map((node) => node.toJSON() as DocNode));
    known.set(first, { nodes, block });
    return block;
  });
}
