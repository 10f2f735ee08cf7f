/** A difference taken apart again: the lines as they were, the lines as they are, each with its own changes marked. Pure. */
import type { DiffLine } from './line-diff.ts';

export function sideOf(lines: readonly DiffLine[], side: 'before' | 'after'): DiffLine[] {
  const hidden = side === 'before' ? 'added' : 'removed';
  return lines
    .filter(({ change }) => change !== hidden)
    .map((line) => ({ ...line, cells: line.cells.map((parts) => parts.filter(({ change }) => change !== hidden)) }));
}
