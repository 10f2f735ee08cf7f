import { describe, expect, it } from 'vitest';
import type { ContentOf } from '../question-kinds.ts';
import { exact, isWithin, readNumber } from './decimal.ts';
import { scoreNumeric } from './numeric.ts';

type Numeric = ContentOf<'numeric'>;
const asks = (value: string, tolerance = '0', units: Numeric['units'] = []): Numeric => ({
  kind: 'numeric',
  answers: [{ value, tolerance, share: 1 }],
  units,
});
const share = (body: Numeric, text: string, unit: string | null = null) =>
  scoreNumeric(body, { kind: 'numeric', text, unit }).share;

describe('a typed number', () => {
  it.each([
    ['72', '72'],
    ['72.', '72'],
    [' 72,0 ', '72'],
    ['3,5', '3.5'],
    ['3.50', '3.5'],
    ['3, 5', '3.5'],
    ['.5', '0.5'],
    [',5', '0.5'],
    ['+5', '5'],
    ['-5', '-5'],
    ['−5', '-5'],
    ['–5', '-5'],
    ['- 5', '-5'],
    ['007', '7'],
    ['1 234 567', '1234567'],
    ['1\u00a0234,5', '1234.5'],
    ['1\u202f234', '1234'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ["1'234", '1234'],
    ['1,234', '1.234'],
    ['1.5e3', '1500'],
    ['1,5E-2', '0.015'],
    ['1,5·10^3', '1500'],
    ['2 × 10^-1', '0.2'],
  ])('%j is %s', (text, value) => {
    expect(share(asks(value), text)).toBe(1);
  });

  it.each(['', 'seven', '1 23', '1.2.3', '12,34,5', '--5', '5/1', '½', 'Infinity', '0x10', '5e', '5e9999', '٥'])(
    '%j is not 5',
    (text) => {
      expect(share(asks('5'), text)).toBe(0);
    },
  );

  it('leaves what stands behind it', () => {
    expect(readNumber('12,5 км/год')?.rest).toBe('км/год');
    expect(readNumber('5 e')?.rest).toBe('e');
    expect(readNumber('1.5e3 Hz')?.rest).toBe('Hz');
    expect(readNumber('10²')?.rest).toBe('²');
  });
});

describe('tolerance', () => {
  it('holds at its very edge, without the error of floating point', () => {
    // 0.3 − 0.1 is 0.19999999999999998 and 1.1 − 1 is 0.10000000000000009 in binary
    expect(share(asks('0.3', '0.1'), '0.2')).toBe(1);
    expect(share(asks('1', '0.1'), '1.1')).toBe(1);
    expect(share(asks('1', '0.1'), '1.1000000000000000000001')).toBe(0);
    expect(share(asks('100000000000000.1'), '100000000000000.1')).toBe(1);
    expect(share(asks('100000000000000.1'), '100000000000000.10001')).toBe(0);
    expect(share(asks('-2', '0.5'), '−2,5')).toBe(1);
    expect(isWithin(exact('0.3'), exact('0.1'), exact('0.2'))).toBe(true);
  });

  it('gives the best of several answers', () => {
    const body: Numeric = {
      kind: 'numeric',
      units: [],
      answers: [
        { value: '10', tolerance: '5', share: 0.5 },
        { value: '10', tolerance: '1', share: 1 },
      ],
    };
    expect(scoreNumeric(body, { kind: 'numeric', text: '10,5', unit: null })).toEqual({
      share: 1,
      parts: { text: 'right' },
    });
    expect(scoreNumeric(body, { kind: 'numeric', text: '14', unit: null })).toEqual({
      share: 0.5,
      parts: { text: 'partly' },
    });
    expect(share(body, '16')).toBe(0);
  });
});

describe('units', () => {
  const hours = [
    { text: 'год', factor: '1' },
    { text: 'доба', factor: '24' },
    { text: 'хв', factor: '0.0166666667' },
  ];
  const body = asks('72', '0', hours);

  it('count by their factor', () => {
    expect(share(body, '72', 'год')).toBe(1);
    expect(share(body, '3', 'доба')).toBe(1);
    expect(share(body, '3', 'год')).toBe(0);
    expect(
      share(
        asks('0.3', '0', [
          { text: 'm', factor: '1' },
          { text: 'cm', factor: '0.01' },
        ]),
        '30',
        'cm',
      ),
    ).toBe(1);
  });

  it('a factor rounded to its ten decimals is not held against the learner', () => {
    expect(share(body, '4320', 'хв')).toBe(1);
    expect(share(body, '4321', 'хв')).toBe(0);
    const speed = asks('10', '0', [
      { text: 'm/s', factor: '1' },
      { text: 'km/h', factor: '0.2777777778' },
    ]);
    expect(share(speed, '36', 'km/h')).toBe(1);
    expect(share(speed, '36.001', 'km/h')).toBe(0);
  });

  it('may be typed behind the number', () => {
    expect(share(body, '72 год')).toBe(1);
    expect(share(body, '3доба')).toBe(1);
    expect(share(asks('4', '0', [{ text: 'км²', factor: '1' }]), '4 км2')).toBe(1);
  });

  it('have to be named where there are several, not where there is one', () => {
    expect(share(body, '72')).toBe(0);
    expect(share(asks('72', '0', hours.slice(0, 1)), '72')).toBe(1);
  });

  it('a strange unit is wrong, and any where a bare number is asked for', () => {
    expect(share(body, '72', 'кг')).toBe(0);
    expect(share(body, '72 кг', 'год')).toBe(0);
    expect(share(asks('72'), '72', 'год')).toBe(0);
    expect(share(asks('72'), '72 год')).toBe(0);
  });
});
