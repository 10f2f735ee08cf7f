/**
 * What counts of everything that came: a pure fold over the batches of an attempt, the same in whatever order and however
 * often they came. Moments in milliseconds, by the server’s clock.
 *
 * A device’s changes have the order in which it numbered them. Between devices the one made last counts; one that was made
 * earlier and came later is kept aside, so that it never replaces what a learner saw as saved. When something was made
 * follows from its receipt and the age the device names – bounded by what the server knows itself: nothing was made before
 * the attempt began, before what the same device numbered earlier, or after something later was received.
 */
import type { Entry } from '#contracts/attempts.ts';
import type { Answer } from '#contracts/question-kinds.ts';

export interface Batch {
  device: string;
  seq: number;
  receivedAt: number;
  entries: readonly Entry[];
}
export interface Terms {
  openedAt: number;
  /** what was made later does not count */
  end: number;
  /** what was received later does not count */
  receiveUntil: number;
}
/** An answer, and where it stands. */
export interface Kept {
  answer: Answer | null;
  at: number;
  receivedAt: number;
  device: string;
  seq: number;
  n: number;
}
export interface FoldedQuestion {
  /** what counts; undefined: nothing was answered in time */
  kept: Kept | undefined;
  /** the last of other devices: made earlier, received, not counted */
  others: Kept[];
  /** the last of each device that came after the end */
  late: Kept[];
}

/** By question. */
export function fold(batches: readonly Batch[], terms: Terms): Map<string, FoldedQuestion> {
  const folded = new Map<string, FoldedQuestion>();
  for (const own of byDevice(batches).values()) {
    for (const [questionId, { counted, late }] of lastOf(made(own, terms.openedAt), terms)) {
      const before = folded.get(questionId) ?? { kept: undefined, others: [], late: [] };
      folded.set(questionId, withDevice(before, counted, late));
    }
  }
  return folded;
}

/** The answers that count, without those taken back. */
export const answersOf = (folded: ReadonlyMap<string, FoldedQuestion>): Map<string, Answer> =>
  new Map([...folded].flatMap(([id, { kept }]) => (kept?.answer ? [[id, kept.answer] as const] : [])));

type Numbered = Entry & { device: string; seq: number; receivedAt: number };

/** Each device’s changes in its own order; the same batch twice counts as received first. */
function byDevice(batches: readonly Batch[]): Map<string, Numbered[]> {
  const first = new Map<string, Batch>();
  for (const batch of batches) {
    const key = `${batch.device}#${batch.seq}`;
    const known = first.get(key);
    if (!known || batch.receivedAt < known.receivedAt) first.set(key, batch);
  }
  const devices = new Map<string, Numbered[]>();
  for (const { device, seq, receivedAt, entries } of [...first.values()].sort((a, b) => a.seq - b.seq)) {
    const own = devices.get(device) ?? [];
    const inOrder = entries.map((entry, index) => ({ entry, index }));
    inOrder.sort((a, b) => a.entry.n - b.entry.n || a.index - b.index);
    own.push(...inOrder.map(({ entry }) => ({ ...entry, device, seq, receivedAt })));
    devices.set(device, own);
  }
  return devices;
}

/** When each was made. */
function made(own: readonly Numbered[], openedAt: number): (Numbered & { at: number })[] {
  let received = Infinity;
  const latest = own.toReversed().map((each) => (received = Math.min(received, each.receivedAt)));
  latest.reverse();
  let at = openedAt;
  return own.map((each, index) => {
    at = Math.max(at, Math.min(each.receivedAt - Math.max(0, each.ageMs), latest[index]!));
    return { ...each, at };
  });
}

interface Last {
  counted: Kept | undefined;
  late: Kept | undefined;
}

/** Of each question the last change of one device that counts, and the last that came too late. */
function lastOf(own: readonly (Numbered & { at: number })[], { end, receiveUntil }: Terms): Map<string, Last> {
  const last = new Map<string, Last>();
  for (const { questionId, answer, at, receivedAt, device, seq, n } of own) {
    const kept = { answer, at, receivedAt, device, seq, n };
    const before = last.get(questionId) ?? { counted: undefined, late: undefined };
    const inTime = at <= end && receivedAt <= receiveUntil;
    last.set(questionId, inTime ? { ...before, counted: kept } : { ...before, late: kept });
  }
  return last;
}

function withDevice(before: FoldedQuestion, counted: Kept | undefined, late: Kept | undefined): FoldedQuestion {
  const lates = late ? [...before.late, late].sort(byTime) : before.late;
  if (!counted) return { ...before, late: lates };
  const all = [...before.others, ...(before.kept ? [before.kept] : []), counted].sort(byTime);
  return { kept: all.at(-1), others: all.slice(0, -1), late: lates };
}

const byTime = (a: Kept, b: Kept): number =>
  a.at - b.at || a.receivedAt - b.receivedAt || (a.device < b.device ? -1 : 1);

/** a request is given up by then: who says it was longer on its way has a clock that is wrong */
const onTheWayMaxMs = 60_000;

/**
 * Entries with their ages as of the receipt of their batch: on a bad link seconds may have gone by since it was sent, in which
 * another device wrote and was acknowledged. Without it the later receipt would count as the later answer.
 */
export function agedOnTheWay(entries: readonly Entry[], sentAt: string | undefined, receivedAt: number): Entry[] {
  const onTheWay = sentAt === undefined ? 0 : receivedAt - Date.parse(sentAt);
  const added = Math.min(onTheWayMaxMs, Math.max(0, onTheWay));
  return entries.map((entry) => ({ ...entry, ageMs: entry.ageMs + added }));
}

/** Numbers up to `sent` that have not come from a device, some of them at most. */
export function missingOf(batches: readonly Pick<Batch, 'device' | 'seq'>[], device: string, sent: number): number[] {
  const come = new Set(batches.filter((each) => each.device === device).map(({ seq }) => seq));
  const missing: number[] = [];
  for (let seq = 1; seq <= sent && missing.length < 20; seq += 1) if (!come.has(seq)) missing.push(seq);
  return missing;
}
