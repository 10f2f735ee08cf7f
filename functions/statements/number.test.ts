import { describe, expect, it } from 'vitest';
import { numberAndCode, randomBytesNeeded, readCode, readNumber } from './number.ts';

const random = Uint8Array.from({ length: randomBytesNeeded }, (_, index) => (index * 37 + 11) % 256);
const { number, code } = numberAndCode('2026', random);

describe('the number of a statement', () => {
  it('is the year, eight drawn signs and a check sign', () => {
    expect(number).toMatch(/^2026-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/);
  });

  it('is read however somebody types it', () => {
    expect(readNumber(` ${number.toLowerCase().replaceAll('-', ' ')} `)).toBe(number);
    expect(readNumber(number.replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(number);
  });

  it('is refused with any one sign wrong', () => {
    const plain = number.replaceAll('-', '');
    for (let at = 0; at < plain.length; at += 1) {
      const other = plain[at] === '7' ? '8' : '7';
      expect(readNumber(plain.slice(0, at) + other + plain.slice(at + 1))).toBeUndefined();
    }
  });

  it('is no name', () => {
    expect(['Коваленко', '2026', '', '2026-????-????-?'].map(readNumber)).toEqual(Array(4).fill(undefined));
  });
});

describe('the code of a statement', () => {
  it('has at least 128 bits and owes nothing to the number', () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(code.length * 5).toBeGreaterThanOrEqual(128);
    expect(code).not.toContain(number.slice(5, 9));
  });

  it('is read from a paper too', () => {
    expect(readCode(code.toLowerCase().replaceAll(/(.{5})/g, '$1 '))).toBe(code);
    expect(['', 'x', `${code}0`, code.replace(/.$/, 'U'), '../../etc']).toSatisfy((all: string[]) =>
      all.every((one) => readCode(one) === undefined),
    );
  });
});
