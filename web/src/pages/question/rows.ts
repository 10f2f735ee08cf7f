/** Rows that are typed one after another: options, items, pairs. Pure; what is done with the focus is said by index. */

/** What a key does to rows. */
export type RowStep =
  | { does: 'add'; at: number }
  | { does: 'remove'; at: number; focus: number }
  | { does: 'move'; from: number; to: number }
  | { does: 'mark'; at: number };

interface Pressed {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing?: boolean;
}
interface Place {
  index: number;
  count: number;
  /** nothing is written in the row */
  blank: boolean;
  /** fewer than these are not left */
  min: number;
}

/** Enter adds, Backspace in an empty row removes, Alt with arrows moves, Alt with Enter marks as right. */
export function stepOf(event: Pressed, { index, count, blank, min }: Place): RowStep | undefined {
  if (event.isComposing || event.ctrlKey || event.metaKey) return undefined;
  if (event.key === 'Enter' && event.altKey) return { does: 'mark', at: index };
  if (event.altKey && event.key === 'ArrowUp') return moved(index, index - 1, count);
  if (event.altKey && event.key === 'ArrowDown') return moved(index, index + 1, count);
  if (event.key === 'Enter' && !event.shiftKey) return { does: 'add', at: index + 1 };
  if (event.key === 'Backspace' && blank && count > min)
    return { does: 'remove', at: index, focus: Math.max(0, index - 1) };
  return undefined;
}

const moved = (from: number, to: number, count: number): RowStep | undefined =>
  to >= 0 && to < count ? { does: 'move', from, to } : undefined;

export function withMoved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const next = [...rows];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export const withAdded = <Row>(rows: readonly Row[], at: number, ...added: Row[]): Row[] => [
  ...rows.slice(0, at),
  ...added,
  ...rows.slice(at),
];

/** Lines of what was pasted, without signs of a list and without empty ones; one line is no list. */
export function pastedLines(text: string): string[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•–—]|\(?(?:\d{1,2}|\p{L})[.)])\s+/u, '').trim())
    .filter(Boolean);
  return lines.length > 1 ? lines : undefined;
}
