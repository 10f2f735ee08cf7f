/** Course and progress put together for the page: modules with counts, each lesson with its state. Pure. */
import type { Language } from '#contracts/common.ts';
import type { Course, LessonOutline } from '#contracts/courses.ts';
import type { CourseProgress, LessonProgress } from '#contracts/progress.ts';

export type StopState = 'done' | 'now' | 'next';

export interface LessonView {
  lesson: LessonOutline;
  state: StopState;
  /** the lesson counts as completed, even if it is also where one is */
  completed: boolean;
  /** written anew since the learner read it, in the language they read in */
  changed: boolean;
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

export function modulesOf(
  course: Course,
  progress: CourseProgress | undefined,
  language: Language = 'uk',
): ModuleView[] {
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
      const changed = Boolean(known?.changed && concerns(known.changed, readIn(course, language)));
      return { lesson, state, completed, changed, hasLecture: Object.keys(lesson.lectures).length > 0, watchedShare };
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

/** The language a learner reads in: the chosen one, or the course's first where it has no other. */
const readIn = ({ languages }: Pick<Course, 'languages'>, language: Language): Language =>
  languages.includes(language) ? language : (languages[0] ?? language);

/** Does what changed since it was read concern who reads in this language? Another film concerns everybody. */
export const concerns = (changed: LessonProgress['changed'], language: Language): boolean =>
  Boolean(changed && (changed.film || changed.languages.includes(language)));

const newsMs = 30 * 24 * 3_600_000;

/** The learner's last change of version, while it is news to them: for thirty days, or until what changed is read. */
export function justMoved({ moved, lessons }: Pick<CourseProgress, 'moved' | 'lessons'>, now: number) {
  if (!moved) return undefined;
  const isNews = now - Date.parse(moved.at) < newsMs || lessons.some(({ changed }) => changed);
  return isNews ? moved : undefined;
}
