/** Captions as the academy gives them → lines of the transcript, in order of time. */
import type { CueSettings } from '#contracts/captions/cue.ts';
import { readVtt } from '#contracts/captions/captions.ts';

export interface Line {
  startSeconds: number;
  endSeconds: number;
  text: string;
  /** where it stands in the picture, if not as usual */
  settings?: CueSettings;
}

/** What is no WebVTT gives none. */
export function linesOf(source: string): Line[] {
  const cues = readVtt(source)?.cues ?? [];
  return cues.map(({ startMs, endMs, text, settings }) => ({
    ...{ startSeconds: startMs / 1000, endSeconds: endMs / 1000, text: text.replace(/\n/g, ' ') },
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  }));
}

/** Index of the line being spoken, or the last one before; -1 before the first. */
export function lineAt(lines: Line[], positionSeconds: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.startSeconds ?? Infinity) <= positionSeconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
