/** Stretches of a lecture in seconds: sorted, not touching. Pure arithmetic. */
import type { Spans } from '#contracts/progress.ts';

/** Stretches nearer to each other than this are one. */
const slack = 0.25;
/** Rests shorter than this are rounding: the academy counts in tenths. */
const rounding = 0.06;

/** Sorts and joins what overlaps or touches. */
export function mergeSpans(spans: Spans): Spans {
  const sorted = spans.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  const merged: Spans = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1] + slack) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What of `spans` does not lie in `taken`. */
export function subtractSpans(spans: Spans, taken: Spans): Spans {
  let rest = mergeSpans(spans);
  for (const [from, to] of taken) {
    rest = rest.flatMap(([start, end]): Spans => [
      [start, Math.min(end, from)],
      [Math.max(start, to), end],
    ]);
    rest = rest.filter(([start, end]) => end - start > rounding);
  }
  return rest;
}

/** Distinct seconds. */
export function spanSeconds(spans: Spans): number {
  return mergeSpans(spans).reduce((sum, [from, to]) => sum + to - from, 0);
}

/** In tenths, as the academy counts: what it credits then covers what was sent. */
export function roundSpans(spans: Spans): Spans {
  const tenths = spans.map(([from, to]): [number, number] => [Math.floor(from * 10) / 10, Math.round(to * 10) / 10]);
  return tenths.filter(([from, to]) => to > from);
}

export function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
