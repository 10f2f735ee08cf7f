/** Randomness that can be repeated: papers and orders follow from an attempt’s seed alone, today and in ten years. */

/** Gives numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/**
 * xoshiro128** (D. Blackman, S. Vigna: Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47, 2021), its state filled by
 * splitmix32 from the FNV-1a hash of all parts of the seed, as its authors advise. Not for secrets: the seed itself is drawn elsewhere.
 */
export function randomOf(...seed: readonly string[]): Random {
  const next = splitmix(fnv1a(seed.join('\u0000')));
  const state = Uint32Array.of(next(), next(), next(), next());
  return () => {
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    state.set([a ^ fourth, b ^ third, third ^ (b << 9), rotate(fourth, 11)]);
    return result / 2 ** 32;
  };
}

/** The same things in another order (Fisher and Yates, as Durstenfeld does it). */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const order = [...list];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function splitmix(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    const first = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const second = Math.imul(first ^ (first >>> 15), 0x735a2d97);
    return (second ^ (second >>> 15)) >>> 0;
  };
}
