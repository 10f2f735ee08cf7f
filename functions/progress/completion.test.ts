import { describe, expect, it } from 'vitest';
import { continueAt, courseCompleted, learnerStatus, lessonCompleted, questionsLeftOf } from './completion.ts';

const read = { hasLecture: false, read: true, watchedShare: 0, testsLeft: 0, questionsLeft: 0 };
const watched = { ...read, hasLecture: true, watchedShare: 0.9 };

describe('a lesson', () => {
  it('without a lecture is completed by reading', () => {
    expect(lessonCompleted(read)).toBe(true);
  });
  it('with a lecture needs both the text and 90 % of the lecture', () => {
    expect(lessonCompleted({ ...watched, watchedShare: 0.89 })).toBe(false);
    expect(lessonCompleted({ ...watched, read: false, watchedShare: 1 })).toBe(false);
    expect(lessonCompleted(watched)).toBe(true);
  });
  it('with a test to pass waits until it is passed', () => {
    expect(lessonCompleted({ ...read, testsLeft: 1 })).toBe(false);
    expect(lessonCompleted({ ...read, read: false })).toBe(false);
  });
  it('whose lecture asks something that is required waits for the answers', () => {
    expect(lessonCompleted({ ...watched, questionsLeft: 1 })).toBe(false);
    expect(lessonCompleted({ ...watched, questionsLeft: 0 })).toBe(true);
  });
});

describe('questions inside the films of a lesson', () => {
  it('are those of the film that was watched, whatever its other languages ask', () => {
    expect(questionsLeftOf([])).toBe(0);
    const films = (uk: number, ru: number) => [
      { watchedShare: uk, questionsLeft: 2 },
      { watchedShare: ru, questionsLeft: 0 },
    ];
    expect(questionsLeftOf(films(0.95, 0.1))).toBe(2);
    expect(questionsLeftOf(films(0.5, 0.4))).toBe(2);
    expect(questionsLeftOf(films(0.95, 0.9))).toBe(0);
    // nobody knows yet in which language
    expect(questionsLeftOf(films(0, 0))).toBe(0);
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
