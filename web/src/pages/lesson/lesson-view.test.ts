import type { Lesson } from '#contracts/courses.ts';
import type { LessonProgress } from '#contracts/progress.ts';
import { describe, expect, it } from 'vitest';
import { askedSecond, isNews, lectureLeft, lectureOf, picturesOf, testsOf } from './lesson-view.ts';

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

describe('tests of a lesson', () => {
  const text = 'Спершу [перевірка](quiz:qiz_01ARZ3NDEKTSV4RRFFQ69G5FAV).';
  it('are shown to who learns it', () => {
    expect(testsOf({ text, enrolledAt: '2026-01-01T00:00:00.000Z' })).toEqual(['qiz_01ARZ3NDEKTSV4RRFFQ69G5FAV']);
    expect(testsOf({ text, enrolledAt: null })).toEqual([]);
  });
  it('are news once they are to be passed, and once they are', () => {
    const opened = (testsLeft: number) => ({ testsLeft }) as LessonProgress;
    expect([isNews(opened(1), undefined), isNews(opened(0), opened(1)), isNews(opened(0), undefined)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

it('an address leads to a second of the lecture, or to words that were looked for', () => {
  const second = (query: Partial<Record<string, string>>) => askedSecond((name) => query[name]);
  expect([second({ at: '133' }), second({ at: '0' })]).toEqual([133, 0]);
  for (const other of [{}, { at: '2', find: 'права' }, { at: '-1' }, { at: '1e3' }, { at: 'x' }])
    expect(second(other), JSON.stringify(other)).toBeUndefined();
});
