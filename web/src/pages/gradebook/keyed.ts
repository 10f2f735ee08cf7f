/** Things by key that are never changed, only replaced: what is shown follows the whole. Pure. */
export type Keyed<Item> = ReadonlyMap<string, Item>;

export const keyed = <Item>(entries: Iterable<readonly [string, Item]>): Keyed<Item> => new Map(entries);

export const withItem = <Item>(items: Keyed<Item>, key: string, item: Item): Keyed<Item> =>
  new Map(items).set(key, item);

export function without<Item>(items: Keyed<Item>, key: string): Keyed<Item> {
  if (!items.has(key)) return items;
  const rest = new Map(items);
  rest.delete(key);
  return rest;
}
