/** Several lists, each latest first, read as one: page by page, by the id of the last fact seen. */

/** Ids (ULIDs) or beginnings of ids, both ends included. */
export interface Range {
  from: string;
  to: string;
}
export type Source<T> = (range: Range, limit: number) => Promise<T[]>;
export interface Page<T> {
  items: T[];
  /** where the next page goes on; undefined at the end */
  before: string | undefined;
}
interface Question<T> {
  range: Range;
  before: string | undefined;
  limit: number;
  /** which of them the asker may see; all, unless given */
  keep?: (items: T[]) => Promise<T[]>;
}

/** A page may stay short, or empty, when little of what was read may be seen; it goes on all the same. */
const roundsMax = 6;

/** The next page of all sources together; what stands in several comes once. */
export async function latest<T extends { id: string }>(
  sources: readonly Source<T>[],
  { range, before, limit, keep = (items) => Promise.resolve(items) }: Question<T>,
): Promise<Page<T>> {
  const items: T[] = [];
  let place = before;
  for (let round = 0; round < roundsMax; round += 1) {
    const read = await next(sources, range, place, limit - items.length);
    items.push(...(await keep(read.items)));
    place = read.before;
    if (!place || items.length === limit) break;
  }
  return { items, before: place };
}

async function next<T extends { id: string }>(
  sources: readonly Source<T>[],
  range: Range,
  before: string | undefined,
  limit: number,
): Promise<Page<T>> {
  // one more for the place itself, one more to see whether there is a next page
  const read = await Promise.all(sources.map((source) => source({ ...range, to: before ?? range.to }, limit + 2)));
  const byId = new Map(read.flat().map((item) => [item.id, item]));
  if (before !== undefined) byId.delete(before);
  const ordered = [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  const items = ordered.slice(0, limit);
  return { items, before: ordered.length > limit ? items.at(-1)?.id : undefined };
}
