/** Lines of a transcript → cues short enough to read on a phone: two lines at most, in the time of their words. */
import type { Line } from './vtt.ts';

/** two lines of 42 characters */
const lettersMax = 84;

export function captionCues(lines: readonly Line[]): Line[] {
  return lines.flatMap(cuesOf);
}

function cuesOf(line: Line): Line[] {
  const pieces = piecesOf(line.text);
  const letters = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const perLetter = (line.endSeconds - line.startSeconds) / Math.max(1, letters);
  let at = line.startSeconds;
  return pieces.map((text) => {
    const startSeconds = at;
    at += text.length * perLetter;
    return { ...line, startSeconds, endSeconds: at, text };
  });
}

/** Pieces of about the same length, broken between words, after a comma or full stop where one is near. */
function piecesOf(text: string): string[] {
  const count = Math.ceil(text.length / lettersMax);
  if (count < 2) return [text];
  const wanted = Math.ceil(text.length / count);
  const cut = cutNear(text, wanted);
  return [text.slice(0, cut).trim(), ...piecesOf(text.slice(cut).trim())];
}

function cutNear(text: string, wanted: number): number {
  let best = -1;
  let bestCost = Infinity;
  for (let at = text.indexOf(' '); at > 0 && at <= lettersMax; at = text.indexOf(' ', at + 1)) {
    const cost = Math.abs(at - wanted) - (/[,.;:–]$/.test(text.slice(0, at)) ? 15 : 0);
    if (cost < bestCost) [best, bestCost] = [at, cost];
  }
  return best > 0 ? best : lettersMax;
}
