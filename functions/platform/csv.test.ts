import { describe, expect, it } from 'vitest';
import { csvFile, csvRows } from './csv.ts';

describe('rows of a CSV', () => {
  it.each([
    ['commas', 'a,b\r\n1,2\r\n'],
    ['semicolons', 'a;b\n1;2'],
    ['tabs', 'a\tb\r\n1\t2\r\n'],
  ])('with %s', (_, text) => {
    expect(csvRows(text)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
    ]);
  });
  it('keep commas, quotes and breaks that stand in quotes, and the numbers of their lines', () => {
    const text = 'name;note\n"Коваль, Олена";"каже ""так""\nі ще"\n\nШевчук;x\n';
    expect(csvRows(text)).toEqual([
      { line: 1, cells: ['name', 'note'] },
      { line: 2, cells: ['Коваль, Олена', 'каже "так"\nі ще'] },
      { line: 5, cells: ['Шевчук', 'x'] },
    ]);
  });
  it('take the delimiter from outside the quotes of the heading', () => {
    expect(csvRows('"a,b,c";d\n1;2')[1]?.cells).toEqual(['1', '2']);
  });
  it('leave blank lines out, also those of delimiters alone', () => {
    expect(csvRows('a,b\n,\n \n1,2\n').map(({ line }) => line)).toEqual([1, 4]);
  });
  it('are none in an empty file', () => {
    expect(csvRows('')).toEqual([]);
  });
});

describe('a CSV written', () => {
  it('has a byte order mark and lines that end as RFC 4180 says', () => {
    expect(
      csvFile([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).toBe('\uFEFFa,b\r\n1,2\r\n');
  });
  it('quotes what would break it and disarms what would be a formula', () => {
    expect(csvFile([['a,"b"', '=1+1', '-2', '@x', '+3', '\tx']])).toBe(
      '\uFEFF"a,""b""",\'=1+1,\'-2,\'@x,\'+3,"\'\tx"\r\n',
    );
  });
});
