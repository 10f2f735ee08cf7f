/** Watched stretches of a lecture: merged, counted by distinct seconds, credited no faster than time can pass. Pure. */

export type Span = [from: number, to: number];

/** Stretches kept per lecture; beyond that the shortest are forgotten (they count least). */
export const spansMax = 128;
/** a lecture may be watched at up to double speed; the rest is tolerance for clocks and buffering */
const creditPerSecond = 2.2;
const toleranceSeconds = 5;

export const tenth = (seconds: number) => Math.round(seconds * 10) / 10;

/** Sorted, not touching, inside the lecture; rounded to tenths of a second. */
export function mergeSpans(spans: readonly (readonly [number, number])[], durationSeconds: number): Span[] {
  const inside = spans
    .map(([from, to]): Span => [tenth(Math.max(0, from)), tenth(Math.min(durationSeconds, to))])
    .filter(([from, to]) => to > from)
    .sort((a, b) => a[0] - b[0]);
  const merged: Span[] = [];
  for (const [from, to] of inside) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Distinct seconds. */
export const secondsOf = (spans: readonly (readonly [number, number])[]): number =>
  tenth(spans.reduce((sum, [from, to]) => sum + to - from, 0));

/** How many new seconds a report may add after this much wall time, with what the reports before left of the tolerance. */
export const allowance = (wallSeconds: number, spareSeconds = toleranceSeconds): number =>
  Math.max(0, wallSeconds) * creditPerSecond + spareSeconds;

/** What a report leaves of the tolerance. It grows back with time only, so that many reports bring no more than one. */
export const spareAfter = (allowedSeconds: number, creditedSeconds: number): number =>
  Math.min(toleranceSeconds, allowedSeconds - creditedSeconds);

/**
 * The credited stretches after a report: known ∪ reported, but at most `allowedSeconds` of new distinct seconds,
 * the earliest in the lecture first. What is not credited the device keeps and sends again.
 */
export function credit(
  known: readonly Span[],
  reported: readonly Span[],
  durationSeconds: number,
  allowedSeconds: number,
): Span[] {
  let left = allowedSeconds;
  let credited = mergeSpans(known, durationSeconds);
  for (const [from, to] of newStretches(credited, mergeSpans(reported, durationSeconds))) {
    if (left <= 0) break;
    const length = Math.min(left, to - from);
    credited = mergeSpans([...credited, [from, from + length]], durationSeconds);
    left -= length;
  }
  return longest(credited);
}

/** The parts of `reported` that `known` does not cover. Both merged. */
function newStretches(known: readonly Span[], reported: readonly Span[]): Span[] {
  return reported.flatMap((stretch) =>
    known.reduce<Span[]>((rest, [from, to]) => rest.flatMap((piece) => without(piece, from, to)), [[...stretch]]),
  );
}

function without([from, to]: Span, cutFrom: number, cutTo: number): Span[] {
  const pieces: Span[] = [
    [from, Math.min(to, cutFrom)],
    [Math.max(from, cutTo), to],
  ];
  return cutTo <= from || cutFrom >= to ? [[from, to]] : pieces.filter((piece) => piece[1] > piece[0]);
}

/** What lies in both. Both merged. */
export const overlap = (spans: readonly Span[], others: readonly Span[]): Span[] =>
  spans.flatMap(([from, to]) =>
    others
      .map(([start, end]): Span => [Math.max(from, start), Math.min(to, end)])
      .filter(([start, end]) => end > start),
  );

/** The longest stretches, as many as are kept; in their order. */
export function longest(spans: Span[], most = spansMax): Span[] {
  if (spans.length <= most) return spans;
  const kept = new Set([...spans].sort((a, b) => b[1] - b[0] - (a[1] - a[0])).slice(0, most));
  return spans.filter((span) => kept.has(span));
}
