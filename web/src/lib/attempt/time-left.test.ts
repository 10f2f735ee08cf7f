import { expect, it } from 'vitest';
import { saveState, type Work } from './save-state.ts';
import { localEnd, markPassed, secondsLeft } from './time-left.ts';

const closesAt = '2026-11-22T10:00:00.000Z';
const end = Date.parse(closesAt);

it('an outage is given back only where the quiz says so, and no more than it says', () => {
  expect(localEnd(closesAt, { policy: 'none' }, 600_000)).toBe(end);
  expect(localEnd(closesAt, { policy: 'giveBack', minutesMax: 5 }, 120_000)).toBe(end + 120_000);
  expect(localEnd(closesAt, { policy: 'giveBack', minutesMax: 5 }, 900_000)).toBe(end + 300_000);
  expect(localEnd(null, { policy: 'none' }, 0)).toBeNull();
});

it('ten, five and one minute are spoken once', () => {
  expect(markPassed(601_000, 600_000)).toBe(10);
  expect(markPassed(600_000, 599_000)).toBeUndefined();
  expect(markPassed(61_000, 59_500)).toBe(1);
  expect(secondsLeft(end, end - 1)).toBe(1);
  expect(secondsLeft(end, end + 5_000)).toBe(0);
});

const work: Work = {
  ...{ answered: true, writing: false, sending: false, failing: false, blocked: null, online: true },
  ...{ waiting: 0, total: 0, durable: true, changedMs: 5, receivedMs: 7 },
};

it('the learner always knows where the work is', () => {
  expect(saveState({ ...work, answered: false })).toBeUndefined();
  expect(saveState(work)).toEqual({ place: 'academy', at: 7 });
  expect(saveState({ ...work, waiting: 2 })).toEqual({ place: 'device', at: 5 });
  expect(saveState({ ...work, waiting: 1, writing: true })).toEqual({ place: 'saving' });
  expect(saveState({ ...work, waiting: 2, total: 5, sending: true })).toEqual({ place: 'sending', done: 3, total: 5 });
  expect(saveState({ ...work, waiting: 2, sending: true, online: false })).toEqual({ place: 'device', at: 5 });
  expect(saveState({ ...work, waiting: 1, failing: true })).toEqual({ place: 'failed' });
  expect(saveState({ ...work, waiting: 1, durable: false })).toEqual({ place: 'saving' });
});
