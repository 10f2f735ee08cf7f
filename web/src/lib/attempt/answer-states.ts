/** What a journal says of the answers: what they are, where they are, what the academy does not have. Pure. */
import type { KeptAnswer } from '#contracts/attempts.ts';
import type { Answer } from '#contracts/question-kinds.ts';
import { batchOf, type Kept, type KeptEntry } from './journal.ts';

/** Where an answer is, and since when. */
export interface AnswerState {
  answer: Answer | null;
  place: 'device' | 'academy' | 'held';
  /** when it was made, by the academy’s clock */
  madeMs: number;
  /** since when it is where it is */
  savedMs: number;
}

/** What is answered, as this device knows it: the latest of what the academy told and what the journal holds. */
export function answersOf(told: readonly KeptAnswer[], kept: Kept): Map<string, AnswerState> {
  const found = new Map<string, AnswerState>();
  for (const { questionId, answer, at } of told) {
    const ms = Date.parse(at);
    found.set(questionId, { answer, place: 'academy', madeMs: ms, savedMs: ms });
  }
  for (const entry of [...kept.entries].sort((a, b) => a.atMs - b.atMs || a.n - b.n)) {
    const known = found.get(entry.questionId);
    if (!known || known.madeMs <= entry.atMs) found.set(entry.questionId, stateOf(entry, kept));
  }
  return found;
}

function stateOf(entry: KeptEntry, kept: Kept): AnswerState {
  const { answer, atMs, held } = entry;
  const ackedMs = ackedAt(entry, kept);
  const place = held ? 'held' : ackedMs === null ? 'device' : 'academy';
  return { answer, place, madeMs: atMs, savedMs: ackedMs ?? atMs };
}

const ackedAt = ({ device, seq }: KeptEntry, kept: Kept): number | null =>
  seq === null ? null : (batchOf(kept, device, seq)?.ackedMs ?? null);

/** What the academy does not have: changes that wait, and the answers that stay here because it does not take them. */
export function unsent(kept: Kept): { waiting: KeptEntry[]; held: KeptEntry[] } {
  const open = kept.entries.filter((entry) => ackedAt(entry, kept) === null);
  const overtaken = (entry: KeptEntry) =>
    kept.entries.some((other) => other.questionId === entry.questionId && isLater(other, entry));
  return {
    waiting: open.filter(({ held }) => !held),
    held: open.filter((entry) => entry.held && !overtaken(entry)),
  };
}

const isLater = (a: KeptEntry, b: KeptEntry): boolean => a.atMs > b.atMs || (a.atMs === b.atMs && a.n > b.n);
