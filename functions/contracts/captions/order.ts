/** Cues of a file put in order: one after the other, none over another, each with words. What had to be changed is told. */
import { cuesMax, latestMs, lettersIn, type CaptionNote, type Cue, type FoundCue } from './cue.ts';

/** shorter than this nobody sees it */
export const shortestMs = 100;
/** a cue that ends before it begins gets the time its words need */
const msPerLetter = 60;
/** those that begin closer together are one */
const togetherMs = 300;

export function inOrder(found: readonly FoundCue[]): { cues: Cue[]; notes: CaptionNote[] } {
  const notes: CaptionNote[] = [];
  const note = (code: CaptionNote['code'], line: number) => void notes.push({ code, line });
  const whole = found.filter(({ text, line, startMs }) => {
    if (!text) note('empty', line);
    if (startMs >= latestMs) note('timing', line);
    return text !== '' && startMs < latestMs;
  });
  whole.forEach((cue, index) => {
    if (cue.hadMarkup) note('markup', cue.line);
    if (cue.startMs < (whole[index - 1]?.startMs ?? 0)) note('order', cue.line);
    if (cue.endMs <= cue.startMs) note('backwards', cue.line);
  });
  if (whole.length > cuesMax) note('tooMany', whole[cuesMax]?.line ?? 0);
  const forward = whole
    .slice(0, cuesMax)
    .map((cue) => (cue.endMs > cue.startMs ? cue : { ...cue, endMs: endFor(cue), grown: true }));
  const cues = apart(
    forward.sort((one, other) => one.startMs - other.startMs),
    note,
  );
  return { cues, notes };
}

const endFor = ({ startMs, text }: Cue): number => startMs + Math.max(1000, lettersIn(text) * msPerLetter);

/** None over another: the earlier ends where the next begins; two that begin together become one. */
function apart(
  sorted: readonly (FoundCue & { grown?: boolean })[],
  note: (code: 'overlap', line: number) => void,
): Cue[] {
  const cues: (Cue & { grown: boolean })[] = [];
  for (const { startMs, endMs, text, settings, line, grown = false } of sorted) {
    const last = cues.at(-1);
    const isOver = last !== undefined && startMs < last.endMs;
    if (isOver && !last.grown) note('overlap', line);
    if (isOver && startMs - last.startMs < togetherMs) {
      last.text += `\n${text}`;
      last.endMs = Math.max(last.endMs, endMs);
      continue;
    }
    if (isOver) last.endMs = startMs;
    cues.push({ startMs, endMs: Math.min(Math.max(endMs, startMs + shortestMs), latestMs), text, settings, grown });
  }
  return cues.map(({ grown: _, ...cue }) => cue);
}
