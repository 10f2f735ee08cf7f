import { describe, expect, it } from 'vitest';
import { meaningOf, rowAfter } from './attendance-keys.ts';

const letters = { present: 'є', late: 'з', excused: 'п', absent: 'н' };

describe('the keyboard of an attendance list', () => {
  it('notes by letter, whatever its case, and by number', () => {
    expect(meaningOf('Є', letters)).toEqual({ kind: 'note', state: 'present' });
    expect(meaningOf('з', letters)).toEqual({ kind: 'note', state: 'late' });
    expect(meaningOf('4', letters)).toEqual({ kind: 'note', state: 'absent' });
    expect(meaningOf('Backspace', letters)).toEqual({ kind: 'note', state: null });
  });

  it('leaves other keys to the browser', () => {
    for (const key of ['Tab', 'Enter', ' ', 'ArrowLeft', 'ArrowRight', '5', 'Shift', 'q']) {
      expect(meaningOf(key, letters)).toBeUndefined();
    }
  });

  it('goes from person to person and no further', () => {
    expect(meaningOf('ArrowDown', letters)).toEqual({ kind: 'go', by: 1 });
    expect([rowAfter(0, -1, 3), rowAfter(1, 1, 3), rowAfter(2, 1, 3)]).toEqual([0, 2, 2]);
    expect([rowAfter(1, 'first', 3), rowAfter(1, 'last', 3)]).toEqual([0, 2]);
  });
});
