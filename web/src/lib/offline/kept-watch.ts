/** What the device keeps of watching until the academy has it. Pure: how records change; the database is `device.ts`. */
import type { Spans } from '#contracts/progress.ts';
import { mergeSpans, roundSpans, subtractSpans } from '../player/spans.ts';

export interface WatchPlace {
  personId: string;
  courseId: string;
  lessonId: string;
  lectureId: string;
}

export interface KeptWatch extends WatchPlace {
  positionSeconds: number;
  spans: Spans;
  again?: Spans | undefined;
  captions?: boolean | undefined;
  changedAtMs: number;
}

export interface WatchChange {
  positionSeconds: number;
  spans: Spans;
  /** played more than once; with captions: what an insight is made of */
  again?: Spans;
  captions?: boolean;
  atMs: number;
}

/** Adds to what is kept; two tabs of the same lecture lose nothing to each other. */
export function withChange(place: WatchPlace, kept: KeptWatch | undefined, change: WatchChange): KeptWatch {
  return {
    ...place,
    positionSeconds: change.positionSeconds,
    spans: roundSpans(mergeSpans([...(kept?.spans ?? []), ...change.spans])),
    again: mergeSpans([...(kept?.again ?? []), ...(change.again ?? [])]),
    captions: change.captions,
    changedAtMs: change.atMs,
  };
}

/** What is left after the academy answered to a report made at `reportedAtMs`; undefined: nothing. */
export function withCredit(kept: KeptWatch, credited: Spans, reportedAtMs: number): KeptWatch | undefined {
  const spans = subtractSpans(kept.spans, credited);
  const done = spans.length === 0 && kept.changedAtMs <= reportedAtMs;
  return done ? undefined : { ...kept, spans };
}

/** Whoever spoke last knows where the learner stopped. */
export function resumeAt(
  server: { positionSeconds: number; savedAt: string | null },
  kept: Pick<KeptWatch, 'positionSeconds' | 'changedAtMs'> | undefined,
): number {
  const serverMs = server.savedAt ? Date.parse(server.savedAt) : 0;
  return kept && kept.changedAtMs > serverMs ? kept.positionSeconds : server.positionSeconds;
}
