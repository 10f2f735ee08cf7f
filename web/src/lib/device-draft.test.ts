import { expect, it } from 'vitest';
import { deviceDraft, textsIn } from './device-draft.ts';

function memory(full = false) {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    removeItem: (key: string) => void all.delete(key),
    setItem(key: string, value: string) {
      if (full) throw new Error('full');
      all.set(key, value);
    },
  };
}
const texts = textsIn('points', 'comment');

it('what was typed is there again, for this person and thing alone', () => {
  const keeper = memory();
  expect(deviceDraft(keeper, ['per_a', 'x'], texts).keep({ points: '3', comment: 'Так' })).toBe(true);
  expect(deviceDraft(keeper, ['per_a', 'x'], texts).read()).toEqual({ points: '3', comment: 'Так' });
  expect(deviceDraft(keeper, ['per_b', 'x'], texts).read()).toBeUndefined();
  deviceDraft(keeper, ['per_a', 'x'], texts).keep(null);
  expect(keeper.all.size).toBe(0);
});

it('a storage that is full, missing or holds something else loses no page', () => {
  expect(deviceDraft(memory(true), ['a'], texts).keep({ points: '', comment: '' })).toBe(false);
  expect(deviceDraft(undefined, ['a'], texts).keep({ points: '', comment: '' })).toBe(false);
  const keeper = memory();
  for (const value of ['{', 'null', '{"points":1,"comment":""}']) {
    keeper.all.set('kurs.draft.a', value);
    expect(deviceDraft(keeper, ['a'], texts).read()).toBeUndefined();
  }
});
