/**
 * The journal of an attempt on the device: every change of an answer, numbered by the tab that made it, and the batches in
 * which changes travel. A batch is built once; however often it is sent, it says the same, only older. Pure.
 */
import type { Entry } from '#contracts/attempts.ts';
import type { Answer } from '#contracts/question-kinds.ts';
import { elapsedMs, type DeviceTime } from './clock.ts';

/** what the contract takes in a batch, with some air for what stands around the entries */
const batchBytes = 240_000;
const batchEntries = 400;
/** what it takes as an answer */
const answerBytes = 100_000;
const essayLength = 60_000;
/** so long ago that nobody asks any more */
const oldestMs = 90 * 24 * 3600 * 1000;

export interface KeptEntry {
  attemptId: string;
  /** the tab that made it */
  device: string;
  n: number;
  questionId: string;
  /** null: taken back */
  answer: Answer | null;
  /** by the academy’s clock as the device knew it: for the order of answers on this device */
  atMs: number;
  /** by the device’s clocks: for its age */
  wallMs: number;
  mono: number;
  /** the batch it travels in */
  seq: number | null;
  /** why it does not travel: longer than the academy takes, or refused */
  held: 'long' | 'refused' | null;
}

export interface KeptBatch {
  attemptId: string;
  device: string;
  seq: number;
  /** empty once the academy has them */
  entries: Entry[];
  wallMs: number;
  mono: number;
  /** when the academy received it, by its clock */
  ackedMs: number | null;
}

export interface Kept {
  entries: KeptEntry[];
  batches: KeptBatch[];
}
/** What a step changes in the journal. */
export interface Step {
  put: KeptEntry[];
  drop: KeptEntry[];
  putBatches: KeptBatch[];
  dropBatches: KeptBatch[];
}
export const noStep: Step = { put: [], drop: [], putBatches: [], dropBatches: [] };

export interface Change {
  attemptId: string;
  device: string;
  questionId: string;
  answer: Answer | null;
  atMs: number;
  now: DeviceTime;
}

/** The entry for a change. While one writes on at the same answer and nothing was sent, it is the same entry. */
export function entryOf(last: KeptEntry | undefined, { now, ...change }: Change): KeptEntry {
  const goesOn = last && last.seq === null && last.questionId === change.questionId;
  const n = !last ? 1 : goesOn ? last.n : last.n + 1;
  return { ...change, n, wallMs: now.wallMs, mono: now.mono, seq: null, held: fits(change.answer) ? null : 'long' };
}

/** Does the academy take an answer of this size? */
export function fits(answer: Answer | null): boolean {
  if (!answer) return true;
  return (answer.kind !== 'essay' || answer.text.length <= essayLength) && bytesOf(answer) <= answerBytes;
}

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** Puts what waits into batches: by tab, in its order, as many as fit. `own`: the tab whose even clock is `now.mono`. */
export function building({ entries, batches }: Kept, own: string, now: DeviceTime): Step {
  const step: Step = { ...noStep, put: [], putBatches: [] };
  const waiting = entries.filter(({ seq, held }) => seq === null && !held).sort(inOrder);
  for (const [device, list] of byDevice(waiting)) {
    let seq = Math.max(0, ...batches.filter((batch) => batch.device === device).map((batch) => batch.seq));
    for (const part of parts(list)) {
      seq += 1;
      const number = seq;
      const { attemptId } = part[0]!;
      step.put.push(...part.map((entry) => ({ ...entry, seq: number })));
      const sent = part.map((entry) => sentEntry(entry, own, now));
      step.putBatches.push({ attemptId, device, seq, entries: sent, ...now, ackedMs: null });
    }
  }
  return step;
}

function byDevice(entries: readonly KeptEntry[]): Map<string, KeptEntry[]> {
  const found = new Map<string, KeptEntry[]>();
  for (const entry of entries) found.set(entry.device, [...(found.get(entry.device) ?? []), entry]);
  return found;
}

function parts(entries: readonly KeptEntry[]): KeptEntry[][] {
  const found: KeptEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry.answer) + 200;
    const last = found.at(-1);
    if (last && last.length < batchEntries && bytes + size <= batchBytes) {
      last.push(entry);
      bytes += size;
    } else {
      found.push([entry]);
      bytes = size;
    }
  }
  return found;
}

function sentEntry(entry: KeptEntry, own: string, now: DeviceTime): Entry {
  const { n, questionId, answer } = entry;
  return { n, questionId, answer, ageMs: ageOf(entry, own, now) };
}

/** How long ago it was made; the even clock of another tab is not ours. */
function ageOf({ device, wallMs, mono }: KeptEntry | KeptBatch, own: string, now: DeviceTime): number {
  return Math.min(oldestMs, Math.round(elapsedMs({ wallMs, mono: device === own ? mono : null }, now)));
}

/** What a batch says when it is sent now: it has waited since it was built. */
export function sentNow(batch: KeptBatch, own: string, now: DeviceTime): Entry[] {
  const waited = ageOf(batch, own, now);
  return batch.entries.map((entry) => ({ ...entry, ageMs: Math.min(oldestMs, entry.ageMs + waited) }));
}

export const inOrder = (a: KeptEntry, b: KeptEntry): number => a.n - b.n;

/** What is to be sent, the oldest first; of each tab in its order. */
export const toSend = ({ batches }: Kept): KeptBatch[] =>
  batches.filter(({ ackedMs }) => ackedMs === null).sort((a, b) => a.wallMs - b.wallMs || a.seq - b.seq);

/** The academy has a batch: what was overtaken by it need not be kept any longer. */
export function acked(kept: Kept, { device, seq }: KeptBatch, receivedMs: number): Step {
  const batch = batchOf(kept, device, seq);
  if (!batch) return noStep;
  const mine = kept.entries.filter((entry) => entry.device === device);
  const drop = mine.filter(
    (entry) => entry.seq === seq && mine.some((later) => later.n > entry.n && later.questionId === entry.questionId),
  );
  return { ...noStep, drop, putBatches: [{ ...batch, entries: [], ackedMs: receivedMs }] };
}

/** A batch by its number. */
export const batchOf = ({ batches }: Kept, device: string, seq: number) =>
  batches.find((batch) => batch.device === device && batch.seq === seq);

/** The journal after a step. */
export function after({ entries, batches }: Kept, step: Step): Kept {
  const gone = new Set([...step.drop, ...step.put].map(entryKey));
  const goneBatches = new Set([...step.dropBatches, ...step.putBatches].map(batchKey));
  return {
    entries: [...entries.filter((entry) => !gone.has(entryKey(entry))), ...step.put],
    batches: [...batches.filter((batch) => !goneBatches.has(batchKey(batch))), ...step.putBatches],
  };
}
const entryKey = ({ device, n }: KeptEntry): string => `${device} ${n}`;
const batchKey = ({ device, seq }: KeptBatch): string => `${device} ${seq}`;
