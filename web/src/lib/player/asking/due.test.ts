import { describe, expect, it } from 'vitest';
import { dueBetween, leftOf, limitOf, type Asked } from './due.ts';

const asked = (id: string, atSeconds: number, more: Partial<Asked> = {}): Asked => ({
  ...{ id, atSeconds, required: false, answered: false },
  ...more,
});
const due = (items: Asked[], from: number, to: number, again?: string) => dueBetween(items, from, to, again)?.id;

describe('a question inside a lecture', () => {
  const items = [asked('a', 10), asked('b', 20, { required: true }), asked('c', 30)];

  it('is asked when the film plays across its second, once', () => {
    expect(due(items, 9.8, 10.1)).toBe('a');
    expect(due(items, 9, 9.5)).toBeUndefined();
    expect(due(items, 10, 10.3)).toBeUndefined();
    expect(due([asked('first', 0)], -1, 0)).toBe('first');
  });

  it('is not asked again once it was answered, unless one listens again', () => {
    const answered = [asked('a', 10, { answered: true })];
    expect(due(answered, 9.8, 10.1)).toBeUndefined();
    expect(due(answered, 9.8, 10.1, 'a')).toBe('a');
    expect(due(answered, 11, 12, 'a')).toBeUndefined();
  });

  it('that is required is asked wherever the film plays on behind it', () => {
    expect(due(items, 40, 40.2)).toBe('b');
    expect(due([asked('b', 20, { required: true, answered: true })], 40, 40.2)).toBeUndefined();
  });

  it('that is required holds back who wants to go on, until it is answered', () => {
    expect(limitOf(items)).toBe(20);
    expect(limitOf(items.map((item) => ({ ...item, answered: item.required })))).toBe(Infinity);
    expect([leftOf(items), leftOf([])]).toEqual([1, 0]);
  });
});
