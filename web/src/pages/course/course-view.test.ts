import type { Course, LessonOutline } from '#contracts/courses.ts';
import type { CourseProgress, LessonProgress } from '#contracts/progress.ts';
import { expect, test } from 'vitest';
import { concerns, justMoved, minutesLeft, modulesOf, nextLesson } from './course-view.ts';

const lesson = (number: number): LessonOutline => ({
  id: `les_${number}`,
  number,
  title: { uk: `${number}` },
  minutes: 10,
  lectures: number === 2 ? { uk: 'lec_2' } : {},
});
const course = {
  enrolledAt: '2026-11-01T08:00:00.000Z',
  modules: [
    { id: 'mod_1', title: { uk: 'А' }, lessons: [lesson(1), lesson(2)] },
    { id: 'mod_2', title: { uk: 'Б' }, lessons: [lesson(3)] },
  ],
} as unknown as Course;
const known = (lessonId: string, state: 'open' | 'completed', watchedShare: number | null = null) => ({
  lessonId,
  state,
  watchedShare,
});
const progress = (over: object) =>
  ({
    enrolledAt: course.enrolledAt,
    completedAt: null,
    continueLessonId: 'les_2',
    lessons: [known('les_1', 'completed'), known('les_2', 'open', 0.4)],
    ...over,
  }) as unknown as CourseProgress;

test('each lesson has its state, each module its count', () => {
  const [first, second] = modulesOf(course, progress({}));
  expect(first?.lessons.map((view) => view.state)).toEqual(['done', 'now']);
  expect(first).toMatchObject({ number: 1, minutes: 20, completed: 1, here: true });
  expect(first?.lessons[1]).toMatchObject({ hasLecture: true, watchedShare: 0.4 });
  expect(second).toMatchObject({ completed: 0, here: false });
});

test('who is not enrolled is nowhere yet', () => {
  const modules = modulesOf(
    { ...course, enrolledAt: null },
    progress({ enrolledAt: null, lessons: [], continueLessonId: null }),
  );
  expect(modules.flatMap((module) => module.lessons).every((view) => view.state === 'next')).toBe(true);
});

test('a completed course has no “here”', () => {
  expect(modulesOf(course, progress({ completedAt: '2026-11-02T08:00:00.000Z' })).some((module) => module.here)).toBe(
    false,
  );
});

test('time left counts what is not completed', () => {
  expect(minutesLeft(modulesOf(course, progress({})))).toBe(20);
  expect(minutesLeft(modulesOf(course, undefined))).toBe(30);
});

test('the main button leads to where one stopped, else to the first lesson', () => {
  expect(nextLesson(course, progress({}))?.id).toBe('les_2');
  expect(nextLesson(course, progress({ continueLessonId: 'les_gone' }))?.id).toBe('les_1');
  expect(nextLesson(course, undefined)?.id).toBe('les_1');
});

test('a change in another language does not concern a reader, another film concerns all', () => {
  expect(concerns({ version: 1, languages: ['en'], film: false }, 'uk')).toBe(false);
  expect(concerns({ version: 1, languages: ['uk'], film: false }, 'uk')).toBe(true);
  expect(concerns({ version: 1, languages: [], film: true }, 'uk')).toBe(true);
  expect(concerns(null, 'uk')).toBe(false);
});

test('a change of version is news for thirty days, and as long as something is to be read anew', () => {
  const moved = { from: 1, at: '2026-11-01T10:00:00.000Z' };
  const now = (day: string) => Date.parse(`${day}T10:00:00.000Z`);
  const changed = { changed: { version: 1, languages: ['uk'], film: false } } as LessonProgress;
  expect(justMoved({ moved, lessons: [] }, now('2026-11-22'))).toEqual(moved);
  expect(justMoved({ moved, lessons: [] }, now('2027-01-22'))).toBeUndefined();
  expect(justMoved({ moved, lessons: [changed] }, now('2027-01-22'))).toEqual(moved);
  expect(justMoved({ moved: null, lessons: [changed] }, now('2026-11-22'))).toBeUndefined();
});
