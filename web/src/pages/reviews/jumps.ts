/** Going from change to change in a lesson: which one is next from where the reader is, and bringing it into view. */
import { isChange, nextChange, type BlockPair } from '../../lib/diff/blocks.ts';
import { jumpTo } from '../../lib/markdown/jump.ts';

export const rowId = (blockId: string): string => `b-${blockId}`;
const rowSelector = '[data-row]';

/** Where the reader is: the block with the focus, else the last one whose top has gone past the upper third. */
function here(): string | undefined {
  const focused = document.activeElement?.closest<HTMLElement>(rowSelector);
  if (focused) return focused.dataset['row'];
  const passed = [...document.querySelectorAll<HTMLElement>(rowSelector)].filter(
    (row) => row.getBoundingClientRect().top < innerHeight / 3,
  );
  return passed.at(-1)?.dataset['row'];
}

/** Answers whether there was one. */
export function jumpToChange(rows: readonly BlockPair[], step: 1 | -1): boolean {
  // rows that are folded are not there, and none of them has changed
  const from = here();
  const id = from === undefined && step < 0 ? undefined : nextChange(rows, from, step);
  const row = id === undefined ? null : document.getElementById(rowId(id));
  if (row) jumpTo(row, 'center');
  return row !== null;
}

export const changeCount = (rows: readonly BlockPair[]): number => rows.filter(isChange).length;

/** Keys while the text has the focus – never page-wide: single letters belong to screen readers and dictation. */
export function stepOf(event: KeyboardEvent): 1 | -1 | undefined {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  const typing = (event.target as Element).closest('textarea, input, select, [contenteditable]');
  if (modified || typing) return undefined;
  // the physical key: a Ukrainian or Kazakh layout gives other letters
  return event.code === 'KeyN' ? 1 : event.code === 'KeyP' ? -1 : undefined;
}
