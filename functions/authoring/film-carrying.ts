/** Captions and additions of a film carried over to another file of it, so much later: what falls outside is cut, and counted. Pure. */
import { readVtt, writeVtt } from '#contracts/captions/captions.ts';
import type { Cue } from '#contracts/captions/cue.ts';
import { filmAdditions, type FilmAddition } from '#contracts/film-additions.ts';
import { chapterGapMs } from '#contracts/film-chapters.ts';
import type { CarriedOver } from '#contracts/film-files.ts';
import { languages, type Language } from '#contracts/common.ts';
import type { Film } from './films.ts';

type Counted = Pick<CarriedOver, 'kept' | 'shortened' | 'cut'>;

export interface Shift {
  /** so much later everything is said in the new file; negative: earlier */
  byMs: number;
  /** of the new file */
  durationMs: number;
}

/** what is shorter than this nobody could read */
const shortestCueMs = 100;

/** The cues as they lie in the new file. */
export function shiftedCues(cues: readonly Cue[], { byMs, durationMs }: Shift): { cues: Cue[] } & Counted {
  const all = cues.map((cue) => ({ was: cue.endMs - cue.startMs, cue: inside(cue, { byMs, durationMs }) }));
  const kept = all.filter(({ cue }) => cue.endMs - cue.startMs >= shortestCueMs);
  return {
    cues: kept.map(({ cue }) => cue),
    kept: kept.length,
    shortened: kept.filter(({ was, cue }) => cue.endMs - cue.startMs < was).length,
    cut: all.length - kept.length,
  };
}

const inside = (cue: Cue, { byMs, durationMs }: Shift): Cue => ({
  ...cue,
  startMs: Math.max(0, cue.startMs + byMs),
  endMs: Math.min(durationMs, cue.endMs + byMs),
});

/** Something at a moment of a film, whatever kind of addition it belongs to. */
interface Timed {
  startMs?: number;
  atMs?: number;
  endMs?: number | null;
  againFromMs?: number | null;
}

/** what holds until the next one begins: where the film’s beginning is gone, the last before it holds from there */
const holding: ReadonlySet<FilmAddition> = new Set(['chapters', 'slides']);

const isTimed = (value: unknown): value is Timed =>
  typeof value === 'object' && value !== null && ('startMs' in value || 'atMs' in value);
const momentOf = ({ startMs, atMs }: Timed): number => startMs ?? atMs ?? 0;

/** An addition as it lies in the new file: every list of moments in it is moved, all else stays. */
export function shiftedAddition(kind: FilmAddition, value: unknown, shift: Shift): { value: unknown } & Counted {
  const counted = { kept: 0, shortened: 0, cut: 0 };
  const list = (items: readonly unknown[]) => {
    const moved = shiftedList(items as readonly Timed[], shift, holding.has(kind));
    counted.kept += moved.length;
    counted.cut += items.length - moved.length;
    return moved;
  };
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.length > 0 && part.every(isTimed) ? list(part) : part;
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, walk(each)]));
  };
  return { value: walk(value), ...counted };
}

function shiftedList(items: readonly Timed[], shift: Shift, holds: boolean): Timed[] {
  const moved = items.map((item) => shiftedOne(item, shift));
  const within = moved.filter((item) => momentOf(item) >= 0 && momentOf(item) < shift.durationMs);
  const before = moved.findLast((item) => momentOf(item) < 0);
  const isFree = within.every((item) => momentOf(item) >= chapterGapMs);
  return holds && before && isFree && shift.durationMs > 0 ? [atBeginning(before), ...within] : within;
}

function shiftedOne(item: Timed, { byMs, durationMs }: Shift): Timed {
  const moved = (ms: number) => Math.min(Math.max(ms + byMs, 0), durationMs);
  return {
    ...item,
    ...(item.startMs === undefined ? {} : { startMs: item.startMs + byMs }),
    ...(item.atMs === undefined ? {} : { atMs: item.atMs + byMs }),
    ...(typeof item.endMs === 'number' ? { endMs: moved(item.endMs) } : {}),
    ...(typeof item.againFromMs === 'number' ? { againFromMs: moved(item.againFromMs) } : {}),
  };
}

const atBeginning = (item: Timed): Timed =>
  item.startMs === undefined ? { ...item, atMs: 0 } : { ...item, startMs: 0 };

/** What is written for a film: its captions by language, its additions by kind. */
export interface Written {
  captions: Partial<Record<Language, string>>;
  additions: Partial<Record<FilmAddition, string>>;
}

/** All of it as it lies in the new file, and what became of each; what is empty then is gone. */
export function carriedOver(written: Written, shift: Shift): { written: Written; items: CarriedOver[] } {
  const after: Written = { captions: {}, additions: {} };
  const items: CarriedOver[] = [];
  for (const language of languages) {
    const text = written.captions[language];
    if (text === undefined) continue;
    const { cues, ...counted } = shiftedCues(readVtt(text)?.cues ?? [], shift);
    if (cues.length > 0) after.captions[language] = writeVtt(cues);
    items.push({ kind: 'captions', language, ...counted });
  }
  for (const kind of filmAdditions) {
    const text = written.additions[kind];
    if (text === undefined) continue;
    const { value, ...counted } = shiftedAddition(kind, JSON.parse(text), shift);
    if (!Array.isArray(value) || value.length > 0) after.additions[kind] = JSON.stringify(value);
    items.push({ kind, language: null, ...counted });
  }
  return { written: after, items };
}

/** The film with another file, and nothing written for it yet. */
export function withFile(film: Film, file: Pick<Film, 'source' | 'durationSeconds'>): Film {
  const { id, language, title } = film;
  return { id, language, title, ...file, captions: {} };
}
