import type { Health } from '#contracts/operations.ts';
import { describe, expect, test } from 'vitest';
import { durationText, verdictOf } from './operations-view.ts';

const well: Health = {
  at: '2026-11-22T09:00:00.000Z',
  rooms: [{ room: 'courses', waiting: 0, oldestSeconds: 0, deadLetters: 0 }],
  oldestSeconds: 0,
  pipe: { deadLetters: 0, failures: 0 },
  throttles: { functions: 0, table: 0 },
  answers: { all: 1000, failed: 2 },
  backup: { continuous: true, earliest: null, latest: null },
  lastBackup: '2026-11-22T08:55:00.000Z',
};

describe('the operator’s page', () => {
  test('has nothing to say while all is well', () => {
    expect(verdictOf(well)).toEqual([]);
  });

  test('names what is amiss, the most urgent first', () => {
    const bad = {
      ...well,
      rooms: [{ room: 'audit', waiting: 3, oldestSeconds: 2400, deadLetters: 1 }],
      oldestSeconds: 2400,
      answers: { all: 100, failed: 5 },
      backup: { continuous: false, earliest: null, latest: null },
    };
    expect(verdictOf(bad)).toEqual(['deadLetters', 'late', 'answers', 'backup']);
  });

  test('does not judge by a handful of answers', () => {
    expect(verdictOf({ ...well, answers: { all: 10, failed: 1 } })).toEqual([]);
  });

  test('says durations in the unit a person would use', () => {
    expect(durationText(42)).toEqual({ unit: 'seconds', count: 42 });
    expect(durationText(1800)).toEqual({ unit: 'minutes', count: 30 });
    expect(durationText(7200)).toEqual({ unit: 'hours', count: 2 });
  });
});
