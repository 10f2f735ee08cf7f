import { describe, expect, it } from 'vitest';
import { latestFirst, overlaps, wordingOn } from './period.ts';

const from = (validFrom: string | null, validUntil: string | null = null) => ({ validFrom, validUntil });

describe('the wording in force', () => {
  const wordings = [from('2026-03-01'), from('2024-01-01', '2026-03-01'), from(null, '2020-01-01')];

  it('changes on the first day of the next, and there may be none', () => {
    expect(wordingOn(wordings, '2026-03-01')).toBe(wordings[0]);
    expect(wordingOn(wordings, '2026-02-28')).toBe(wordings[1]);
    expect(wordingOn(wordings, '1999-12-31')).toBe(wordings[2]);
    expect(wordingOn(wordings, '2022-05-05')).toBeNull();
    expect(wordingOn([], '2022-05-05')).toBeNull();
  });

  it('is listed latest first', () => {
    expect(latestFirst([...wordings].reverse())).toEqual(wordings);
  });
});

describe('periods of one article', () => {
  it.each([
    ['one after the other', [from(null, '2020-01-01'), from('2020-01-01', '2024-01-01'), from('2024-01-01')], false],
    ['with a gap', [from('2024-01-01'), from(null, '2020-01-01')], false],
    ['one alone, for ever', [from(null)], false],
    ['two without an end', [from('2020-01-01'), from('2024-01-01')], true],
    ['a day in common', [from('2020-01-01', '2024-01-02'), from('2024-01-01')], true],
    ['two since ever', [from(null, '2020-01-01'), from(null)], true],
    ['one that ends before it begins', [from('2024-01-01', '2023-01-01')], true],
    ['one of no day', [from('2024-01-01', '2024-01-01')], true],
  ])('%s', (_, periods, expected) => {
    expect(overlaps(periods)).toBe(expected);
  });
});
