import { describe, expect, it } from 'vitest';
import { JoinCode, shownCode, tidyCode } from '#contracts/cohort-joining.ts';
import { z } from '#contracts/z.ts';
import { codeFrom, goodUntil, isGood } from './join-code.ts';

const now = Date.parse('2026-11-23T08:00:00.000Z');

describe('a code', () => {
  it('has twelve letters and digits that look unlike one another', () => {
    const code = codeFrom(Uint8Array.from({ length: 12 }, (_, index) => index * 21));
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{12}$/);
    expect(codeFrom(new Uint8Array(12))).toBe('AAAAAAAAAAAA');
  });

  it('is typed as it is shown, or otherwise', () => {
    const shown = shownCode('ABCDEFGH2345');
    expect(shown).toBe('ABCD-EFGH-2345');
    for (const typed of [shown, ' abcd efgh 2345 ', 'abcdefgh2345']) {
      expect(z.safeParse(JoinCode, typed).success).toBe(true);
      expect(tidyCode(typed)).toBe('ABCDEFGH2345');
    }
    for (const typed of ['', 'ABCD-EFGH-234', 'ABCD-EFGH-23450', 'OBCD-EFGH-2345']) {
      expect(z.safeParse(JoinCode, typed).success).toBe(false);
    }
  });

  it('is good for its days', () => {
    const until = goodUntil(now, 7);
    expect(until).toBe('2026-11-30T08:00:00.000Z');
    expect(isGood({ until }, now)).toBe(true);
    expect(isGood({ until }, Date.parse(until))).toBe(false);
    expect(isGood(undefined, now)).toBe(false);
  });
});
