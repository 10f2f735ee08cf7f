/** Where blocks stand: which of them have to move so that the saved order becomes the document’s. Pure. */
import { generateNKeysBetween } from 'fractional-indexing';

export interface Placed {
  id: string;
  /** null: it has none yet */
  place: string | null;
}

/** The places that have to be given, by id: as few as possible. */
export function placesToGive(order: readonly Placed[]): Map<string, string> {
  const staying = longestInOrder(order);
  const given = new Map<string, string>();
  let before: string | null = null;
  for (let at = 0; at < order.length;) {
    const each = order[at];
    if (each && staying.has(each.id)) {
      before = each.place;
      at += 1;
      continue;
    }
    let end = at;
    while (end < order.length && !staying.has(order[end]?.id ?? '')) end += 1;
    const places = between(before, nextAbove(order.slice(end), staying, before), end - at);
    order.slice(at, end).forEach(({ id }, index) => given.set(id, places[index] ?? ''));
    before = places.at(-1) ?? before;
    at = end;
  }
  return given;
}

/** Two authors may have chosen the same place: what comes between them comes after both. */
function nextAbove(rest: readonly Placed[], staying: ReadonlySet<string>, before: string | null): string | null {
  return (
    rest.find(({ id, place }) => staying.has(id) && place !== null && (before === null || place > before))?.place ??
    null
  );
}

function between(before: string | null, after: string | null, count: number): string[] {
  return generateNKeysBetween(before, after, count);
}

/** The longest run that stands in order already stays where it is. */
function longestInOrder(order: readonly Placed[]): Set<string> {
  const placed = order.filter((each): each is { id: string; place: string } => each.place !== null);
  const lengths: number[] = [];
  const previous: number[] = [];
  let best = -1;
  placed.forEach((each, at) => {
    lengths[at] = 1;
    previous[at] = -1;
    for (let earlier = 0; earlier < at; earlier += 1) {
      const other = placed[earlier];
      if (!other || !isBefore(other, each) || (lengths[earlier] ?? 0) + 1 <= (lengths[at] ?? 1)) continue;
      lengths[at] = (lengths[earlier] ?? 0) + 1;
      previous[at] = earlier;
    }
    if (best < 0 || (lengths[at] ?? 0) > (lengths[best] ?? 0)) best = at;
  });
  const staying = new Set<string>();
  for (let at = best; at >= 0; at = previous[at] ?? -1) staying.add(placed[at]?.id ?? '');
  return staying;
}

const isBefore = (a: { id: string; place: string }, b: { id: string; place: string }): boolean =>
  a.place < b.place || (a.place === b.place && a.id < b.id);
