import { describe, expect, it } from 'vitest';
import { carried } from './carrying.ts';
import { changeLesson, type SummaryItem } from './lesson-progress.ts';

const at = '2026-11-22T12:00:00.000Z';
const way = (version: number, completedLessons: string[], more: Partial<SummaryItem> = {}): SummaryItem => ({
  personId: 'per_1',
  courseId: 'crs_1',
  version,
  startedAt: `2026-11-0${version}T08:00:00.000Z`,
  lastAt: `2026-11-0${version}T09:00:00.000Z`,
  lastLessonId: completedLessons.at(-1) ?? 'a',
  completedLessons,
  revision: 4,
  ...more,
});
const arrival = (version: number, lessonIds: string[]) => ({
  personId: 'per_1',
  courseId: 'crs_1',
  version,
  lessonIds,
  at,
});

describe('coming to another version', () => {
  it('what was done stays done, as far as the version has it', () => {
    expect(carried([way(1, ['a', 'gone'])], arrival(2, ['new', 'a', 'b']))).toEqual({
      personId: 'per_1',
      courseId: 'crs_1',
      version: 2,
      startedAt: '2026-11-01T08:00:00.000Z',
      lastAt: '2026-11-01T09:00:00.000Z',
      // the lesson opened last is gone
      lastLessonId: 'new',
      completedLessons: ['a'],
      revision: 0,
    });
  });

  it('counts a lesson that was away for a version', () => {
    const both = [way(1, ['a']), way(2, ['b'])];
    expect(carried(both, arrival(3, ['a', 'b', 'c']))).toMatchObject({
      completedLessons: ['a', 'b'],
      startedAt: '2026-11-01T08:00:00.000Z',
      lastLessonId: 'b',
    });
  });

  it('completes the course where all that was left is gone from it', () => {
    expect(carried([way(1, ['a', 'b'])], arrival(2, ['b', 'a']))?.completedAt).toBe(at);
    expect(carried([way(1, ['a', 'b'])], arrival(2, ['b', 'c']))?.completedAt).toBeUndefined();
  });

  it('brings nothing along where nothing was begun, and nothing of a completed course', () => {
    expect(carried([], arrival(2, ['a']))).toBeUndefined();
    expect(carried([way(1, ['a'], { completedAt: at })], arrival(2, ['a', 'b']))).toBeUndefined();
  });
});

it('a lesson read again is read in the version of today', () => {
  const place = { ...arrival(2, ['a']), lessonId: 'a', hasLecture: false };
  const lesson = { ...place, version: 1, read: true, watchedShare: 0, openedAt: at, completedAt: at };
  const opened = changeLesson(place, { lesson, summary: way(2, ['a']) }, {}, at).lesson;
  expect([opened.version, opened.readIn]).toEqual([1, undefined]);
  const again = changeLesson(place, { lesson, summary: way(2, ['a']) }, { read: true }, at);
  expect(again.lesson).toMatchObject({ version: 1, readIn: 2, completedAt: at });
  // it was completed before: no second fact
  expect(again.facts).not.toContain('progress.lessonCompleted');
});

it('a text read before the move, on a device without a network, is one of then', () => {
  const place = { ...arrival(2, ['a', 'b']), lessonId: 'a', hasLecture: false };
  const change = { read: true, readIn: 1 } as const;
  const late = changeLesson(place, { lesson: undefined, summary: undefined }, change, at).lesson;
  expect(late).toMatchObject({ readIn: 1, completedAt: at });
  // read again since: an older word does not take that back
  const again = changeLesson(place, { lesson: { ...late, readIn: 2 }, summary: undefined }, change, at).lesson;
  expect(again.readIn).toBe(2);
});
