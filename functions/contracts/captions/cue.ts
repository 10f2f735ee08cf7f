/** A caption: what is said, from when to when. Whole milliseconds, so that splitting and shifting lose nothing. */
export interface Cue {
  startMs: number;
  endMs: number;
  /** plain words; a line break where the author wants one */
  text: string;
  settings: CueSettings;
}

/** Where a cue stands in the picture (WebVTT, 3.1); what is not said is as usual. */
export interface CueSettings {
  vertical?: 'rl' | 'lr';
  line?: number;
  /** `line` is a share of the picture, not a count of lines */
  linePercent?: true;
  lineAlign?: 'start' | 'center' | 'end';
  position?: number;
  positionAlign?: 'line-left' | 'center' | 'line-right';
  size?: number;
  align?: 'start' | 'center' | 'end' | 'left' | 'right';
}

/** A cue as a file says it, before it is put in order. */
export interface FoundCue extends Cue {
  /** line of its times in the file, from 1 */
  line: number;
  /** something other than words stood in it and was left out */
  hadMarkup: boolean;
}

/** What was not as it should be, and where in the file. */
export interface CaptionNote {
  code: 'timing' | 'backwards' | 'order' | 'overlap' | 'markup' | 'empty' | 'style' | 'tooMany';
  line: number;
}

export const cuesMax = 5000;
/** no lecture is longer than a hundred hours */
export const latestMs = 100 * 3_600_000 - 1;

export const lettersIn = (text: string): number => [...text.replace(/\s+/g, ' ').trim()].length;
