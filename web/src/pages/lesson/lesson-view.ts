/** What a lesson shows in which language, and what comes after it. Pure. */
import type { Language } from '#contracts/common.ts';
import type { Lesson } from '#contracts/courses.ts';
import type { CourseProgress, LessonProgress } from '#contracts/progress.ts';
import { quizzesNamed } from '#contracts/quiz-link.ts';
import type { Pictures } from '../../lib/markdown/model.ts';

export interface LectureChoice {
  id: string;
  language: Language;
  /** there is none in the language of the text */
  other: boolean;
}

/** The lecture in the language of the text, else in the course’s first that has one. */
export function lectureOf(lesson: Lesson): LectureChoice | null {
  const { lectures } = lesson.lesson;
  const language = [lesson.language, ...lesson.languages].find((each) => lectures[each]);
  const id = language && lectures[language];
  return id ? { id, language, other: language !== lesson.language } : null;
}

/** The second of the lecture that an address leads to; beside words looked for, `at` is one of those. */
export function askedSecond(query: (name: string) => string | undefined): number | undefined {
  const at = query('at');
  return query('find') === undefined && at !== undefined && /^\d{1,6}$/.test(at) ? Number(at) : undefined;
}

/** Addresses of the lesson’s own pictures: the only ones its text can show. */
export function picturesOf(lesson: Pick<Lesson, 'courseId' | 'pictures'>): Pictures {
  const entries = Object.entries(lesson.pictures).map(([path, { sha256, width, height }]) => [
    path,
    { src: `/api/courses/${encodeURIComponent(lesson.courseId)}/pictures/${sha256}`, width, height },
  ]);
  return Object.fromEntries(entries) as Pictures;
}

/** Tests that the text names, for who learns it. */
export const testsOf = ({ text, enrolledAt }: Pick<Lesson, 'text' | 'enrolledAt'>): string[] =>
  enrolledAt ? quizzesNamed(text) : [];

/** Does opening the lesson say something that the page does not show yet: a test is to be passed, or was? */
export const isNews = (opened: LessonProgress, shown: LessonProgress | undefined): boolean =>
  (opened.testsLeft ?? 0) !== (shown?.testsLeft ?? 0);

export function progressOf(course: CourseProgress | undefined, lessonId: string): LessonProgress | undefined {
  return course?.lessons.find((lesson) => lesson.lessonId === lessonId);
}

/** Reading is one half where there is a lecture: is the other still to do? */
export function lectureLeft(
  hasLecture: boolean,
  progress: LessonProgress | undefined,
  watched: boolean,
  needed: number,
): boolean {
  if (!hasLecture || watched || progress?.state === 'completed') return false;
  return (progress?.watchedShare ?? 0) < needed;
}
