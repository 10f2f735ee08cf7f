/** Items that stand at a moment of a film each, and what is done to them, each step making new ones. Pure. */
export interface Timed {
  id: number;
  atMs: number;
}
/** outside: not while the film runs · taken: another stands there · full: there are as many as there may be */
export type PlaceFault = 'outside' | 'taken' | 'full';

export interface TimedLimits {
  /** they are so far apart */
  gapMs: number;
  max: number;
  durationMs: number;
}

const inOrder = <Item extends Timed>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((a, b) => a.atMs - b.atMs);

/** Why an item, other than the one named, cannot stand there. */
export function placeFault(
  items: readonly Timed[],
  ms: number,
  { gapMs, max, durationMs, id }: TimedLimits & { id?: number },
): PlaceFault | undefined {
  if (ms < 0 || ms >= durationMs) return 'outside';
  const others = items.filter((item) => item.id !== id);
  if (others.some(({ atMs }) => Math.abs(atMs - ms) < gapMs)) return 'taken';
  return others.length >= max ? 'full' : undefined;
}

export const withItem = <Item extends Timed>(items: readonly Item[], item: Item): readonly Item[] =>
  inOrder([...items, item]);

export const withChange = <Item extends Timed>(
  items: readonly Item[],
  id: number,
  change: Partial<Item>,
): readonly Item[] => inOrder(items.map((item) => (item.id === id ? { ...item, ...change } : item)));

export const withoutItem = <Item extends Timed>(items: readonly Item[], id: number): readonly Item[] =>
  items.filter((item) => item.id !== id);

/** Index of the item that runs; -1 before the first. */
export const runningAt = (items: readonly { atMs: number }[], ms: number): number =>
  items.findLastIndex(({ atMs }) => atMs <= ms);
