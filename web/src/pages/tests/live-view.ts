/** What the live view says of everybody: who is in, who has fallen silent, how long is left. Pure; moments in milliseconds. */
import type { LiveRow } from '#contracts/runs.ts';

/** a device reports every 30 s: after two that are missing, something is wrong */
export const silentAfterMs = 75_000;

export type LiveState = 'notBegun' | 'in' | 'silent' | 'done';

export function stateOf({ state, seenAt, openedAt }: LiveRow, now: number): LiveState {
  if (state === 'notBegun') return 'notBegun';
  if (state !== 'open') return 'done';
  const heard = Date.parse(seenAt ?? openedAt ?? '');
  return Number.isNaN(heard) || now - heard > silentAfterMs ? 'silent' : 'in';
}

/** Minutes left, begun ones count whole; null: open end. */
export const minutesLeft = ({ closesAt }: Pick<LiveRow, 'closesAt'>, now: number): number | null =>
  closesAt === null ? null : Math.max(0, Math.ceil((Date.parse(closesAt) - now) / 60_000));

export type Counts = Record<LiveState, number>;
export function counts(rows: readonly LiveRow[], now: number): Counts {
  const found: Counts = { notBegun: 0, in: 0, silent: 0, done: 0 };
  for (const row of rows) found[stateOf(row, now)] += 1;
  return found;
}

const order: readonly LiveState[] = ['silent', 'in', 'notBegun', 'done'];
const name = ({ familyName, givenName }: LiveRow) => `${familyName} ${givenName}`;

/** By name: once for each answer of the academy, since thousands of names take a while. */
export function byName(rows: readonly LiveRow[], language: string): LiveRow[] {
  const { compare } = new Intl.Collator(language);
  return rows
    .map((row) => ({ row, called: name(row) }))
    .sort((one, other) => compare(one.called, other.called))
    .map(({ row }) => row);
}

/** Those who may need help first, else in the order in which they come. */
export function sorted(rows: readonly LiveRow[], now: number): LiveRow[] {
  const found = new Map<LiveState, LiveRow[]>(order.map((state) => [state, []]));
  for (const row of rows) found.get(stateOf(row, now))?.push(row);
  return [...found.values()].flat();
}

/** Rows in whose name all words occur, in one of these states. */
export function chosen(rows: readonly LiveRow[], text: string, only: LiveState | undefined, now: number): LiveRow[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (only === undefined || stateOf(row, now) === only) &&
      words.every((word) => name(row).toLocaleLowerCase().includes(word)),
  );
}
