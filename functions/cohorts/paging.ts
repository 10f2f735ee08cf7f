/** Pages of a list that is read whole: the latest first, from a place on. Pure. */
export interface Place {
  startsOn: string;
  id: string;
}

const isBefore = (one: Place, other: Place): boolean =>
  one.startsOn === other.startsOn ? one.id > other.id : one.startsOn > other.startsOn;

/** The next `limit` after `from`, and the place of the last one where more follow. */
export function pageOf<T extends Place>(all: readonly T[], from: Place | undefined, limit: number) {
  const inOrder = all.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const left = from ? inOrder.filter((each) => isBefore(from, each)) : inOrder;
  const items = left.slice(0, limit);
  const last = items.at(-1);
  return { items, last: last && left.length > limit ? { startsOn: last.startsOn, id: last.id } : undefined };
}
