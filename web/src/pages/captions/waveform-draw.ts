/** The waveform with the cues upon it: what is seen of them, where their edges are, how they are drawn. */
import type { Cues, EditCue } from '../../lib/captions/edits.ts';
import { cueAt } from '../../lib/captions/edits.ts';
import { peaksPerSecond } from '../../lib/captions/peaks.ts';

export interface View {
  startMs: number;
  spanMs: number;
  width: number;
  height: number;
}
export interface Colours {
  wave: string;
  cue: string;
  chosen: string;
  edge: string;
  head: string;
}
export interface Grip {
  id: number;
  /** undefined: inside the cue, not at an edge */
  edge: 'start' | 'end' | undefined;
}

/** how near to an edge a finger may be, in pixels */
const reach = 8;

export const xOf = ({ startMs, spanMs, width }: View, ms: number): number => ((ms - startMs) / spanMs) * width;
export const msAt = ({ startMs, spanMs, width }: View, x: number): number => startMs + (x / width) * spanMs;

/** Only those that can be seen: what is drawn does not grow with the lecture. */
export function visible(cues: Cues, { startMs, spanMs }: View): EditCue[] {
  const seen: EditCue[] = [];
  for (let at = Math.max(0, cueAt(cues, startMs)); at < cues.length; at += 1) {
    const cue = cues[at];
    if (!cue || cue.startMs > startMs + spanMs) break;
    if (cue.endMs >= startMs) seen.push(cue);
  }
  return seen;
}

/** What lies under a pointer; of two edges that touch, that of the chosen cue. */
export function gripAt(cues: Cues, view: View, x: number, chosen: number | undefined): Grip | undefined {
  const seen = visible(cues, view).sort((one, other) => Number(other.id === chosen) - Number(one.id === chosen));
  for (const { id, startMs, endMs } of seen) {
    if (Math.abs(xOf(view, startMs) - x) <= reach) return { id, edge: 'start' };
    if (Math.abs(xOf(view, endMs) - x) <= reach) return { id, edge: 'end' };
  }
  const inside = seen.find(({ startMs, endMs }) => xOf(view, startMs) <= x && x <= xOf(view, endMs));
  return inside && { id: inside.id, edge: undefined };
}

/** Where the view begins so that a moment is seen; unchanged while it is. */
export function following({ startMs, spanMs }: Pick<View, 'startMs' | 'spanMs'>, ms: number): number {
  const isSeen = ms >= startMs && ms <= startMs + spanMs * 0.95;
  return isSeen ? startMs : Math.max(0, ms - spanMs * 0.1);
}

interface Picture {
  cues: Cues;
  chosen: number | undefined;
  peaks: Uint8Array | undefined;
  headMs: number;
}

export function draw(
  on: CanvasRenderingContext2D,
  view: View,
  { cues, chosen, peaks, headMs }: Picture,
  colours: Colours,
): void {
  const { width, height } = view;
  on.clearRect(0, 0, width, height);
  for (const { id, startMs, endMs } of visible(cues, view)) {
    const [x, end] = [xOf(view, startMs), xOf(view, endMs)];
    on.fillStyle = id === chosen ? colours.chosen : colours.cue;
    on.fillRect(x, 0, Math.max(1, end - x), height);
    on.fillStyle = colours.edge;
    for (const edge of [x, end]) on.fillRect(edge - 1, 0, 2, height);
  }
  if (peaks) drawPeaks(on, view, peaks, colours.wave);
  on.fillStyle = colours.head;
  on.fillRect(xOf(view, headMs) - 1, 0, 2, height);
}

function drawPeaks(on: CanvasRenderingContext2D, view: View, peaks: Uint8Array, colour: string): void {
  on.fillStyle = colour;
  const middle = view.height / 2;
  for (let x = 0; x < view.width; x += 1) {
    const from = Math.floor((msAt(view, x) / 1000) * peaksPerSecond);
    const until = Math.max(from + 1, Math.floor((msAt(view, x + 1) / 1000) * peaksPerSecond));
    let peak = 0;
    for (let at = from; at < until; at += 1) peak = Math.max(peak, peaks[at] ?? 0);
    const tall = Math.max(1, (peak / 255) * view.height);
    on.fillRect(x, middle - tall / 2, 1, tall);
  }
}

/** The colours of the page, light or dark. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    wave: token('--ink-2'),
    cue: token('--line'),
    chosen: token('--accent-soft'),
    edge: token('--accent'),
    head: token('--bad'),
  };
}
