import { describe, expect, it } from 'vitest';
import type { AttemptHead, Standing } from './attempt.ts';
import { withNews, type LiveState, type Present } from './live.ts';

const head = (personId: string, more: Partial<AttemptHead> = {}) =>
  ({ personId, id: `att_${personId}`, number: 1, state: 'open', revision: 1, ...more }) as AttemptHead;
const sign = (personId: string, seenAt: number, more: Partial<Present> = {}): Present => {
  const id = `att_${personId}`;
  return { id, attemptId: id, seenAt, answered: 0, unsent: 0, gaps: [], ...more };
};
const given = (personId: string, revision: number) => ({ personId, revision }) as Standing;

const state: LiveState = {
  heads: new Map([['a', head('a', { revision: 3 })]]),
  seen: new Map([['att_a', sign('a', 1_000)]]),
  given: new Map([['a', given('a', 1)]]),
};
const news = (more: Partial<Parameters<typeof withNews>[1]>) =>
  withNews(state, { heads: [], seen: [], given: [given('a', 1)], ...more });

describe('what has changed since the last reading', () => {
  it('is nothing where all of it is known: the same state', () => {
    expect(news({ heads: [head('a', { revision: 3 })], seen: [sign('a', 1_000)] })).toBe(state);
  });

  it('takes the place of what was known, and the others stay', () => {
    const later = news({ heads: [head('b')], seen: [sign('a', 2_000, { answered: 4 })] });
    expect([...later.heads.keys()]).toEqual(['a', 'b']);
    expect(later.seen.get('att_a')).toMatchObject({ seenAt: 2_000, answered: 4 });
    expect(news({ heads: [head('a', { revision: 4, state: 'submitted' })] }).heads.get('a')?.state).toBe('submitted');
    expect(news({ seen: [sign('a', 1_000, { unsent: 2 })] }).seen.get('att_a')?.unsent).toBe(2);
  });

  it('never goes back to what an index still holds', () => {
    expect(news({ heads: [head('a', { revision: 2 })], seen: [sign('a', 900, { answered: 9 })] })).toBe(state);
  });

  it('of a person is the latest attempt', () => {
    const second = head('a', { id: 'att_2', number: 2 });
    const after = news({ heads: [second] });
    expect(after.heads.get('a')).toBe(second);
    expect(withNews(after, { heads: [head('a', { revision: 9 })], seen: [], given: [given('a', 1)] })).toBe(after);
  });

  it('shows what was agreed with somebody, and what is agreed no more', () => {
    expect(news({ given: [given('a', 2)] }).given.get('a')?.revision).toBe(2);
    expect(news({ given: [] }).given.size).toBe(0);
  });
});
