import { describe, expect, it } from 'vitest';
import type { LessonItem, SummaryItem } from './lesson-progress.ts';
import { unitedLesson, unitedSummary } from './merge.ts';
import { unitedWatch, type WatchItem } from './watched.ts';

const place = {
  personId: 'per_kept',
  courseId: 'crs_x',
  version: 1,
  lessons: [
    { id: 'les_a', hasLecture: false },
    { id: 'les_b', hasLecture: true },
  ],
};
const lesson = (personId: string, lessonId: string, more: Partial<LessonItem> = {}): LessonItem => ({
  personId,
  lessonId,
  courseId: 'crs_x',
  version: personId === 'per_kept' ? 1 : 2,
  read: false,
  watchedShare: 0,
  openedAt: '2026-03-01T00:00:00.000Z',
  ...more,
});
const summary = (personId: string, completedLessons: string[], more: Partial<SummaryItem> = {}): SummaryItem => ({
  personId,
  courseId: 'crs_x',
  version: personId === 'per_kept' ? 1 : 2,
  startedAt: '2026-03-01T00:00:00.000Z',
  lastAt: '2026-03-02T00:00:00.000Z',
  lastLessonId: 'les_a',
  completedLessons,
  revision: 3,
  ...more,
});
const at = '2026-11-22T08:52:00.000Z';

describe('a lesson of two records', () => {
  it('is completed when one has read and the other has watched', () => {
    const kept = lesson('per_kept', 'les_b', { read: true });
    const duplicate = lesson('per_dup', 'les_b', { watchedShare: 0.95, openedAt: '2026-02-01T00:00:00.000Z' });
    expect(unitedLesson(kept, duplicate, place, at)).toEqual({
      ...kept,
      watchedShare: 0.95,
      openedAt: '2026-02-01T00:00:00.000Z',
      completedAt: at,
    });
  });

  it('keeps the first time it was completed', () => {
    const early = '2026-01-01T00:00:00.000Z';
    const kept = lesson('per_kept', 'les_a', { read: true, completedAt: at });
    const duplicate = lesson('per_dup', 'les_a', { read: true, completedAt: early });
    expect(unitedLesson(kept, duplicate, place, at).completedAt).toBe(early);
  });

  it('becomes the kept person’s where only the duplicate opened it, in the version the kept person learns', () => {
    const moved = unitedLesson(undefined, lesson('per_dup', 'les_b'), place, at);
    expect(moved).toMatchObject({ personId: 'per_kept', version: 1, read: false });
    expect(moved.completedAt).toBeUndefined();
  });
});

describe('a course of two records', () => {
  it('has the lessons completed by either, as far as the version has them', () => {
    const united = unitedSummary(summary('per_kept', ['les_a']), summary('per_dup', ['les_gone']), place, [], at);
    expect(united).toMatchObject({ personId: 'per_kept', version: 1, completedLessons: ['les_a'], revision: 4 });
    expect(united.completedAt).toBeUndefined();
  });

  it('is completed when together they have completed all', () => {
    const united = unitedSummary(summary('per_kept', ['les_a']), summary('per_dup', ['les_b']), place, [], at);
    expect(united).toMatchObject({ completedLessons: ['les_a', 'les_b'], completedAt: at });
  });

  it('counts a lesson that only both together completed', () => {
    const lessons = [lesson('per_kept', 'les_b', { completedAt: at })];
    expect(unitedSummary(summary('per_kept', ['les_a']), summary('per_dup', []), place, lessons, at)).toMatchObject({
      completedLessons: ['les_a', 'les_b'],
      completedAt: at,
    });
  });

  it('begins with the first and goes on with the last', () => {
    const duplicate = summary('per_dup', [], {
      startedAt: '2026-01-01T00:00:00.000Z',
      lastAt: '2026-10-01T00:00:00.000Z',
      lastLessonId: 'les_b',
    });
    expect(unitedSummary(summary('per_kept', []), duplicate, place, [], at)).toMatchObject({
      startedAt: '2026-01-01T00:00:00.000Z',
      lastAt: '2026-10-01T00:00:00.000Z',
      lastLessonId: 'les_b',
    });
    expect(unitedSummary(undefined, duplicate, place, [], at)).toMatchObject({ personId: 'per_kept', revision: 1 });
  });

  it('united once more stays as it is', () => {
    const duplicate = summary('per_dup', ['les_b']);
    const once = unitedSummary(summary('per_kept', ['les_a']), duplicate, place, [], at);
    const twice = unitedSummary(once, duplicate, place, [], '2027-01-01T00:00:00.000Z');
    expect({ ...twice, revision: 0 }).toEqual({ ...once, revision: 0 });
  });
});

describe('a lecture of two records', () => {
  const watch = (personId: string, spans: [number, number][], reportedAt: number): WatchItem => ({
    personId,
    lectureId: 'lec_x',
    version: 1,
    positionSeconds: reportedAt,
    spans,
    reportedAt,
    spareSeconds: reportedAt / 100,
  });

  it('counts each second once and goes on where the later one stopped', () => {
    const kept = watch('per_kept', [[0, 60], [90, 120]], 100); // prettier-ignore
    const united = unitedWatch(kept, watch('per_dup', [[50, 95]], 200), 'per_kept');
    expect(united).toEqual({ ...kept, spans: [[0, 120]], positionSeconds: 200, reportedAt: 200, spareSeconds: 1 });
    expect(unitedWatch(united, watch('per_dup', [[50, 95]], 200), 'per_kept')).toEqual(united);
  });

  it('becomes the kept person’s where only the duplicate watched', () => {
    const duplicate = watch('per_dup', [[0, 5]], 7);
    expect(unitedWatch(undefined, duplicate, 'per_kept')).toEqual({ ...duplicate, personId: 'per_kept' });
  });
});
