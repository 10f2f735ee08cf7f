/** A chosen file of captions: its text, its cues, and in words what was not as it should be. */
import { readCaptions, type CaptionFile } from '#contracts/captions/captions.ts';
import type { CaptionNote } from '#contracts/captions/cue.ts';
import { captionsMax } from '#contracts/draft-films.ts';
import { decode } from '../../lib/captions/decode.ts';

export type FileFault = 'tooLarge' | 'unreadable' | 'noCaptions';
export interface NoteGroup {
  code: CaptionNote['code'];
  /** «3, 7, 12 …» */
  lines: string;
}
const linesMax = 8;

export async function readFile(file: Blob): Promise<CaptionFile | FileFault> {
  if (file.size > captionsMax) return 'tooLarge';
  const text = decode(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
  if (text === undefined) return 'unreadable';
  const found = readCaptions(text);
  return found && found.cues.length > 0 ? found : 'noCaptions';
}

/** The notes by their kind, with the lines they are about. */
export function noteGroups(notes: readonly CaptionNote[]): NoteGroup[] {
  return [...new Set(notes.map(({ code }) => code))].map((code) => {
    const lines = notes.filter((note) => note.code === code).map(({ line }) => String(line));
    return { code, lines: lines.slice(0, linesMax).join(', ') + (lines.length > linesMax ? ' …' : '') };
  });
}
