import { describe, expect, it } from 'vitest';
import { partAt, partBytesFor, partCount, partsOf } from './film-parts.ts';

const mebibyte = 1024 ** 2;

describe('the parts of a film', () => {
  it.each([1, 5 * mebibyte, 5 * mebibyte + 1, 300 * mebibyte, 1024 * mebibyte, 4 * 1024 * mebibyte])(
    'of %i bytes are the film: nothing twice, nothing left out',
    (bytes) => {
      const parts = partsOf(bytes, partBytesFor(bytes));
      expect([parts[0]?.start, parts.at(-1)?.end]).toEqual([0, bytes]);
      parts.forEach(({ number, start }, index) => {
        expect(number).toBe(index + 1);
        if (index > 0) expect(start).toBe(parts[index - 1]?.end);
      });
    },
  );

  it('are large enough for the store but the last, and few enough for one list', () => {
    for (const bytes of [11 * mebibyte, 1024 * mebibyte, 4 * 1024 * mebibyte]) {
      const parts = partsOf(bytes, partBytesFor(bytes));
      expect(parts.length).toBeLessThan(1000);
      for (const { start, end } of parts.slice(0, -1)) expect(end - start).toBeGreaterThanOrEqual(5 * mebibyte);
    }
    expect(partCount(4 * 1024 * mebibyte, partBytesFor(4 * 1024 * mebibyte))).toBe(512);
  });

  it('have no others', () => {
    expect(partAt(3, 11, 5)).toEqual({ number: 3, start: 10, end: 11 });
    for (const number of [0, -1, 4, 1.5, Number.NaN]) expect(partAt(number, 11, 5)).toBeUndefined();
  });
});
