import { describe, expect, test } from 'vitest';
import { pastedLines, stepOf, withAdded, withMoved } from './rows.ts';

const press = (key: string, held: Partial<Record<'altKey' | 'ctrlKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});
const middle = { index: 1, count: 3, blank: false, min: 2 };

describe('a row', () => {
  test('is followed by the next one on Enter, broken by Shift and Enter', () => {
    expect(stepOf(press('Enter'), middle)).toEqual({ does: 'add', at: 2 });
    expect(stepOf(press('Enter', { shiftKey: true }), middle)).toBeUndefined();
    expect(stepOf(press('Enter', { ctrlKey: true }), middle)).toBeUndefined();
  });

  test('is marked as right with Alt and Enter', () => {
    expect(stepOf(press('Enter', { altKey: true }), middle)).toEqual({ does: 'mark', at: 1 });
  });

  test('moves with Alt and the arrows, not beyond the ends', () => {
    expect(stepOf(press('ArrowUp', { altKey: true }), middle)).toEqual({ does: 'move', from: 1, to: 0 });
    expect(stepOf(press('ArrowDown', { altKey: true }), { ...middle, index: 2 })).toBeUndefined();
  });

  test('goes with Backspace once it is empty, as long as enough are left', () => {
    expect(stepOf(press('Backspace'), middle)).toBeUndefined();
    expect(stepOf(press('Backspace'), { ...middle, blank: true })).toEqual({ does: 'remove', at: 1, focus: 0 });
    expect(stepOf(press('Backspace'), { ...middle, blank: true, count: 2 })).toBeUndefined();
  });

  test('takes no key of a word that is being composed', () => {
    expect(stepOf({ ...press('Enter'), isComposing: true }, middle)).toBeUndefined();
  });
});

test('rows are added and moved without touching the others', () => {
  expect(withAdded(['a', 'b'], 1, 'x')).toEqual(['a', 'x', 'b']);
  expect(withMoved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
});

describe('pasted lines', () => {
  test('lose the signs of their list', () => {
    expect(pastedLines('- один\n\n* два\n1) три\nа) чотири\n(5) п’ять')).toEqual([
      'один',
      'два',
      'три',
      'чотири',
      'п’ять',
    ]);
  });
  test('are no list where there is one', () => {
    expect(pastedLines('лише один рядок\n')).toBeUndefined();
  });
});
