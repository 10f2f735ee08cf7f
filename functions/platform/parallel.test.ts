import { describe, expect, it } from 'vitest';
import { inParallel } from './parallel.ts';

describe('work in parallel', () => {
  it('answers in the order of its items, whoever is done first', async () => {
    const gates = [1, 2, 3].map(() => Promise.withResolvers<void>());
    const all = inParallel([0, 1, 2], 3, async (at) => {
      await gates[at]!.promise;
      return `done ${at}`;
    });
    for (const gate of gates.reverse()) gate.resolve();
    expect(await all).toEqual(['done 0', 'done 1', 'done 2']);
  });
  it('runs no more at a time than it may', async () => {
    let [now, most] = [0, 0];
    await inParallel([...Array(10).keys()], 3, async () => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
    });
    expect(most).toBe(3);
  });
  it('lets the others end before it throws what failed', async () => {
    const done: number[] = [];
    const all = inParallel([1, 2, 3], 2, async (at) => {
      await Promise.resolve();
      if (at === 1) throw new Error('first');
      done.push(at);
    });
    await expect(all).rejects.toThrow('first');
    expect(done).toEqual([2, 3]);
  });
});
