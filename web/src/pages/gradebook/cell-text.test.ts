import { describe, expect, it } from 'vitest';
import { isEmpty, pastedCells, shownCell, typedPoints } from './cell-text.ts';

describe('typed points', () => {
  it.each([
    ['7', 7],
    [' 7,5 ', 7.5],
    ['7.25', 7.25],
    ['', null],
    ['0', 0],
  ])('%j are a mark', (text, value) => expect(typedPoints(text, 10)).toEqual({ value }));

  it.each(['сім', '1e3', '-1', '7,555', '7,5,5', '٣', '0x7'])('%j are none', (text) =>
    expect(typedPoints(text, 10)).toEqual({ problem: 'noNumber' }),
  );

  it('are no more than the column has', () => expect(typedPoints('10,01', 10)).toEqual({ problem: 'tooMany' }));
});

it('reads what was copied in a spreadsheet', () => {
  expect(pastedCells('1\t2\r\n3\t\r\n')).toEqual([
    ['1', '2'],
    ['3', ''],
  ]);
});

describe('a cell shows', () => {
  const cell = { points: null, taken: null, flag: null, revision: 1 };
  it('what was given, else what was taken over, else why there is nothing', () => {
    expect(shownCell({ ...cell, points: 3, taken: 4 })).toEqual({ points: 3, flag: null, isTaken: false });
    expect(shownCell({ ...cell, taken: 4, flag: 'late' })).toEqual({ points: 4, flag: 'late', isTaken: true });
    expect(shownCell({ ...cell, points: 3, flag: 'excused' })).toEqual({ flag: 'excused' });
    expect(shownCell({ ...cell, flag: 'missing' })).toEqual({ flag: 'missing' });
    expect(shownCell(undefined)).toEqual({ flag: null });
  });
  it('whether anything was said about it', () => {
    expect([undefined, cell, { ...cell, flag: 'excused' as const }, { ...cell, taken: 0 }].map(isEmpty)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
