import { describe, expect, it } from 'vitest';
import type { Entry } from '#contracts/attempts.ts';
import { randomOf, shuffled } from '#contracts/scoring/random.ts';
import { agedOnTheWay, answersOf, fold, missingOf, type Batch, type Terms } from './fold.ts';

const terms: Terms = { openedAt: 0, end: Infinity, receiveUntil: Infinity };
const questions = ['q1', 'q2', 'q3'];
const option = (name: string) => ({ kind: 'single' as const, option: name });
const entry = (n: number, questionId: string, answer: string | null, ageMs = 0): Entry => ({
  ...{ n, questionId, ageMs },
  answer: answer === null ? null : option(answer),
});
const batch = (device: string, seq: number, receivedAt: number, ...entries: Entry[]): Batch => ({
  ...{ device, seq, receivedAt, entries },
});
const counted = (batches: Batch[], of: Partial<Terms> = {}) =>
  Object.fromEntries(
    [...answersOf(fold(batches, { ...terms, ...of }))].map(([id, answer]) => [
      id,
      (answer as { option: string }).option,
    ]),
  );

/** Batches of some devices, whatever a network and a clock may do to them. */
function anyBatches(seed: number): Batch[] {
  const random = randomOf('fold', String(seed));
  const below = (most: number) => Math.floor(random() * most);
  return ['A', 'B', 'C'].slice(0, 1 + below(3)).flatMap((device) => {
    let n = 0;
    return Array.from({ length: 1 + below(6) }, (_, index) => {
      const some = Array.from({ length: 1 + below(4) }, () => {
        n += 1 + below(2);
        return entry(n, questions[below(3)]!, random() < 0.1 ? null : 'abcd'[below(4)]!, below(400));
      });
      return batch(device, index + 1, below(1_000), ...some);
    });
  });
}
const seeds = Array.from({ length: 300 }, (_, seed) => seed);

describe('whatever the network does', () => {
  it('the order in which batches are looked at changes nothing', () => {
    for (const seed of seeds) {
      const batches = anyBatches(seed);
      const other = shuffled(batches, randomOf('order', String(seed)));
      expect(fold(other, terms), String(seed)).toEqual(fold(batches, terms));
    }
  });

  it('the same batch again, received later, changes nothing', () => {
    for (const seed of seeds) {
      const batches = anyBatches(seed);
      const again = batches.map((each) => ({ ...each, receivedAt: each.receivedAt + 500 }));
      expect(fold([...batches, ...again], terms), String(seed)).toEqual(fold(batches, terms));
    }
  });

  it('of one device the last it numbered counts, whenever its batches came', () => {
    for (const seed of seeds) {
      const own = anyBatches(seed).filter(({ device }) => device === 'A');
      const last = new Map(own.flatMap(({ entries }) => entries).map((each) => [each.questionId, each.answer]));
      for (const [questionId, { kept }] of fold(own, terms)) expect(kept?.answer ?? null).toEqual(last.get(questionId));
    }
  });

  it('every answer of every device counts, stands aside or came late: nothing is dropped', () => {
    for (const seed of seeds) {
      const batches = anyBatches(seed);
      const folded = fold(batches, { ...terms, end: 500, receiveUntil: 700 });
      const devicesOf = (id: string) =>
        batches
          .filter(({ entries }) => entries.some(({ questionId }) => questionId === id))
          .map(({ device }) => device);
      for (const [id, { kept, others, late }] of folded) {
        const shown = [...(kept ? [kept] : []), ...others, ...late].map(({ device }) => device);
        expect([...new Set(shown)].sort(), `${seed} ${id}`).toEqual([...new Set(devicesOf(id))].sort());
      }
    }
  });

  it('nothing counts that was received, or made, after the end', () => {
    for (const seed of seeds)
      for (const { kept, others } of fold(anyBatches(seed), { ...terms, end: 400, receiveUntil: 600 }).values())
        for (const each of [...(kept ? [kept] : []), ...others]) {
          expect(each.at).toBeLessThanOrEqual(400);
          expect(each.receivedAt).toBeLessThanOrEqual(600);
          expect(each.at).toBeLessThanOrEqual(each.receivedAt);
        }
  });
});

describe('between devices', () => {
  const desk = batch('desk', 1, 1_000, entry(1, 'q1', 'a'));

  it('the one that was made last counts', () => {
    expect(counted([desk, batch('phone', 1, 2_000, entry(1, 'q1', 'b'))])).toEqual({ q1: 'b' });
  });

  it('an older one that comes later stands aside', () => {
    const folded = fold([desk, batch('phone', 1, 2_000, entry(1, 'q1', 'b', 1_500))], terms);
    expect(folded.get('q1')).toMatchObject({
      kept: { answer: option('a') },
      others: [{ answer: option('b'), at: 500 }],
    });
  });

  it('what was taken back last is not answered', () => {
    expect(counted([desk, batch('phone', 1, 2_000, entry(1, 'q1', null))])).toEqual({});
  });
});

describe('clocks and numbers that lie', () => {
  it('nothing was made before the attempt began, or after it was received', () => {
    const lies = [batch('A', 1, 100, entry(1, 'q1', 'a', 1e9)), batch('A', 2, 200, entry(2, 'q2', 'a', -1e9))];
    const folded = fold(lies, { ...terms, openedAt: 50 });
    expect([folded.get('q1')?.kept?.at, folded.get('q2')?.kept?.at]).toEqual([50, 200]);
  });

  it('a clock that is set back does not put a later change before an earlier one', () => {
    const own = [batch('A', 1, 1_000, entry(1, 'q1', 'a')), batch('A', 2, 2_000, entry(2, 'q1', 'b', 1_900))];
    expect(fold(own, terms).get('q1')?.kept).toMatchObject({ answer: option('b'), at: 1_000 });
  });

  it('nothing was made after something that the device numbered later had been received', () => {
    const own = [batch('A', 2, 1_000, entry(2, 'q2', 'b')), batch('A', 1, 5_000, entry(1, 'q1', 'a', 0))];
    expect(fold(own, terms).get('q1')?.kept?.at).toBe(1_000);
  });

  it('a clock that is set back brings nothing into time that came when nothing is taken any more', () => {
    const late = batch('A', 1, 2_000, entry(1, 'q1', 'a', 1_500));
    expect(counted([late], { end: 1_000, receiveUntil: 1_500 })).toEqual({});
    expect(counted([late], { end: 1_000, receiveUntil: 2_000 })).toEqual({ q1: 'a' });
  });
});

it('names the numbers that have not come, some at most', () => {
  const come = [batch('A', 2, 0, entry(1, 'q1', 'a')), batch('B', 1, 0, entry(1, 'q1', 'a'))];
  expect(missingOf(come, 'A', 4)).toEqual([1, 3, 4]);
  expect(missingOf([], 'A', 5_000)).toHaveLength(20);
});

describe('entries that were on their way', () => {
  const received = Date.parse('2026-11-22T08:52:30.000Z');
  const ages = (sentAt?: string) =>
    agedOnTheWay([entry(1, 'q1', 'a', 500)], sentAt, received).map(({ ageMs }) => ageMs);

  it('are so much older when they come', () => {
    expect(ages('2026-11-22T08:52:20.000Z')).toEqual([10_500]);
    expect(ages()).toEqual([500]);
  });

  it('are no older than a request lasts, and none is made after its receipt: a clock that is wrong changes little', () => {
    expect(ages('2020-01-01T00:00:00.000Z')).toEqual([60_500]);
    expect(ages('2030-01-01T00:00:00.000Z')).toEqual([500]);
  });
});
