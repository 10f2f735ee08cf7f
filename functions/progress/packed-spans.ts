/**
 * Stretches as few bytes: the distances between their ends, seven bits a byte (LEB128). A lecture of six hours, watched
 * in as many pieces as are kept, stays within the kilobyte that one write costs. Pure.
 */
import type { Span } from './spans.ts';

const continues = 0x80;

/** `perSecond`: 10 keeps tenths of a second, 1 whole ones. The stretches are sorted and do not touch. */
export function packed(spans: readonly (readonly [number, number])[], perSecond: number): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const end of spans.flat()) {
    const place = Math.round(end * perSecond);
    let rest = Math.max(0, place - before);
    before = place;
    for (; rest >= continues; rest = Math.floor(rest / continues)) bytes.push((rest % continues) + continues);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

export function unpacked(bytes: Uint8Array, perSecond: number): Span[] {
  const ends: number[] = [];
  let place = 0;
  let factor = 1;
  for (const byte of bytes) {
    place += (byte % continues) * factor;
    factor *= continues;
    if (byte >= continues) continue;
    ends.push(place / perSecond);
    factor = 1;
  }
  return Array.from({ length: Math.floor(ends.length / 2) }, (_, index): Span => [
    ends[2 * index]!,
    ends[2 * index + 1]!,
  ]);
}
