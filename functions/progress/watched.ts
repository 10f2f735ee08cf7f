/** What is kept of somebody’s watching, and how a report changes it. Pure. */
import type { WatchReport } from '#contracts/progress.ts';
import { lectureWatched } from './completion.ts';
import { creditInOrder, placeInOrder } from './in-order.ts';
import { allowance, credit, longest, mergeSpans, overlap, secondsOf, spareAfter, tenth, type Span } from './spans.ts';

export interface WatchItem {
  personId: string;
  lectureId: string;
  version: number;
  positionSeconds: number;
  spans: Span[];
  /** played more than once, in whole seconds */
  again?: Span[] | undefined;
  /** distinct seconds that came while captions were on */
  captionSeconds?: number | undefined;
  /** milliseconds */
  reportedAt: number;
  spareSeconds?: number | undefined;
}

/** Stretches played again that are kept: with the others they fit into one kilobyte. */
export const againMax = 48;

/**
 * What was played again after a report: known ∪ reported, within what is credited as watched, and no more of it than the
 * wall time leaves after the new seconds. Sent twice, it counts once.
 */
export function creditAgain(
  known: readonly Span[],
  reported: readonly Span[],
  {
    spans,
    durationSeconds,
    allowedSeconds,
  }: { spans: readonly Span[]; durationSeconds: number; allowedSeconds: number },
): Span[] {
  const whole = overlap(mergeSpans(reported, durationSeconds), spans).map(([from, to]): Span => [
    Math.round(from),
    Math.floor(to),
  ]);
  const allowed = Math.max(0, Math.floor(allowedSeconds));
  return longest(credit(known, whole, Math.floor(durationSeconds), allowed), againMax);
}

export interface Crediting {
  /** milliseconds; without a report before, from here on there was time to watch */
  openedAt: number;
  now: number;
  /** until it counts as watched, only what goes on without a gap is credited */
  noSkipping: boolean;
}

/**
 * What a report makes of what is kept: new seconds are credited first, those played again with the time that is left.
 * With captions counts all that it newly brings, if they were on.
 */
export function afterReport(
  before: WatchItem | undefined,
  report: WatchReport,
  durationSeconds: number,
  { openedAt, now, noSkipping }: Crediting,
): Omit<WatchItem, 'personId' | 'lectureId' | 'version'> {
  const allowed = allowance((now - (before?.reportedAt ?? openedAt)) / 1000, before?.spareSeconds);
  const known = before?.spans ?? [];
  const inOrder = noSkipping && !lectureWatched(secondsOf(known) / durationSeconds);
  const spans = (inOrder ? creditInOrder : credit)(known, report.spans as Span[], durationSeconds, allowed);
  const place = Math.min(report.positionSeconds, durationSeconds);
  const newSeconds = secondsOf(spans) - secondsOf(known);
  const knownAgain = before?.again ?? [];
  const left = { spans, durationSeconds, allowedSeconds: allowed - newSeconds };
  const again = creditAgain(knownAgain, (report.again ?? []) as Span[], left);
  const withCaptions = (before?.captionSeconds ?? 0) + (report.captions ? newSeconds : 0);
  return {
    positionSeconds: tenth(inOrder ? placeInOrder(place, spans) : place),
    spans,
    again,
    captionSeconds: tenth(withCaptions),
    // two reports in one millisecond must still differ
    reportedAt: Math.max(now, (before?.reportedAt ?? 0) + 1),
    spareSeconds: spareAfter(allowed, newSeconds + secondsOf(again) - secondsOf(knownAgain)),
  };
}

/** Seconds of a lecture: each counts once, whoever watched it; the place is where the later one stopped. */
export function unitedWatch(kept: WatchItem | undefined, duplicate: WatchItem, personId: string): WatchItem {
  if (!kept) return { ...duplicate, personId };
  const later = kept.reportedAt >= duplicate.reportedAt ? kept : duplicate;
  const spans = longest(mergeSpans([...kept.spans, ...duplicate.spans], Infinity));
  const again = longest(mergeSpans([...(kept.again ?? []), ...(duplicate.again ?? [])], Infinity), againMax);
  const captionSeconds = Math.max(kept.captionSeconds ?? 0, duplicate.captionSeconds ?? 0);
  const spareSeconds = Math.min(kept.spareSeconds ?? Infinity, duplicate.spareSeconds ?? Infinity);
  return {
    ...kept,
    positionSeconds: later.positionSeconds,
    spans,
    ...(again.length ? { again } : {}),
    ...(captionSeconds ? { captionSeconds } : {}),
    reportedAt: later.reportedAt,
    ...(Number.isFinite(spareSeconds) ? { spareSeconds } : {}),
  };
}
