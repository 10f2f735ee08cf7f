/** What an author does to captions: each takes all cues and answers all cues, in order and none over another. Pure. */
import { tidy } from '#contracts/captions/words.ts';
import { latestMs, type Cue } from '#contracts/captions/cue.ts';

/** A cue while it is worked on: it keeps its number whatever becomes of it. */
export interface EditCue extends Cue {
  id: number;
}
export type Cues = readonly EditCue[];

/** shorter ones nobody sees */
export const shortestMs = 100;
const newMs = 2000;

export const indexOf = (cues: Cues, id: number): number => cues.findIndex((cue) => cue.id === id);

/** The cue at a moment, or the last one before; -1 before the first. */
export function cueAt(cues: readonly Cue[], ms: number): number {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startMs ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const changed = (cues: Cues, index: number, change: Partial<EditCue>): Cues =>
  cues.map((cue, at) => (at === index ? { ...cue, ...change } : cue));

export const withText = (cues: Cues, id: number, text: string): Cues => changed(cues, indexOf(cues, id), { text });

/** New edges of a cue: its neighbours stay where they are, and it keeps a length. */
export function withTimes(cues: Cues, id: number, times: Partial<Pick<Cue, 'startMs' | 'endMs'>>): Cues {
  const index = indexOf(cues, id);
  const cue = cues[index];
  if (!cue) return cues;
  const from = cues[index - 1]?.endMs ?? 0;
  const until = cues[index + 1]?.startMs ?? latestMs;
  const startMs = within(Math.round(times.startMs ?? cue.startMs), from, (times.endMs ?? cue.endMs) - shortestMs);
  const endMs = within(Math.round(times.endMs ?? cue.endMs), startMs + shortestMs, until);
  return startMs === cue.startMs && endMs === cue.endMs ? cues : changed(cues, index, { startMs, endMs });
}

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** Two cues of one, at a moment inside it: its words part at the caret, else where they would be at that moment. */
export function splitAt(cues: Cues, id: number, ms: number, newId: number, caret?: number): Cues {
  const index = indexOf(cues, id);
  const cue = cues[index];
  if (!cue || cue.endMs - cue.startMs < 2 * shortestMs) return cues;
  const isInside = ms >= cue.startMs + shortestMs && ms <= cue.endMs - shortestMs;
  const at = Math.round(isInside ? ms : (cue.startMs + cue.endMs) / 2);
  const cut =
    caret && caret < cue.text.length ? caret : wordCut(cue.text, (at - cue.startMs) / (cue.endMs - cue.startMs));
  const first = { ...cue, endMs: at, text: cue.text.slice(0, cut).trimEnd() };
  const second = { ...cue, id: newId, startMs: at, text: cue.text.slice(cut).trimStart() };
  return cues.toSpliced(index, 1, first, second);
}

/** The gap between words that is nearest to a share of the text. */
function wordCut(text: string, share: number): number {
  const wanted = text.length * share;
  const gaps = [...text.matchAll(/\s+/g)].map(({ index }) => index);
  return gaps.reduce(
    (best, gap) => (Math.abs(gap - wanted) < Math.abs(best - wanted) ? gap : best),
    gaps[0] ?? text.length,
  );
}

export function mergedWithNext(cues: Cues, id: number): Cues {
  const index = indexOf(cues, id);
  const [cue, next] = [cues[index], cues[index + 1]];
  if (!cue || !next) return cues;
  const text = [cue.text, next.text].filter((words) => words.trim()).join(' ');
  return cues.toSpliced(index, 2, { ...cue, endMs: next.endMs, text });
}

export const without = (cues: Cues, id: number): Cues => cues.filter((cue) => cue.id !== id);

/** A new cue from a moment on, as far as there is room; undefined: somebody speaks then already. */
export function withNew(cues: Cues, ms: number, newId: number): Cues | undefined {
  const at = cueAt(cues, ms);
  const startMs = Math.round(ms);
  const until = cues[at + 1]?.startMs ?? latestMs;
  if ((cues[at]?.endMs ?? 0) > startMs || until - startMs < shortestMs) return undefined;
  return cues.toSpliced(at + 1, 0, {
    id: newId,
    startMs,
    endMs: Math.min(startMs + newMs, until),
    text: '',
    settings: {},
  });
}

/** This cue and all after it, earlier or later: never into the one before. */
export function shiftedFrom(cues: Cues, id: number, byMs: number): Cues {
  const index = indexOf(cues, id);
  const cue = cues[index];
  if (!cue) return cues;
  const least = (cues[index - 1]?.endMs ?? 0) - cue.startMs;
  const most = latestMs - (cues.at(-1)?.endMs ?? 0);
  const by = within(Math.round(byMs), least, Math.max(least, most));
  if (by === 0) return cues;
  return cues.map((each, at) => (at < index ? each : { ...each, startMs: each.startMs + by, endMs: each.endMs + by }));
}

/** As the academy gets them: what holds no words is not among them. */
export const written = (cues: Cues): Cue[] =>
  cues.flatMap(({ id: _, ...cue }) => {
    const text = tidy(cue.text);
    return text ? [{ ...cue, text }] : [];
  });
