/** Hints of the instructor as a learner meets them. Pure. */
import type { Picked } from '../languages.ts';
import type { Line } from './vtt.ts';

export interface Hint {
  atSeconds: number;
  text: Picked;
}

const shownSeconds = 12;
/** a slow reader's pace */
const lettersPerSecond = 14;

/** The hint to be read at this place: from its second on, as long as reading takes, until the next one. */
export function hintAt(hints: readonly Hint[], seconds: number, rate: number): Hint | undefined {
  const hint = hints.findLast(({ atSeconds }) => atSeconds <= seconds + 0.05);
  if (!hint) return undefined;
  const needed = Math.max(shownSeconds, hint.text.text.length / lettersPerSecond) * rate;
  return seconds < hint.atSeconds + needed ? hint : undefined;
}

/** The hints that stand before each line of a transcript, by its index: what comes up while a line is said stands after it. */
export function hintsBefore(lines: readonly Line[], hints: readonly Hint[]): Map<number, Hint[]> {
  const before = new Map<number, Hint[]>();
  for (const hint of hints) {
    const found = lines.findIndex(({ startSeconds }) => startSeconds >= hint.atSeconds);
    const index = found < 0 ? lines.length : found;
    before.set(index, [...(before.get(index) ?? []), hint]);
  }
  return before;
}
