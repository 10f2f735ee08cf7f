import { describe, expect, it } from 'vitest';
import { changeLesson, type LessonPlace } from './lesson-progress.ts';

const place: LessonPlace = {
  personId: 'p',
  courseId: 'c',
  version: 3,
  lessonId: 'a',
  hasLecture: true,
  lessonIds: ['a', 'b'],
};
const nothing = { lesson: undefined, summary: undefined };

describe('a lesson under way', () => {
  it('is begun by opening it', () => {
    const { lesson, summary, facts } = changeLesson(place, nothing, {}, 't1');
    expect(lesson).toMatchObject({ openedAt: 't1', read: false });
    expect(summary).toMatchObject({ startedAt: 't1', lastLessonId: 'a', completedLessons: [] });
    expect(facts).toEqual([]);
  });

  it('is completed by whichever comes last, reading or watching', () => {
    const read = changeLesson(place, nothing, { read: true }, 't1');
    expect(read.facts).toEqual([]);
    const watched = changeLesson(place, read, { watchedShare: 0.95 }, 't2');
    expect(watched.facts).toEqual(['progress.lectureWatched', 'progress.lessonCompleted']);
    expect(watched.lesson.completedAt).toBe('t2');
  });

  it('with a test to pass is completed by passing it, and stays so whatever comes of the test later', () => {
    const text = { ...place, hasLecture: false };
    const read = changeLesson(text, nothing, { read: true, testsLeft: 1 }, 't1');
    expect(read.lesson).toMatchObject({ read: true, testsLeft: 1 });
    expect([read.lesson.completedAt, read.summary.completedLessons, read.facts]).toEqual([undefined, [], []]);
    const passed = changeLesson(text, read, { testsLeft: 0 }, 't2');
    expect(passed.facts).toEqual(['progress.lessonCompleted']);
    const corrected = changeLesson(text, passed, { testsLeft: 1 }, 't3');
    expect(corrected.lesson).toEqual(passed.lesson);
    expect(corrected.summary.completedLessons).toEqual(['a']);
  });

  it('keeps the time of its completion and records it once', () => {
    const done = changeLesson({ ...place, hasLecture: false }, nothing, { read: true }, 't1');
    const again = changeLesson({ ...place, hasLecture: false }, done, { read: true }, 't2');
    expect(again.lesson.completedAt).toBe('t1');
    expect(again.facts).toEqual([]);
  });

  it('completes the course with its last lesson', () => {
    const first = changeLesson({ ...place, hasLecture: false }, nothing, { read: true }, 't1');
    const last = changeLesson(
      { ...place, lessonId: 'b', hasLecture: false },
      { lesson: undefined, summary: first.summary },
      { read: true },
      't2',
    );
    expect(last.facts).toEqual(['progress.lessonCompleted', 'progress.courseCompleted']);
    expect(last.summary.completedAt).toBe('t2');
  });
});
