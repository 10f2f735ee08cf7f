import { describe, expect, it } from 'vitest';
import type { OwnRun } from '#contracts/attempts.ts';
import { firstFor, grouped, rulesOf, shareOf, type RunRow } from './run-view.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour)).toISOString();
const row = (id: string, state: RunRow['state'], opens: number | null, closes: number | null) =>
  ({ id, state, opensAt: opens && at(opens), closesAt: closes && at(closes) }) as RunRow;

describe('a learner’s tests', () => {
  const rows = [
    row('past', 'done', 1, 2),
    row('later', 'coming', 40, 41),
    row('open', 'open', 5, 20),
    row('sooner', 'coming', 30, 31),
    row('in', 'underWay', 5, 22),
    row('missed', 'missed', 1, 3),
  ];
  const ids = (list: RunRow[]) => list.map(({ id }) => id);

  it('what goes on comes first, then what is near', () => {
    const { now, coming, past } = grouped(rows);
    expect([ids(now), ids(coming), ids(past)]).toEqual([
      ['in', 'open'],
      ['sooner', 'later'],
      ['missed', 'past'],
    ]);
  });

  it('home shows the one that matters, and none that is far away', () => {
    const now = Date.parse(at(6));
    expect(firstFor(rows, now)?.id).toBe('in');
    expect(firstFor([row('soon', 'coming', 30, 31)], now)?.id).toBe('soon');
    expect(firstFor([row('far', 'coming', 90, 91), row('past', 'done', 1, 2)], now)).toBeUndefined();
  });
});

it('the rules are said one by one, those that say nothing left out', () => {
  const settings = {
    ...{ minutes: 30, attempts: 1, passShare: 0.6, countsAs: 'best', layout: 'oneQuestion', navigation: 'free' },
    ...{ practice: false, show: { when: 'afterClose', score: true, marks: true, key: false } },
    blackout: { policy: 'grace', minutes: 15 },
  };
  const run = { questions: 20, minutes: 30, extraMinutes: 10, settings } as OwnRun;
  expect(rulesOf(run).map(({ kind, count }) => (count === undefined ? kind : `${kind} ${count}`))).toEqual([
    'questions 20',
    'minutes 30',
    'extra 10',
    'attempts 1',
    'pass 0.6',
    'free',
    'showAfterClose',
    'blackoutGrace 15',
  ]);
});

it('a share is told only where points are shown', () => {
  expect(shareOf({ state: 'shown', points: 15, pointsMax: 20, passed: true })).toBe(0.75);
  expect(shareOf({ state: 'hidden', points: null, pointsMax: 20, passed: null })).toBeUndefined();
});
