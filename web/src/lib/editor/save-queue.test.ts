import type { BlockChange, ChangeOutcome } from '#contracts/blocks.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SaveQueue, type QueueState, type Saving } from './save-queue.ts';

const remove = (blockId: string): BlockChange => ({ op: 'remove', blockId, base: 1 });

/** An academy that takes what it is sent, unless told otherwise. */
function academy() {
  const left = new Set<string>();
  const requests: string[][] = [];
  const states: QueueState[] = [];
  const refused: string[] = [];
  let answer: (changes: BlockChange[]) => Promise<void> = async () => {};
  const saving: Saving = {
    plan: () => [...left].filter((id) => !refused.includes(id)).map(remove),
    send: async (changes) => {
      requests.push(changes.map(({ blockId }) => blockId));
      await answer(changes);
      return changes.map(({ blockId }): ChangeOutcome => ({ blockId, outcome: 'saved', block: null }));
    },
    settle: (changes) => changes.forEach(({ blockId }) => left.delete(blockId)),
    judge: (error) => (error as { verdict: 'offline' | 'signedOut' | 'refused' | 'fatal' }).verdict,
    refuse: ({ blockId }) => void refused.push(blockId),
    changed: (state) => void states.push(state),
  };
  const queue = new SaveQueue(saving);
  const type = (id: string) => {
    left.add(id);
    queue.touch();
  };
  return { queue, type, requests, states, refused, left, answer: (next: typeof answer) => (answer = next) };
}
const broken = (verdict: string) => async () => {
  throw Object.assign(new Error(verdict), { verdict });
};

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('saving by itself', () => {
  it('waits for a pause, and sends once', async () => {
    const { type, requests, queue } = academy();
    type('a');
    await vi.advanceTimersByTimeAsync(200);
    type('b');
    await vi.advanceTimersByTimeAsync(200);
    expect(requests).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(requests).toEqual([['a', 'b']]);
    expect(queue.state).toBe('clean');
  });

  it('does not wait for ever for a pause', async () => {
    const { type, requests } = academy();
    for (let count = 0; count < 15; count += 1) {
      type(`b${count}`);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(requests.length).toBe(1);
  });

  it('has one request under way; what is typed meanwhile goes with the next', async () => {
    const { type, requests, answer } = academy();
    let done = () => {};
    answer(() => new Promise((resolve) => (done = resolve)));
    type('a');
    await vi.advanceTimersByTimeAsync(300);
    type('b');
    await vi.advanceTimersByTimeAsync(5000);
    expect(requests).toEqual([['a']]);
    answer(async () => {});
    done();
    await vi.advanceTimersByTimeAsync(300);
    expect(requests).toEqual([['a'], ['b']]);
  });

  it('tries again with growing pauses while there is no network, and loses nothing', async () => {
    const { type, requests, answer, queue, left } = academy();
    answer(broken('offline'));
    type('a');
    await vi.advanceTimersByTimeAsync(300 + 1000 + 2000);
    expect(requests).toHaveLength(3);
    expect(queue.state).toBe('offline');
    answer(async () => {});
    await vi.advanceTimersByTimeAsync(4000);
    expect([queue.state, left.size]).toEqual(['clean', 0]);
  });

  it('waits for a sign-in without asking again and again', async () => {
    const { type, requests, answer, queue } = academy();
    answer(broken('signedOut'));
    type('a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(1);
    answer(async () => {});
    await queue.flush();
    expect(queue.state).toBe('clean');
  });

  it('finds the one change that is not taken, and saves the others', async () => {
    const { type, answer, refused, left, queue } = academy();
    answer(async (changes) => {
      if (changes.some(({ blockId }) => blockId === 'bad')) await broken('refused')();
    });
    ['a', 'bad', 'c'].forEach(type);
    await vi.advanceTimersByTimeAsync(2000);
    expect(refused).toEqual(['bad']);
    expect([...left]).toEqual(['bad']);
    expect(queue.state).toBe('clean');
  });

  it('stops where nothing more is taken', async () => {
    const { type, answer, queue, requests } = academy();
    answer(broken('fatal'));
    type('a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([queue.state, requests.length]).toEqual(['refused', 1]);
  });

  it('sends large work in parts', async () => {
    const { type, requests } = academy();
    for (let count = 0; count < 120; count += 1) type(`b${count}`);
    await vi.advanceTimersByTimeAsync(300);
    expect(requests.map((ids) => ids.length)).toEqual([50, 50, 20]);
  });
});
