/** Batches that the academy will not take: nothing of them is lost, and what can travel does. Pure. */
import { batchOf, inOrder, noStep, type Kept, type KeptBatch, type KeptEntry, type Step } from './journal.ts';

/**
 * The academy will not take a batch as it is, and has kept nothing of it. Halves of it are tried under the same numbers;
 * where it is one answer, that one stays on the device and says so.
 */
export function refused(kept: Kept, { device, seq }: KeptBatch, why: 'long' | 'refused'): Step {
  const later = kept.batches.filter((batch) => batch.device === device && batch.seq >= seq && batch.ackedMs === null);
  const freed = kept.entries.filter((entry) => entry.device === device && later.some((each) => each.seq === entry.seq));
  const culprits = freed.filter((entry) => entry.seq === seq).sort(inOrder);
  const half = Math.ceil(culprits.length / 2);
  const single = culprits.length <= 1;
  const rest = freed.filter((entry) => !culprits.includes(entry) || single);
  const [first, second] = single ? [[], []] : [culprits.slice(0, half), culprits.slice(half)];
  return {
    put: [
      ...rest.map((entry) => ({ ...entry, seq: null, held: culprits.includes(entry) ? why : entry.held })),
      ...first.map((entry) => ({ ...entry, seq })),
      ...second.map((entry) => ({ ...entry, seq: seq + 1 })),
    ],
    drop: [],
    putBatches: single ? [] : [part(kept, device, seq, seq, first), part(kept, device, seq, seq + 1, second)],
    dropBatches: later.filter((batch) => single || batch.seq > seq + 1),
  };
}

function part(kept: Kept, device: string, from: number, seq: number, entries: readonly KeptEntry[]): KeptBatch {
  const batch = batchOf(kept, device, from)!;
  return { ...batch, seq, entries: batch.entries.filter(({ n }) => entries.some((entry) => entry.n === n)) };
}

/** Another batch bears this number (a copied profile): the same entries travel under the name of a new writer. */
export function renamed(kept: Kept, { device, seq }: KeptBatch, name: string): Step {
  const batch = batchOf(kept, device, seq);
  if (!batch) return noStep;
  const drop = kept.entries.filter((entry) => entry.device === device && entry.seq === seq);
  return {
    put: drop.map((entry) => ({ ...entry, device: name, seq: 1 })),
    drop,
    putBatches: [
      { ...batch, device: name, seq: 1 },
      // the number is taken
      { ...batch, entries: [], ackedMs: batch.wallMs },
    ],
    dropBatches: [],
  };
}
