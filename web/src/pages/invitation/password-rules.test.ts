import { describe, expect, test } from 'vitest';
import { broken, rules } from './password-rules.ts';

describe('a password', () => {
  test('that is not there keeps no rule', () => expect(broken('')).toEqual([...rules]));

  test.each([
    ['Short-1a', ['length']],
    ['NOLOWERCASE-1', ['lower']],
    ['nouppercase-1', ['upper']],
    ['No-digit-here', ['digit']],
    ['NoSymbolHere12', ['symbol']],
    // a blank before or after is no symbol
    [' NoSymbolHere12 ', ['symbol']],
    // letters of other alphabets do no harm, and do not count
    ['ПарольПароль1-', ['lower', 'upper']],
  ])('%j breaks %j', (password, expected) => expect(broken(password)).toEqual(expected));

  test.each(['Long-enough-1', 'Two words 12', 'Юлія-Ab1-Ab1-'])('%j will do', (password) =>
    expect(broken(password)).toEqual([]),
  );
});
