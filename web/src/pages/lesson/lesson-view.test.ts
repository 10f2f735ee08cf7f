import type { Lesson } from '#contracts/courses.ts';
import type { LessonProgress } from '#contracts/progress.ts';
import { describe, expect, it } from 'vitest';
import { lectureLeft, lectureOf, picturesOf } from './lesson-view.ts';

const lesson = (change: Partial<Lesson>, lectures: Lesson['lesson']['lectures'] = {}) =>
  ({
    courseId: 'crs_1',
    language: 'uk',
    languages: ['uk', 'ru', 'en'],
    pictures: {},
    lesson: { lectures },
    ...change,
  }) as Lesson;

describe('lectureOf', () => {
  it('takes the lecture in the language of the text', () => {
    expect(lectureOf(lesson({ language: 'en' }, { uk: 'lec_1', en: 'lec_2' }))).toEqual({
      id: 'lec_2',
      language: 'en',
      other: false,
    });
  });
  it('falls back to the first language that has one, and says so', () => {
    expect(lectureOf(lesson({ language: 'ru' }, { en: 'lec_2', uk: 'lec_1' }))).toEqual({
      id: 'lec_1',
      language: 'uk',
      other: true,
    });
  });
  it('knows lessons without a lecture', () => {
    expect(lectureOf(lesson({}))).toBeNull();
  });
});

it('gives pictures their address by hash', () => {
  const pictures = { 'a.png': { sha256: 'ab', width: 3, height: 2 } };
  expect(picturesOf({ courseId: 'crs_1', pictures })).toEqual({
    'a.png': { src: '/api/courses/crs_1/pictures/ab', width: 3, height: 2 },
  });
});

describe('lectureLeft', () => {
  const half = { state: 'open', watchedShare: 0.5 } as LessonProgress;
  it.each([
    [false, undefined, false, false],
    [true, undefined, false, true],
    [true, half, false, true],
    [true, half, true, false],
    [true, { ...half, watchedShare: 0.95 }, false, false],
    [true, { ...half, state: 'completed' as const }, false, false],
  ])('%s %o %s → %s', (hasLecture, progress, watched, left) => {
    expect(lectureLeft(hasLecture, progress, watched, 0.9)).toBe(left);
  });
});
