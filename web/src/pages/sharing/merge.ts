/** One text of two that were both made from a third: what only one of them changed is so, what both changed stands twice. Pure. */
import { diffArrays } from 'diff';

export interface Merged {
  text: string;
  /** are there places where both changed the same words? */
  clashes: boolean;
}

const pieces = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

/** A stretch of the base, and what stands in its place. */
interface Change {
  from: number;
  to: number;
  words: string[];
}

export function merged(base: string, mine: string, theirs: string): Merged {
  const old = pieces(base);
  const [ours, others] = [changesOf(old, pieces(mine)), changesOf(old, pieces(theirs))];
  if (!ours || !others) return { text: both(mine, theirs), clashes: true };
  const out: string[] = [];
  let clashes = false;
  let at = 0;
  for (const group of groupsOf(ours, others)) {
    out.push(...old.slice(at, group.from));
    const [a, b] = [group.ours, group.others].map((changes) => applied(old, group, changes));
    if (!group.others.length || a === b) out.push(a!);
    else if (!group.ours.length) out.push(b!);
    else {
      clashes = true;
      out.push(both(a!, b!));
    }
    at = group.to;
  }
  return { text: [...out, ...old.slice(at)].join(''), clashes };
}

const both = (one: string, other: string): string => (one.trim() ? `${one.trimEnd()} ${other.trimStart()}` : other);

function changesOf(base: readonly string[], next: readonly string[]): Change[] | undefined {
  const steps = diffArrays([...base], [...next], { maxEditLength: 2_000 });
  if (!steps) return undefined;
  const changes: Change[] = [];
  let at = 0;
  let open: Change | undefined;
  for (const { added, removed, value } of steps) {
    if (!added && !removed) {
      at += value.length;
      open = undefined;
      continue;
    }
    if (!open) changes.push((open = { from: at, to: at, words: [] }));
    if (removed) open.to = at += value.length;
    else open.words.push(...value);
  }
  return changes;
}

interface Group {
  from: number;
  to: number;
  ours: Change[];
  others: Change[];
}

/** Changes that touch one another belong together. */
function groupsOf(ours: readonly Change[], others: readonly Change[]): Group[] {
  const all = [
    ...ours.map((change) => ({ change, side: 'ours' as const })),
    ...others.map((change) => ({ change, side: 'others' as const })),
  ].sort((a, b) => a.change.from - b.change.from || a.change.to - b.change.to);
  const groups: Group[] = [];
  for (const { change, side } of all) {
    const last = groups.at(-1);
    const group = last && change.from <= last.to ? last : { from: change.from, to: change.to, ours: [], others: [] };
    if (group !== last) groups.push(group);
    group.to = Math.max(group.to, change.to);
    group[side].push(change);
  }
  return groups;
}

/** The stretch of the base with these changes. */
function applied(base: readonly string[], { from, to }: Group, changes: readonly Change[]): string {
  const out: string[] = [];
  let at = from;
  for (const change of changes) {
    out.push(...base.slice(at, change.from), ...change.words);
    at = change.to;
  }
  return [...out, ...base.slice(at, to)].join('');
}
