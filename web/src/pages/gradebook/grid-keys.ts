/** Keys of the gradebook, as in a spreadsheet. Pure. */
export type GridDo =
  | { what: 'move'; rows: number; columns: number }
  | { what: 'edge'; to: 'rowStart' | 'rowEnd' | 'start' | 'end' }
  /** `text`: what takes the place of what stood there; undefined: it is changed */
  | { what: 'edit'; text: string | undefined }
  | { what: 'clear' | 'details' | 'undo' | 'redo' | 'copy' }
  | { what: 'flag'; flag: 'missing' | 'late' | 'excused' };

interface Key {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const moves: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};
/** by the place on the keyboard, so that it is the same in every layout */
const flags: Record<string, 'missing' | 'late' | 'excused'> = { Digit1: 'missing', Digit2: 'late', Digit3: 'excused' };

/** What a key does while a cell is active and nothing is typed; undefined: nothing of ours. */
export function gridKey(key: Key): GridDo | undefined {
  if (key.ctrlKey || key.metaKey) return withControl(key);
  if (key.altKey) {
    const flag = flags[key.code];
    return flag && { what: 'flag', flag };
  }
  const move = moves[key.key];
  if (move) return { what: 'move', rows: move[0], columns: move[1] };
  switch (key.key) {
    case 'Home':
      return { what: 'edge', to: 'rowStart' };
    case 'End':
      return { what: 'edge', to: 'rowEnd' };
    case 'Enter':
    case 'F2':
      return { what: 'edit', text: undefined };
    case 'Delete':
    case 'Backspace':
      return { what: 'clear' };
    case ' ':
      return { what: 'details' };
    default:
      return /^[\d.,]$/.test(key.key) ? { what: 'edit', text: key.key } : undefined;
  }
}

function withControl({ key, code, shiftKey }: Key): GridDo | undefined {
  if (key === 'Home') return { what: 'edge', to: 'start' };
  if (key === 'End') return { what: 'edge', to: 'end' };
  if (code === 'KeyZ') return { what: shiftKey ? 'redo' : 'undo' };
  if (code === 'KeyY') return { what: 'redo' };
  if (code === 'KeyC') return { what: 'copy' };
  return undefined;
}

/** Where a key leads from a typed cell: it is kept, and the next one becomes active; null: it is not kept. */
export function editKey({
  key,
  shiftKey,
}: Pick<Key, 'key' | 'shiftKey'>): { rows: number; columns: number } | null | undefined {
  if (key === 'Escape') return null;
  if (key === 'Enter') return { rows: shiftKey ? -1 : 1, columns: 0 };
  if (key === 'Tab') return { rows: 0, columns: shiftKey ? -1 : 1 };
  if (key === 'ArrowUp') return { rows: -1, columns: 0 };
  if (key === 'ArrowDown') return { rows: 1, columns: 0 };
  return undefined;
}

export interface Place {
  row: number;
  column: number;
}

export const movedPlace = ({ row, column }: Place, rows: number, columns: number, size: Place): Place => ({
  row: Math.max(0, Math.min(size.row - 1, row + rows)),
  column: Math.max(0, Math.min(size.column - 1, column + columns)),
});
