/** Two orders of the same things: what can be said to have stayed where it was. */

/** Of two orders of the same ids, the most that kept their order among each other: the longest rising run. */
export function steadyIn(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]));
  const places = after.map((id) => place.get(id)!);
  const length = places.map(() => 1);
  const from = places.map(() => -1);
  let best = 0;
  for (const [at, value] of places.entries()) {
    for (let earlier = 0; earlier < at; earlier += 1) {
      if (places[earlier]! < value && length[earlier]! >= length[at]!) {
        length[at] = length[earlier]! + 1;
        from[at] = earlier;
      }
    }
    if (length[at]! > length[best]!) best = at;
  }
  const ids = new Set<string>();
  for (let at = places.length ? best : -1; at >= 0; at = from[at]!) ids.add(after[at]!);
  return ids;
}
