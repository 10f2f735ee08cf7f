import { expect, it } from 'vitest';
import { hintsIn, hintsMax, hintTextMax } from '#contracts/film-hints.ts';

const hint = (atMs: number, text = `З ${atMs}`) => ({ atMs, text: { uk: text } });
const kept = (hints: unknown) => hintsIn(JSON.stringify(hints)).length;

it('hints are read as they were kept: in order, a second apart, a hundred at most, with words in some language', () => {
  expect(kept([hint(0), hint(1000)])).toBe(2);
  expect(kept([hint(0, 'п'.repeat(hintTextMax))])).toBe(1);
  for (const wrong of [
    [hint(1000), hint(0)],
    [hint(0), hint(999)],
    [{ atMs: 0, text: {} }],
    [hint(-1)],
    [hint(0.5)],
    [hint(0, 'п'.repeat(hintTextMax + 1))],
    [hint(0, 'рядок\nдругий')],
    Array.from({ length: hintsMax + 1 }, (_, index) => hint(index * 1000)),
    { atMs: 0 },
  ])
    expect(kept(wrong), JSON.stringify(wrong).slice(0, 60)).toBe(0);
  expect(hintsIn('{')).toEqual([]);
});
