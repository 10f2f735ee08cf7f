/** A lesson as it was and as it is → its blocks in the order to read them, each with what happened to it. Pure. */
import type { Language } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { z } from '#contracts/z.ts';
import { diffArrays } from 'diff';
import { likenessOf } from './line-diff.ts';

export type Frozen = z.infer<typeof FrozenBlock>;
export type BlockState = 'same' | 'changed' | 'added' | 'removed';
export interface BlockPair {
  /** of the block as it is now; of a removed one as it was */
  id: string;
  before: Frozen | null;
  after: Frozen | null;
  state: BlockState;
  /** it stands elsewhere among those that stayed */
  moved: boolean;
}

/** Below this two texts without a common id are two blocks. */
const likeness = 0.5;
/** a gap with more pairs than this is not searched for blocks that lost their id */
const pairsMax = 2_500;

/** `state` tells of the text in one language, and of the picture or file, which is the same in all. */
export function pairBlocks(before: readonly Frozen[], after: readonly Frozen[], language: Language): BlockPair[] {
  const partners = partnersOf(before, after, language);
  const order = new Map(before.map((block, index) => [block.id, index]));
  const kept = after.flatMap(({ id }) => partners.get(id) ?? []);
  const still = unmoved(kept.map(({ id }) => order.get(id) ?? 0));
  const rows = after.map((block): BlockPair => {
    const old = partners.get(block.id) ?? null;
    const moved = old !== null && !still.has(order.get(old.id) ?? 0);
    return { id: block.id, before: old, after: block, state: stateOf(old, block, language), moved };
  });
  return withRemoved(rows, before, order).filter(
    ({ before: old, after: now }) => says(old, language) || says(now, language),
  );
}

export const isChange = ({ state, moved }: Pick<BlockPair, 'state' | 'moved'>): boolean => state !== 'same' || moved;

/** Id of the next (or previous) change from where one is; stays undefined at the end. */
export function nextChange(rows: readonly BlockPair[], from: string | undefined, step: 1 | -1): string | undefined {
  const at = rows.findIndex(({ id }) => id === from);
  const start = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
  for (let index = start; index >= 0 && index < rows.length; index += step) {
    const row = rows[index];
    if (row && isChange(row)) return row.id;
  }
  return undefined;
}

/** Runs of blocks: what changed stands open, a run of unchanged ones can be folded. */
export function runsOf<Row extends Pick<BlockPair, 'state' | 'moved'>>(
  rows: readonly Row[],
  shown: (row: Row) => boolean = () => false,
): { folds: boolean; rows: Row[] }[] {
  const runs: { folds: boolean; rows: Row[] }[] = [];
  for (const row of rows) {
    const folds = !isChange(row) && !shown(row);
    const last = runs.at(-1);
    if (last?.folds === folds) last.rows.push(row);
    else runs.push({ folds, rows: [row] });
  }
  // a line that says “one block” takes as much room as the block
  return runs.map(({ folds, rows: run }) => ({ folds: folds && run.length > 1, rows: run }));
}

const textIn = (block: Frozen, language: Language) => block.texts[language]?.text ?? '';
const says = (block: Frozen | null, language: Language) =>
  block !== null && (block.kind !== 'text' || textIn(block, language) !== '');

function stateOf(before: Frozen | null, after: Frozen, language: Language): BlockState {
  if (!before || (!says(before, language) && says(after, language))) return 'added';
  if (says(before, language) && !says(after, language)) return 'removed';
  const same =
    before.ref === after.ref &&
    before.kind === after.kind &&
    textIn(before, language) === textIn(after, language) &&
    (before.texts[language]?.alt ?? '') === (after.texts[language]?.alt ?? '');
  return same ? 'same' : 'changed';
}

/** By id; what has none in common, by the same text, and then by a text much like it. */
function partnersOf(before: readonly Frozen[], after: readonly Frozen[], language: Language): Map<string, Frozen> {
  const byId = new Map(before.map((block) => [block.id, block]));
  const partners = new Map<string, Frozen>();
  for (const { id } of after) {
    const old = byId.get(id);
    if (old) partners.set(id, old);
  }
  const taken = new Set([...partners.values()].map(({ id }) => id));
  const gone = before.filter(({ id }) => !taken.has(id));
  const come = after.filter(({ id }) => !partners.has(id));
  for (const [now, old] of lookalikes(gone, come, language)) partners.set(now.id, old);
  return partners;
}

function lookalikes(gone: Frozen[], come: Frozen[], language: Language): [Frozen, Frozen][] {
  const left = [...gone];
  const take = (now: Frozen, fits: (old: Frozen) => boolean): [Frozen, Frozen][] => {
    const at = left.findIndex((old) => old.kind === now.kind && old.ref === now.ref && fits(old));
    const [old] = at < 0 ? [] : left.splice(at, 1);
    return old ? [[now, old]] : [];
  };
  const exact = come.flatMap((now) => take(now, (old) => textIn(old, language) === textIn(now, language)));
  if (gone.length * come.length > pairsMax) return exact;
  const found = new Set(exact.map(([now]) => now));
  const near = (now: Frozen, old: Frozen) => likenessOf(textIn(old, language), textIn(now, language)) > likeness;
  return [...exact, ...come.filter((now) => !found.has(now)).flatMap((now) => take(now, (old) => near(now, old)))];
}

/** Those of a new order (given as old positions) that kept their order: the longest rising run of them. */
function unmoved(positions: readonly number[]): Set<number> {
  const sorted = [...positions].sort((a, b) => a - b);
  const steps = diffArrays(sorted, [...positions]);
  return new Set(steps.filter(({ added, removed }) => !added && !removed).flatMap(({ value }) => value));
}

/** What was taken away stands behind what it stood behind. */
function withRemoved(rows: BlockPair[], before: readonly Frozen[], order: Map<string, number>): BlockPair[] {
  const kept = new Set(rows.flatMap(({ before: old }) => old?.id ?? []));
  const result = [...rows];
  for (const block of before.filter(({ id }) => !kept.has(id))) {
    const previous = before[(order.get(block.id) ?? 0) - 1]?.id;
    const at = previous === undefined ? -1 : result.findIndex(({ before: old }) => old?.id === previous);
    const row: BlockPair = { id: block.id, before: block, after: null, state: 'removed', moved: false };
    if (previous === undefined) result.unshift(row);
    else result.splice(at + 1, 0, row);
  }
  return result;
}
