/**
 * How a lecture is watched by many, added up place by place: item after item, so that a cohort of any size takes no more
 * memory than its lines. What of it may be told stands in `told-heat.ts`. Pure.
 */
import { bucketsMax } from '#contracts/insight.ts';
import { lectureWatched } from './completion.ts';
import { secondsOf, type Span } from './spans.ts';
import type { WatchItem } from './watched.ts';

/** People along the lecture, in pieces of one length. */
export interface Lines {
  bucketSeconds: number;
  watched: number[];
  again: number[];
  left: number[];
}
export interface Heat {
  durationSeconds: number;
  people: number;
  completed: number;
  withCaptions: number;
  /** of whom anything is different since the line was drawn last */
  changed: number;
  /** the same people in coarser and in finer pieces */
  lines: Lines[];
}

type Watched = Pick<WatchItem, 'spans' | 'again' | 'captionSeconds' | 'positionSeconds' | 'reportedAt'>;

/** the more people, the finer the line may be */
const resolutions = [24, 60, bucketsMax];
/** who has not been here for so long and has not watched it all has left */
const leftAfterMs = 24 * 3_600_000;
/** played again for less is no listening again */
const againSeconds = 2;

export function emptyHeat(durationSeconds: number): Heat {
  const lines = resolutions.map((most): Lines => {
    const count = Math.max(1, Math.min(most, Math.floor(durationSeconds)));
    const none = () => Array.from({ length: count }, () => 0);
    return { bucketSeconds: durationSeconds / count, watched: none(), again: none(), left: none() };
  });
  return { durationSeconds, people: 0, completed: 0, withCaptions: 0, changed: 0, lines };
}

/** `since`: when the line was drawn last, in milliseconds. */
export function heatOf(
  items: readonly Watched[],
  durationSeconds: number,
  now: number,
  { since = 0, heat = emptyHeat(durationSeconds) }: { since?: number; heat?: Heat } = {},
): Heat {
  for (const item of items) if (item.spans.length > 0) add(heat, item, since, now);
  return heat;
}

function add(heat: Heat, item: Watched, since: number, now: number): void {
  const seconds = secondsOf(item.spans);
  const completed = lectureWatched(seconds / heat.durationSeconds);
  const leftAt = completed ? Infinity : item.reportedAt + leftAfterMs;
  heat.people += 1;
  if (completed) heat.completed += 1;
  if ((item.captionSeconds ?? 0) >= seconds / 2) heat.withCaptions += 1;
  if (item.reportedAt > since || (leftAt > since && leftAt <= now)) heat.changed += 1;
  for (const line of heat.lines) addTo(line, item, leftAt <= now);
}

function addTo(line: Lines, { spans, again = [], positionSeconds }: Watched, hasLeft: boolean): void {
  const half = line.bucketSeconds / 2;
  raise(line.watched, secondsPerBucket(spans, line), half);
  raise(line.again, secondsPerBucket(again, line), Math.min(againSeconds, half));
  if (hasLeft) line.left[bucketAt(positionSeconds, line)]! += 1;
}

const raise = (people: number[], seconds: readonly number[], enough: number): void =>
  seconds.forEach((each, index) => {
    if (each >= enough) people[index]! += 1;
  });

const bucketAt = (seconds: number, { bucketSeconds, watched }: Lines): number =>
  Math.min(watched.length - 1, Math.floor(seconds / bucketSeconds));

function secondsPerBucket(spans: readonly Span[], line: Lines): number[] {
  const seconds = line.watched.map(() => 0);
  for (const [from, to] of spans)
    for (let index = bucketAt(from, line); index <= bucketAt(to, line); index += 1) {
      const begin = index * line.bucketSeconds;
      seconds[index]! += Math.max(0, Math.min(to, begin + line.bucketSeconds) - Math.max(from, begin));
    }
  return seconds;
}
