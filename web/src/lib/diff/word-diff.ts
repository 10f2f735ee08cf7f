/** Two versions of one line → what stayed, what went, what came. Pure. */
import { diffArrays } from 'diff';
import { keyOf, speaks, type Word } from './words.ts';

export type Change = 'same' | 'removed' | 'added';
export interface Part {
  change: Change;
  words: Word[];
}

/** Less in common than this, and a line is shown as replaced: scattered words that happen to agree help nobody. */
const inCommon = 0.3;
/** steps until two lines count as wholly different; keeps a pasted wall of text from holding up the page */
const stepsMax = 600;

export function diffWords(before: readonly Word[], after: readonly Word[]): Part[] {
  const raw = compared(before, after);
  if (!raw) return replaced(before, after);
  const parts = joined(withoutIslands(raw));
  return alike(parts, before, after) ? parts : replaced(before, after);
}

export const isSame = (parts: readonly Part[]): boolean => parts.every(({ change }) => change === 'same');

export const unchanged = (words: readonly Word[]): Part[] =>
  words.length ? [{ change: 'same', words: [...words] }] : [];

export function replaced(before: readonly Word[], after: readonly Word[]): Part[] {
  const parts: Part[] = [
    { change: 'removed', words: [...before] },
    { change: 'added', words: [...after] },
  ];
  return parts.filter(({ words }) => words.length > 0);
}

function compared(before: readonly Word[], after: readonly Word[]): Part[] | undefined {
  const changes = diffArrays(before.map(keyOf), after.map(keyOf), { maxEditLength: stepsMax });
  if (!changes) return undefined;
  let [old, next] = [0, 0];
  return changes.map(({ added, removed, count }) => {
    const words = removed ? before.slice(old, old + count) : after.slice(next, next + count);
    if (!added) old += count;
    if (!removed) next += count;
    return { change: removed ? 'removed' : added ? 'added' : 'same', words };
  });
}

/** A space or a comma between two changes belongs to them: «[було → стало] [ще → вже]» reads worse than one change. */
function withoutIslands(parts: Part[]): Part[] {
  return parts.flatMap((part, index) => {
    const inside = index > 0 && index < parts.length - 1;
    if (part.change !== 'same' || !inside || part.words.some(speaks)) return [part];
    return [
      { change: 'removed', words: part.words },
      { change: 'added', words: part.words },
    ];
  });
}

/** Neighbouring changes become one: first all that went, then all that came. */
function joined(parts: Part[]): Part[] {
  const result: Part[] = [];
  let [went, came]: [Word[], Word[]] = [[], []];
  const close = () => {
    result.push(...trimmed(went, came));
    [went, came] = [[], []];
  };
  for (const part of parts) {
    if (part.change === 'removed') went.push(...part.words);
    else if (part.change === 'added') came.push(...part.words);
    else {
      close();
      result.push(part);
    }
  }
  close();
  return result;
}

/** A space at the same end of both sides is not part of the change. */
function trimmed(went: Word[], came: Word[]): Part[] {
  const isSpace = (word: Word | undefined) => word !== undefined && keyOf(word) === ' ';
  if (!went.length || !came.length || !isSpace(went.at(-1)) || !isSpace(came.at(-1))) return replaced(went, came);
  const last = came.at(-1);
  const end: Part[] = last ? [{ change: 'same', words: [last] }] : [];
  return [...replaced(went.slice(0, -1), came.slice(0, -1)), ...end];
}

function alike(parts: readonly Part[], before: readonly Word[], after: readonly Word[]): boolean {
  const count = (words: readonly Word[]) => words.filter(speaks).length;
  const shorter = Math.min(count(before), count(after));
  const common = parts.filter(({ change }) => change === 'same').reduce((sum, { words }) => sum + count(words), 0);
  return shorter < 4 || common >= shorter * inCommon;
}
