/** Which block each node belongs to after a change: splitting, merging, wrapping and moving keep ids where they can. Pure. */

export interface NodeId {
  /** the node’s own, or the first one within it */
  id: string | null;
  follows: boolean;
  /** nothing to read in it */
  blank: boolean;
}

export interface GivenId {
  id: string;
  follows: boolean;
}

export function assignIds(before: readonly string[], nodes: readonly NodeId[], newId: () => string): GivenId[] {
  const kept = keptIds(nodes);
  const left = before.filter((id) => !kept.includes(id));
  const order = new Map(before.map((id, index) => [id, index]));
  return nodes.map((each, index) => {
    const id = kept[index];
    if (id) return { id, follows: follows(kept, index, each) };
    return { id: heirOf(kept, index, left, order) ?? newId(), follows: false };
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

/** A node without an id, between two that have theirs, takes over one that vanished from there: it is the same block, remade. */
function heirOf(
  kept: readonly (string | null)[],
  index: number,
  left: string[],
  order: ReadonlyMap<string, number>,
): string | undefined {
  const at = (id: string | null | undefined) => (id ? order.get(id) : undefined);
  const above = kept.slice(0, index).findLast((id) => at(id) !== undefined);
  const below = kept.slice(index).find((id) => at(id) !== undefined);
  const [from, to] = [at(above) ?? -1, at(below) ?? Number.POSITIVE_INFINITY];
  const found = left.findIndex((id) => (at(id) ?? -1) > from && (at(id) ?? -1) < to);
  return found < 0 ? undefined : left.splice(found, 1)[0];
}
