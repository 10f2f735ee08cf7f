/** Captions in – WebVTT or SubRip, in whatever state – and out as clean WebVTT. Browser and server read by the same rules. */
import type { CaptionNote, Cue, FoundCue } from './cue.ts';
import { inOrder } from './order.ts';
import { settingsText } from './settings.ts';
import { parseSrt } from './srt.ts';
import { parseVtt, type VttCue } from './vtt.ts';
import { escaped, vttWords } from './words.ts';

export interface CaptionFile {
  format: 'vtt' | 'srt';
  cues: Cue[];
  /** what was not as it should be, by its line */
  notes: CaptionNote[];
}

/** undefined: it is no WebVTT. */
export function readVtt(text: string): CaptionFile | undefined {
  const vtt = parseVtt(text);
  return vtt && fileOf('vtt', vtt.cues.map(foundIn), vtt.unread, vtt.styles);
}

/** undefined: these are no captions. */
export function readCaptions(text: string): CaptionFile | undefined {
  const vtt = readVtt(text);
  if (vtt) return vtt;
  const srt = parseSrt(text);
  return srt && fileOf('srt', srt.cues, srt.unread, []);
}

function foundIn({ startMs, endMs, settings, text, line }: VttCue): FoundCue {
  return { startMs, endMs, settings, text: vttWords(text), line, hadMarkup: text.includes('<') };
}

function fileOf(format: CaptionFile['format'], found: FoundCue[], unread: number[], styles: number[]): CaptionFile {
  const { cues, notes } = inOrder(found);
  const all = [
    ...notes,
    ...unread.map((line) => ({ code: 'timing', line }) as const),
    ...styles.map((line) => ({ code: 'style', line }) as const),
  ];
  return { format, cues, notes: all.sort((one, other) => one.line - other.line) };
}

/** Clean WebVTT: read again it gives the same cues, and nothing to note. */
export const writeVtt = (cues: readonly Cue[]): string => ['WEBVTT\n', ...cues.map(blockOf)].join('\n');

const blockOf = ({ startMs, endMs, text, settings }: Cue): string =>
  `${timeText(startMs)} --> ${timeText(endMs)}${settingsText(settings)}\n${escaped(text)}\n`;

/** `01:02:03.456` */
export function timeText(ms: number): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const rest = String(Math.round(ms) % 1000).padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`;
}

/** Captions as learners get them: whatever a course brought along, nothing but words and times comes out. */
export function cleanVtt(text: string): string {
  return writeVtt(readVtt(text)?.cues ?? []);
}
