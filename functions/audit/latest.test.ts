import { describe, expect, it } from 'vitest';
import { latest, type Source } from './latest.ts';

interface Item {
  id: string;
}
const range = { from: '0', to: 'Z' };

/** A list as the table gives it: both ends included, latest first, no more than asked for. */
const source =
  (ids: string[]): Source<Item> =>
  ({ from, to }, limit) =>
    Promise.resolve(
      ids
        .filter((id) => id >= from && id <= to)
        .sort()
        .reverse()
        .slice(0, limit)
        .map((id) => ({ id })),
    );

async function pages(sources: Source<Item>[], keep?: (items: Item[]) => Promise<Item[]>) {
  const all: string[][] = [];
  let before: string | undefined;
  do {
    const page = await latest(sources, { range, before, limit: 2, ...(keep ? { keep } : {}) });
    all.push(page.items.map(({ id }) => id));
    before = page.before;
  } while (before);
  return all;
}

describe('several lists as one', () => {
  it('come latest first, each item once, and end', async () => {
    expect(await pages([source(['A', 'C', 'E']), source(['B', 'C'])])).toEqual([
      ['E', 'C'],
      ['B', 'A'],
    ]);
    expect(await pages([source([]), source(['A'])])).toEqual([['A']]);
    expect(await pages([])).toEqual([[]]);
  });

  it('fill a page with what may be seen', async () => {
    const letters = [...'ABCDEFGHIJ'];
    const vowels = (items: Item[]) => Promise.resolve(items.filter(({ id }) => 'AEI'.includes(id)));
    const all = await pages([source(letters)], vowels);
    expect(all.flat()).toEqual(['I', 'E', 'A']);
    expect(all[0]).toEqual(['I', 'E']);
  });

  it('go on where a page stays short', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `N${String(index).padStart(2, '0')}`);
    const first = (items: Item[]) => Promise.resolve(items.filter(({ id }) => id === 'N00'));
    const all = await pages([source(many)], first);
    expect(all.flat()).toEqual(['N00']);
    expect(all.length).toBeGreaterThan(1);
  });
});
