/** Two versions of a block → its lines with what changed in each. Pure. */
import { diffArrays } from 'diff';
import { linesOf, type Line } from './lines.ts';
import { diffWords, isSame, replaced, unchanged, type Part } from './word-diff.ts';
import { keyOf, speaks, type Word } from './words.ts';

export interface DiffLine extends Omit<Line, 'cells'> {
  change: 'same' | 'changed' | 'added' | 'removed';
  cells: Part[][];
}

/** pairs that are weighed against each other; beyond that a long run is paired in order */
const pairsMax = 20_000;
const likeness = 0.35;

/** `null`: the block was not there, or is not there any more. */
export function diffMarkdown(before: string | null, after: string | null): DiffLine[] {
  const [old, next] = [linesOf(before ?? ''), linesOf(after ?? '')];
  if (before === after) return next.map((line) => whole(line, 'same'));
  const changes = diffArrays(old.map(keyOfLine), next.map(keyOfLine), { maxEditLength: 800 });
  if (!changes) return paired(old, next);
  return changesOf(changes, old, next);
}

/** A text as it stands, in the same lines as a difference. */
export const plainLines = (markdown: string): DiffLine[] => linesOf(markdown).map((line) => whole(line, 'same'));

type Step = { added: boolean; removed: boolean; count: number };

function changesOf(steps: readonly Step[], old: readonly Line[], next: readonly Line[]): DiffLine[] {
  const result: DiffLine[] = [];
  let [at, to] = [0, 0];
  let [went, came]: [Line[], Line[]] = [[], []];
  const close = () => {
    result.push(...paired(went, came));
    [went, came] = [[], []];
  };
  for (const { added, removed, count } of steps) {
    if (removed) went.push(...old.slice(at, (at += count)));
    else if (added) came.push(...next.slice(to, (to += count)));
    else {
      close();
      at += count;
      result.push(...next.slice(to, (to += count)).map((line) => whole(line, 'same')));
    }
  }
  close();
  return result;
}

/** Of what went and what came in one place: lines that are like each other are one line that changed. */
function paired(went: readonly Line[], came: readonly Line[]): DiffLine[] {
  const partners = went.length * came.length > pairsMax ? inOrder(went, came) : byLikeness(went, came);
  const result: DiffLine[] = [];
  let left = 0;
  came.forEach((line, index) => {
    const partner = partners.get(index);
    if (partner === undefined) return void result.push(whole(line, 'added'));
    while (left < partner) result.push(whole(went[left++] as Line, 'removed'));
    left = partner + 1;
    result.push(changed(went[partner] as Line, line));
  });
  result.push(...went.slice(left).map((line) => whole(line, 'removed')));
  return removedFirst(result);
}

/** Index of what came → index of what went; never crossing. */
function byLikeness(went: readonly Line[], came: readonly Line[]): Map<number, number> {
  const partners = new Map<number, number>();
  const bags = went.map(bagOf);
  let from = 0;
  came.forEach((line, index) => {
    const bag = bagOf(line);
    let best = { at: -1, like: likeness };
    for (let at = from; at < went.length; at += 1) {
      const like = alike(bags[at] as Bag, bag);
      if (went[at]?.kind === line.kind && like > best.like) best = { at, like };
    }
    if (best.at < 0) return;
    partners.set(index, best.at);
    from = best.at + 1;
  });
  // one line for one: what else could it have become?
  if (!partners.size && went.length === 1 && came.length === 1 && went[0]?.kind === came[0]?.kind) partners.set(0, 0);
  return partners;
}

function inOrder(went: readonly Line[], came: readonly Line[]): Map<number, number> {
  const pairs = came.map((line, index) => [index, line.kind === went[index]?.kind ? index : -1] as const);
  return new Map(pairs.filter(([, partner]) => partner >= 0));
}

interface Bag {
  size: number;
  counts: Map<string, number>;
}

function bagOf(line: Line): Bag {
  const keys = line.cells.flat().filter(speaks).map(keyOf);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return { size: keys.length, counts };
}

/** Share of words in common, 0 to 1. */
function alike(one: Bag, other: Bag): number {
  let common = 0;
  for (const [key, count] of one.counts) common += Math.min(count, other.counts.get(key) ?? 0);
  return one.size + other.size === 0 ? 1 : (2 * common) / (one.size + other.size);
}

/** How alike two Markdown texts are, 0 to 1: for blocks that lost their id. */
export function likenessOf(one: string, other: string): number {
  const bag = (text: string) => bagOf({ cells: linesOf(text).flatMap(({ cells }) => cells) } as Line);
  return alike(bag(one), bag(other));
}

function changed(before: Line, after: Line): DiffLine {
  const cells =
    before.cells.length === after.cells.length
      ? after.cells.map((words, index) => diffWords(before.cells[index] ?? [], words))
      : cellsOf(before.cells, after.cells);
  return { ...after, change: cells.every(isSame) ? 'same' : 'changed', cells };
}

/** A row that has more or fewer columns now: those are matched by their words. */
function cellsOf(before: readonly Word[][], after: readonly Word[][]): Part[][] {
  const key = (words: Word[]) => words.map(keyOf).join('');
  const result: Part[][] = [];
  let [at, to] = [0, 0];
  for (const { added, removed, count } of diffArrays(before.map(key), after.map(key))) {
    if (removed) result.push(...before.slice(at, (at += count)).map((words) => replaced(words, [])));
    else if (added) result.push(...after.slice(to, (to += count)).map((words) => replaced([], words)));
    else {
      at += count;
      result.push(...after.slice(to, (to += count)).map(unchanged));
    }
  }
  return result;
}

function whole(line: Line, change: 'same' | 'added' | 'removed'): DiffLine {
  const part = (words: Word[]): Part[] => (words.length ? [{ change, words }] : []);
  return { ...line, change, cells: line.cells.map(part) };
}

/** Where lines were replaced, the old ones stand before the new. */
function removedFirst(lines: DiffLine[]): DiffLine[] {
  const result: DiffLine[] = [];
  let came: DiffLine[] = [];
  for (const line of lines) {
    if (line.change === 'added') came.push(line);
    else {
      if (line.change !== 'removed') {
        result.push(...came);
        came = [];
      }
      result.push(line);
    }
  }
  return [...result, ...came];
}

const keyOfLine = ({ kind, level, frame, head, marker, cells }: Line): string =>
  [
    kind,
    level,
    frame,
    head,
    kind === 'note' ? marker : '',
    ...cells.map((words) => words.map(keyOf).join('\u0001')),
  ].join('\u0002');
