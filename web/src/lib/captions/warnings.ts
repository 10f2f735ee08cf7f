/**
 * What a reader would stumble over. 17 letters a second and five sixths of a second at least are the bounds of Netflix’s Timed
 * Text Style Guides for adults (Ukrainian, Russian, English template); for Kazakh none is published, and none is kinder.
 */
import { lettersIn, type Cue } from '#contracts/captions/cue.ts';

export const lettersPerSecondMax = 17;
export const readableMs = 833;

export type CueWarning = 'empty' | 'tooFast' | 'tooShort' | 'afterEnd';

export const lettersPerSecond = ({ text, startMs, endMs }: Cue): number =>
  (lettersIn(text) * 1000) / Math.max(1, endMs - startMs);

/** `durationMs`: of the film. */
export function warningsOf(cue: Cue, durationMs: number): CueWarning[] {
  if (!cue.text.trim()) return ['empty'];
  return [
    ...(lettersPerSecond(cue) > lettersPerSecondMax ? (['tooFast'] as const) : []),
    ...(cue.endMs - cue.startMs < readableMs ? (['tooShort'] as const) : []),
    ...(cue.startMs >= durationMs ? (['afterEnd'] as const) : []),
  ];
}
