/** Lines → what they are shown in: paragraphs, lists, tables, and the frames around them. Pure. */
import type { DiffLine } from './line-diff.ts';

export type Group = { type: 'line' | 'list' | 'table' | 'code'; lines: DiffLine[] };
export interface Framed {
  /** '' where nothing stands around */
  frame: string;
  groups: Group[];
}

export function framesOf(lines: readonly DiffLine[]): Framed[] {
  const frames: Framed[] = [];
  for (const line of lines) {
    let frame = frames.at(-1);
    if (frame?.frame !== line.frame) frames.push((frame = { frame: line.frame, groups: [] }));
    const type = typeOf(line);
    const last = frame.groups.at(-1);
    if (last?.type === type && type !== 'line') last.lines.push(line);
    else frame.groups.push({ type, lines: [line] });
  }
  return frames;
}

function typeOf({ kind, level }: DiffLine): Group['type'] {
  if (kind === 'row') return 'table';
  if (kind === 'code') return 'code';
  return kind === 'item' || (kind === 'paragraph' && level > 0) ? 'list' : 'line';
}
