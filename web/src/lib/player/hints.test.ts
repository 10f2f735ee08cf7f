import { expect, it } from 'vitest';
import { hintAt, hintsBefore, type Hint } from './hints.ts';

const hint = (atSeconds: number, text = 'Коротко'): Hint => ({
  atSeconds,
  text: { text, language: 'uk', lang: undefined },
});
const line = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds, text: '…' });

it('a hint is there from its second on, for as long as it is read, until the next one', () => {
  const hints = [hint(10), hint(15), hint(40, 'д'.repeat(280))];
  const at = (seconds: number, rate = 1) => hintAt(hints, seconds, rate)?.atSeconds;
  expect([at(9.9), at(10), at(14.9), at(15), at(26.9), at(27)]).toEqual([undefined, 10, 10, 15, 15, undefined]);
  // a long one takes longer, a fast film as well
  expect([at(59.9), at(60), at(79, 2), at(81, 2)]).toEqual([40, undefined, 40, undefined]);
});

it('hints stand in the transcript where they come up, none is left out', () => {
  const lines = [line(0, 4), line(4, 9), line(12, 15)];
  const placed = hintsBefore(lines, [hint(0), hint(5), hint(10), hint(20)]);
  expect([...placed].map(([index, list]) => [index, list.map(({ atSeconds }) => atSeconds)])).toEqual([
    [0, [0]],
    [2, [5, 10]],
    [3, [20]],
  ]);
  expect(hintsBefore([], [hint(3)]).get(0)).toHaveLength(1);
});
