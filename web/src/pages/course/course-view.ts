/** Course and progress put together for the page: modules with counts, each lesson with its state. Pure. */
import type { Course, LessonOutline } from '#contracts/courses.ts';
import type { CourseProgress } from '#contracts/progress.ts';

export type StopState = 'done' | 'now' | 'next';

export interface LessonView {
  lesson: LessonOutline;
  state: StopState;
  /** the lesson counts as completed, even if it is also where one is */
  completed: boolean;
  hasLecture: boolean;
  /** 0–1 where the lecture was begun and not finished */
  watchedShare: number | undefined;
}

export interface ModuleView {
  id: string;
  number: number;
  title: Course['modules'][number]['title'];
  minutes: number;
  completed: number;
  lessons: LessonView[];
  /** where one is, or the first one before anything has begun */
  here: boolean;
}

export function modulesOf(course: Course, progress: CourseProgress | undefined): ModuleView[] {
  const byLesson = new Map(progress?.lessons.map((lesson) => [lesson.lessonId, lesson]));
  const enrolled = Boolean(progress?.enrolledAt ?? course.enrolledAt);
  const nowId =
    enrolled && !progress?.completedAt ? (progress?.continueLessonId ?? firstLesson(course)?.id) : undefined;
  const modules = course.modules.map((module, index) => {
    const lessons = module.lessons.map((lesson): LessonView => {
      const known = byLesson.get(lesson.id);
      const completed = known?.state === 'completed';
      const state = lesson.id === nowId ? 'now' : completed ? 'done' : 'next';
      const watchedShare = !completed && known?.watchedShare ? known.watchedShare : undefined;
      return { lesson, state, completed, hasLecture: Object.keys(lesson.lectures).length > 0, watchedShare };
    });
    return {
      id: module.id,
      number: index + 1,
      title: module.title,
      minutes: lessons.reduce((sum, { lesson }) => sum + lesson.minutes, 0),
      completed: lessons.filter((lesson) => lesson.completed).length,
      lessons,
      here: lessons.some((lesson) => lesson.state === 'now'),
    };
  });
  return modules;
}

/** Minutes of the lessons not yet completed. */
export function minutesLeft(modules: readonly ModuleView[]): number {
  const open = modules.flatMap((module) => module.lessons).filter((lesson) => !lesson.completed);
  return open.reduce((sum, { lesson }) => sum + lesson.minutes, 0);
}

/** The lesson the main button leads to: where one stopped, else the first. */
export function nextLesson(course: Course, progress: CourseProgress | undefined): LessonOutline | undefined {
  const lessons = course.modules.flatMap((module) => module.lessons);
  return lessons.find((lesson) => lesson.id === progress?.continueLessonId) ?? lessons[0];
}

const firstLesson = (course: Course) => course.modules[0]?.lessons[0];
