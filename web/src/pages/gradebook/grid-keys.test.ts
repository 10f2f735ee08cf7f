import { describe, expect, it } from 'vitest';
import { editKey, gridKey, movedPlace } from './grid-keys.ts';

const key = (name: string, more: Partial<Parameters<typeof gridKey>[0]> = {}) =>
  gridKey({ key: name, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('a key in the table', () => {
  it('moves, edits, clears', () => {
    expect(key('ArrowDown')).toEqual({ what: 'move', rows: 1, columns: 0 });
    expect(key('Enter')).toEqual({ what: 'edit', text: undefined });
    expect(key('7')).toEqual({ what: 'edit', text: '7' });
    expect(key('Delete')).toEqual({ what: 'clear' });
    expect(key('End', { ctrlKey: true })).toEqual({ what: 'edge', to: 'end' });
  });
  it('says late or missing in any layout', () => {
    expect(key('¡', { altKey: true, code: 'Digit1' })).toEqual({ what: 'flag', flag: 'missing' });
    expect(key('я', { ctrlKey: true, code: 'KeyZ' })).toEqual({ what: 'undo' });
    expect(key('я', { ctrlKey: true, shiftKey: true, code: 'KeyZ' })).toEqual({ what: 'redo' });
  });
  it('that is nobody’s goes its way', () => {
    expect(key('Tab')).toBeUndefined();
    expect(key('r', { ctrlKey: true, code: 'KeyR' })).toBeUndefined();
    expect(key('ф')).toBeUndefined();
  });
});

it('from a typed cell one goes on, or leaves it as it was', () => {
  expect(editKey({ key: 'Enter', shiftKey: true })).toEqual({ rows: -1, columns: 0 });
  expect(editKey({ key: 'Tab', shiftKey: false })).toEqual({ rows: 0, columns: 1 });
  expect(editKey({ key: 'Escape', shiftKey: false })).toBeNull();
  expect(editKey({ key: '5', shiftKey: false })).toBeUndefined();
});

it('nobody leaves the table by its edges', () => {
  const size = { row: 3, column: 2 };
  expect(movedPlace({ row: 2, column: 1 }, 10, 1, size)).toEqual({ row: 2, column: 1 });
  expect(movedPlace({ row: 0, column: 0 }, -1, -1, size)).toEqual({ row: 0, column: 0 });
});
