/** The competence framework as a tree. Pure. */
import { codeKey } from './code.ts';

export interface Node {
  id: string;
  code: string;
  parentId: string | null;
}

/** Parents before their children, neighbours by code; what hangs in a circle or below nothing comes last, as roots. */
export function inTree<N extends Node>(nodes: readonly N[]): N[] {
  const below = new Map<string | null, N[]>();
  for (const node of [...nodes].sort(byCode)) below.set(node.parentId, [...(below.get(node.parentId) ?? []), node]);
  const placed = new Set<N>();
  for (const root of [...(below.get(null) ?? []), ...[...nodes].sort(byCode)]) {
    // by hand: a framework may be deeper than functions may call one another
    const waiting = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (placed.has(node)) continue;
      placed.add(node);
      waiting.push(...(below.get(node.id) ?? []).toReversed());
    }
  }
  return [...placed];
}

/** Would this node, under that parent, become its own ancestor? */
export function isCircle(
  nodes: readonly Pick<Node, 'id' | 'parentId'>[],
  id: string,
  parentId: string | null,
): boolean {
  const parents = new Map(nodes.map((node) => [node.id, node.parentId]));
  const seen = new Set<string>();
  for (let at = parentId; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}

const byCode = (a: Node, b: Node): number => (codeKey(a.code) < codeKey(b.code) ? -1 : 1);
