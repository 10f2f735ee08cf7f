/** A line as the browser shows it in the picture. */
import { escaped } from '#contracts/captions/words.ts';
import type { Line } from './vtt.ts';

export function cueOf({ startSeconds, endSeconds, text, settings = {} }: Line): VTTCue {
  // a cue’s text is WebVTT again: a sign less than would begin a tag
  const cue = new VTTCue(startSeconds, endSeconds, escaped(text));
  const { linePercent, ...said } = settings;
  Object.assign(cue, said, linePercent ? { snapToLines: false } : {});
  return cue;
}
