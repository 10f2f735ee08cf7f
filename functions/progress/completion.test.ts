import { describe, expect, it } from 'vitest';
import { continueAt, courseCompleted, learnerStatus, lessonCompleted } from './completion.ts';

describe('a lesson', () => {
  it('without a lecture is completed by reading', () => {
    expect(lessonCompleted({ hasLecture: false, read: true, watchedShare: 0 })).toBe(true);
  });
  it('with a lecture needs both the text and 90 % of the lecture', () => {
    expect(lessonCompleted({ hasLecture: true, read: true, watchedShare: 0.89 })).toBe(false);
    expect(lessonCompleted({ hasLecture: true, read: false, watchedShare: 1 })).toBe(false);
    expect(lessonCompleted({ hasLecture: true, read: true, watchedShare: 0.9 })).toBe(true);
  });
});

describe('continue', () => {
  const lessons = ['a', 'b', 'c', 'd'];
  it('begins at the first lesson', () => expect(continueAt(lessons, new Set(), undefined)).toBe('a'));
  it('stays at the lesson last opened until it is completed', () =>
    expect(continueAt(lessons, new Set(['a']), 'c')).toBe('c'));
  it('goes on after it', () => expect(continueAt(lessons, new Set(['c']), 'c')).toBe('d'));
  it('comes back to what was left out', () => expect(continueAt(lessons, new Set(['b', 'c', 'd']), 'd')).toBe('a'));
  it('offers the first again when all is done', () => expect(continueAt(lessons, new Set(lessons), 'd')).toBe('a'));
});

describe('a course', () => {
  it('is completed with its last lesson, never when it has none', () => {
    expect(courseCompleted(['a', 'b'], new Set(['a']))).toBe(false);
    expect(courseCompleted(['a', 'b'], new Set(['a', 'b', 'old']))).toBe(true);
    expect(courseCompleted([], new Set())).toBe(false);
  });
  it('tells who has not begun', () => {
    expect(learnerStatus(undefined)).toBe('notBegun');
    expect(learnerStatus({ startedAt: 'x' })).toBe('learning');
    expect(learnerStatus({ startedAt: 'x', completedAt: 'y' })).toBe('completed');
  });
});
