import { describe, expect, it } from 'vitest';
import { byPerson, openSince, reasonsOf, type CourseStanding } from './stuck.ts';

const now = Date.parse('2026-11-23T10:00:00.000Z');
const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();

const standing = (change: Partial<CourseStanding> = {}): CourseStanding => ({
  ...{ openSince: ago(60), completed: false, last: undefined, failed: [] },
  ...change,
});
const last = (days: number, film?: number) => ({
  ...{ at: ago(days), lessonId: 'les_2' },
  film: film === undefined ? undefined : { lessonId: 'les_1', watchedShare: film },
});
const reasons = (change: Partial<CourseStanding>) => reasonsOf(standing(change), now);
const kinds = (change: Partial<CourseStanding>) => reasons(change).map(({ kind }) => kind);

describe('nobody has been there', () => {
  it('for a week, counted from the last sign', () => {
    expect(reasons({ last: last(7) })).toEqual([{ kind: 'noVisit', since: ago(7), lessonId: 'les_2' }]);
    expect(kinds({ last: last(6.9) })).toEqual([]);
  });

  it('for a week since they could have begun', () => {
    expect(reasons({ openSince: ago(7) })).toEqual([{ kind: 'noVisit', since: ago(7), lessonId: undefined }]);
    expect(kinds({ openSince: ago(6) })).toEqual([]);
    expect(kinds({ openSince: ago(-3) })).toEqual([]);
    expect(kinds({ openSince: undefined })).toEqual([]);
  });

  it('since it was assigned, where they had left it before', () => {
    expect(kinds({ openSince: ago(2), last: last(90, 0.4) })).toEqual([]);
    expect(reasons({ openSince: ago(8), last: last(90) })[0]?.since).toBe(ago(8));
  });
});

describe('a test', () => {
  const failed = (...days: number[]) => [{ lessonId: 'les_1', failedAt: days.map(ago) }];

  it('was failed twice: since the second time, however recent', () => {
    expect(reasons({ last: last(0), failed: failed(1, 5, 0.5) })).toEqual([
      { kind: 'failedTwice', since: ago(1), lessonId: 'les_1' },
    ]);
    expect(kinds({ last: last(0), failed: failed(1) })).toEqual([]);
  });

  it('of the same lesson is told once, of another one by itself', () => {
    const both = [...failed(4, 3), ...failed(6, 5), { lessonId: 'les_9', failedAt: [ago(2), ago(1)] }];
    expect(reasons({ last: last(0), failed: both })).toEqual([
      { kind: 'failedTwice', since: ago(5), lessonId: 'les_1' },
      { kind: 'failedTwice', since: ago(1), lessonId: 'les_9' },
    ]);
  });
});

describe('a lecture', () => {
  it('was begun three days ago and left', () => {
    expect(reasons({ last: last(3, 0.4) })).toEqual([{ kind: 'sameLecture', since: ago(3), lessonId: 'les_1' }]);
    expect(kinds({ last: last(2.9, 0.4) })).toEqual([]);
  });

  it('that was watched through holds up nobody', () => expect(kinds({ last: last(4, 0.9) })).toEqual([]));

  it('left a week ago is the place where they have not come back to', () => {
    expect(kinds({ last: last(8, 0.1) }).sort()).toEqual(['noVisit', 'sameLecture']);
  });
});

it('who has completed the course is never stuck in it', () => {
  const failed = [{ lessonId: 'les_1', failedAt: [ago(9), ago(8)] }];
  expect(kinds({ completed: true, last: last(30, 0.2), failed })).toEqual([]);
});

describe('a course is open', () => {
  const since = (before: (string | undefined)[], begun = false) => openSince([ago(9), ago(5)], before, { begun });

  it('once all has come to pass, and the courses before it are completed', () => {
    expect(since([])).toBe(ago(5));
    expect(since([ago(7)])).toBe(ago(5));
    expect(since([ago(2)])).toBe(ago(2));
    expect(since([ago(7), undefined])).toBeUndefined();
  });

  it('to who has begun it, whatever comes before', () => expect(since([undefined], true)).toBe(ago(5)));
});

it('who is stuck longest comes first, each with what has lasted longest', () => {
  const of = (personId: string, days: number) => ({ personId, since: ago(days) });
  const people = byPerson([of('per_a', 1), of('per_b', 4), of('per_a', 9)]);
  expect(people.map(({ personId, reasons: own }) => [personId, own.map(({ since }) => since)])).toEqual([
    ['per_a', [ago(9), ago(1)]],
    ['per_b', [ago(4)]],
  ]);
});
