/**
 * WebVTT as the standard’s parser reads it (W3C, WebVTT, section 6): nothing is refused but a file without the signature;
 * what cannot be read is passed over, and told.
 */
import type { CueSettings } from './cue.ts';
import { settingsIn } from './settings.ts';

export interface VttCue {
  id: string;
  startMs: number;
  endMs: number;
  settings: CueSettings;
  /** with its tags and references, as it stands in the file */
  text: string;
  line: number;
}
export interface VttFile {
  cues: VttCue[];
  /** lines with an arrow that say no times */
  unread: number[];
  /** lines where styles and regions begin; they are not taken over */
  styles: number[];
}

const arrow = '-->';

/** undefined: it is no WebVTT. */
export function parseVtt(source: string): VttFile | undefined {
  const text = source
    .replace(/^\ufeff/, '')
    .replace(/\0/g, '\ufffd')
    .replace(/\r\n?/g, '\n');
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(text)) return undefined;
  const lines = text.split('\n');
  // a file that ends with a line break has no empty line after it
  if (lines.at(-1) === '') lines.pop();
  const reader = new BlockReader(lines);
  while (reader.more) reader.block();
  return reader.file;
}

class BlockReader {
  readonly file: VttFile = { cues: [], unread: [], styles: [] };
  readonly #lines: readonly string[];
  #at = 1;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    // what stands right under the signature belongs to the header
    if (this.more && lines[1] !== '') this.#collect(true);
    this.#skipEmpty();
  }

  get more(): boolean {
    return this.#at < this.#lines.length;
  }

  block(): void {
    const cue = this.#collect(false);
    if (cue) this.file.cues.push(cue);
    this.#skipEmpty();
  }

  #skipEmpty(): void {
    while (this.#lines[this.#at] === '') this.#at += 1;
  }

  /** “Collect a WebVTT block” */
  #collect(isHeader: boolean): VttCue | undefined {
    let cue: VttCue | undefined;
    let sawArrow = false;
    let kept: string[] = [];
    for (let count = 1; this.more; count += 1) {
      const line = this.#lines[this.#at] ?? '';
      if (line.includes(arrow)) {
        const isTiming = !isHeader && (count === 1 || (count === 2 && !sawArrow));
        // it begins the next block
        if (!isTiming) break;
        sawArrow = true;
        this.#at += 1;
        cue = this.#begin(line, kept.join('\n'));
        if (cue) kept = [];
        continue;
      }
      this.#at += 1;
      if (line === '') break;
      if (!isHeader && count === 2 && this.#isStyle(kept)) this.file.styles.push(this.#at - 1);
      kept.push(line);
    }
    return cue && { ...cue, text: kept.join('\n') };
  }

  #isStyle(kept: readonly string[]): boolean {
    return this.file.cues.length === 0 && kept.length === 1 && /^(?:STYLE|REGION)[ \t\f]*$/.test(kept[0] ?? '');
  }

  #begin(line: string, id: string): VttCue | undefined {
    const times = timesIn(line);
    if (!times) this.file.unread.push(this.#at);
    return times && { id, ...times, text: '', line: this.#at };
  }
}

/** “Collect WebVTT cue timings and settings” */
function timesIn(line: string): Pick<VttCue, 'startMs' | 'endMs' | 'settings'> | undefined {
  const match = /^[ \t\f]*([\d:.]+)[ \t\f]*-->[ \t\f]*(\d+:\d+(?::\d+)?\.\d{3}(?!\d))(.*)$/.exec(line);
  const [startMs, endMs] = [timestamp(match?.[1]), timestamp(match?.[2])];
  return startMs === undefined || endMs === undefined
    ? undefined
    : { startMs, endMs, settings: settingsIn(match?.[3] ?? '') };
}

/** “Collect a WebVTT timestamp”: hours are any number of digits, all else has a fixed one. */
function timestamp(text: string | undefined): number | undefined {
  const match = /^(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})$/.exec(text ?? '');
  if (!match) return undefined;
  const [hours, minutes, seconds, ms] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return minutes > 59 || seconds > 59 ? undefined : ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}
