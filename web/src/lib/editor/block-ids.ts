/** Which block each node belongs to after a change: splitting, merging, wrapping and moving keep ids where they can. Pure. */
import type { DraftBlock } from '#contracts/blocks.ts';

/** A block that was there before the change. */
export interface Former {
  id: string;
  kind: DraftBlock['kind'];
}

export interface NodeId {
  /** the node’s own, or the first one within it */
  id: string | null;
  kind: DraftBlock['kind'];
  follows: boolean;
  /** nothing to read in it */
  blank: boolean;
}

export interface GivenId {
  id: string;
  follows: boolean;
}

export function assignIds(before: readonly Former[], nodes: readonly NodeId[], newId: () => string): GivenId[] {
  const kept = keptIds(nodes);
  const left = before.filter(({ id }) => !kept.includes(id));
  const order = new Map(before.map(({ id }, index) => [id, index]));
  return nodes.map((each, index) => {
    const id = kept[index];
    if (id) return { id, follows: follows(kept, index, each) };
    return { id: heirOf(kept, index, { left, order, kind: each.kind }) ?? newId(), follows: false };
  });
}

const follows = (kept: readonly (string | null)[], index: number, { follows: wanted }: NodeId): boolean =>
  wanted && index > 0 && kept[index - 1] === kept[index];

/** Own ids, each for one node (and those that follow it). Of two halves the one with words keeps the id. */
function keptIds(nodes: readonly NodeId[]): (string | null)[] {
  const kept: (string | null)[] = [];
  const firsts = new Map<string, number>();
  nodes.forEach(({ id, follows: wanted, blank }, index) => {
    const first = id === null ? undefined : firsts.get(id);
    if (id === null) kept.push(null);
    else if (first === undefined) {
      firsts.set(id, index);
      kept.push(id);
    } else if (wanted && kept[index - 1] === id) kept.push(id);
    else if (nodes[first]?.blank && !blank) {
      kept[first] = null;
      firsts.set(id, index);
      kept.push(id);
    } else kept.push(null);
  });
  return kept;
}

interface Estate {
  left: Former[];
  order: ReadonlyMap<string, number>;
  kind: DraftBlock['kind'];
}

/**
 * A node without an id, between two that have theirs, takes over one that vanished from there: it is the same block, remade.
 * A block keeps its kind for good: a picture in the place of an empty line is another block.
 */
function heirOf(kept: readonly (string | null)[], index: number, { left, order, kind }: Estate): string | undefined {
  const at = (id: string | null | undefined) => (id ? order.get(id) : undefined);
  const above = kept.slice(0, index).findLast((id) => at(id) !== undefined);
  const below = kept.slice(index).find((id) => at(id) !== undefined);
  const [from, to] = [at(above) ?? -1, at(below) ?? Number.POSITIVE_INFINITY];
  const isHere = ({ id }: Former) => (at(id) ?? -1) > from && (at(id) ?? -1) < to;
  const found = left.findIndex((each) => each.kind === kind && isHere(each));
  return found < 0 ? undefined : left.splice(found, 1)[0]?.id;
}
