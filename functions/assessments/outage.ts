/**
 * What is given back after an outage. Proof are the server’s own receipts: a browser that is there says so every half
 * minute, so that a long silence between two receipts is one without a connection. Pure; moments in milliseconds.
 */

export interface Gap {
  from: number;
  to: number;
}

/** silence that is no outage: some signs of life may be lost */
export const silenceMs = 120_000;

/** Silences among receipts, in any order, that are long enough to be outages. */
export function gapsAmong(receipts: readonly number[]): Gap[] {
  const sorted = [...receipts].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((to, index) => {
    const from = sorted[index]!;
    return to - from >= silenceMs ? [{ from, to }] : [];
  });
}

/**
 * The end moved by the outages, at most by `mostMs`. An outage that began before the end counts wholly: who was cut off had
 * so much time left, and has it when they are back.
 */
export function movedEnd(end: number, gaps: readonly Gap[], mostMs: number): number {
  const sorted = [...gaps].sort((a, b) => a.from - b.from);
  const moved = sorted.reduce((at, { from, to }) => (from < at ? at + (to - from) : at), end);
  return Math.min(moved, end + mostMs);
}
