/** Places among siblings: fractional indices, so that a move changes one thing and never those beside it. Pure. */
import { generateKeyBetween } from 'fractional-indexing';

export interface Placed {
  id: string;
  place: string;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** As everybody sees them: by place, and by id where two people added at the same place at once. */
export function byPlace<Item extends Placed>(items: readonly Item[]): Item[] {
  return [...items].sort((one, other) => compare(one.place, other.place) || compare(one.id, other.id));
}

/** The place for what shall stand at `index` among siblings in order (without itself). */
export function placeAt(siblings: readonly Placed[], index: number): string {
  const before = siblings[index - 1]?.place ?? null;
  // nothing fits between two at the same place: then it comes after both
  const after = siblings.slice(index).find(({ place }) => before === null || place > before)?.place ?? null;
  try {
    return generateKeyBetween(before, after);
  } catch {
    // a place that no client of ours made: what is longer sorts behind it
    return before === null ? generateKeyBetween(null, null) : `${before}V`;
  }
}
