/** What two versions of a course differ in, and what going over to the later one means for a learner. Pure. */
import type { Course } from '#contracts/courses.ts';
import type { CourseProgress, LessonProgress } from '#contracts/progress.ts';
import type { VersionLesson } from '#contracts/versions.ts';
import type { Sign } from '../../lib/ui/sign.ts';

export const kindSigns = {
  added: { kind: 'acc', icon: 'plus' },
  changed: { kind: 'warn', icon: 'pencil' },
  moved: { kind: 'plain', icon: 'grip' },
  removed: { kind: 'line', icon: 'trash' },
  same: { kind: 'line', icon: 'check' },
} as const satisfies Record<VersionLesson['kind'], Sign>;

export const kindsShown = ['added', 'changed', 'removed', 'moved'] as const;
type Shown = (typeof kindsShown)[number];

/** How many lessons of each kind; kinds of which there are none are left out. */
export const countsOf = (lessons: readonly VersionLesson[]): { kind: Shown; count: number }[] =>
  kindsShown
    .map((kind) => ({ kind, count: lessons.filter((lesson) => lesson.kind === kind).length }))
    .filter(({ count }) => count > 0);

export const differing = (lessons: readonly VersionLesson[]): VersionLesson[] =>
  lessons.filter(({ kind }) => kind !== 'same');

/** Is there a text in both versions, or in one, whose words can be compared? */
export const hasWords = ({ kind, languages }: VersionLesson): boolean => kind !== 'moved' && languages.length > 0;

/** The two versions a page is about: as its address says, else what the learner goes to, else where they came from. */
export function versionsAsked(
  asked: { from: string | undefined; to: string | undefined },
  course: Pick<Course, 'version' | 'newer'>,
  moved: CourseProgress['moved'],
): { from: number; to: number } | undefined {
  const [from, to] = [Number(asked.from), Number(asked.to)];
  if (Number.isInteger(from) && Number.isInteger(to) && from > 0 && from < to) return { from, to };
  if (course.newer) return { from: course.version, to: course.newer };
  return moved && moved.from < course.version ? { from: moved.from, to: course.version } : undefined;
}

export interface Plan {
  /** lessons that are done and stay so */
  kept: number;
  /** of those: with another text or film than the one that was read */
  readAnew: number;
  /** lessons still to be done that were not there */
  toDo: number;
  /** done lessons that are not there any more */
  gone: number;
}

/** What the learner takes along, what is new to them, what falls away. */
export function planOf(
  lessons: readonly VersionLesson[],
  mine: readonly Pick<LessonProgress, 'lessonId' | 'state'>[],
): Plan {
  const done = new Set(mine.filter(({ state }) => state === 'completed').map(({ lessonId }) => lessonId));
  const mineIn = (kinds: readonly VersionLesson['kind'][]) =>
    lessons.filter(({ kind, lessonId }) => kinds.includes(kind) && done.has(lessonId));
  const kept = mineIn(['same', 'moved', 'changed']);
  return {
    kept: kept.length,
    readAnew: kept.filter(({ rewritten, film }) => rewritten.length > 0 || film).length,
    toDo: lessons.filter(({ kind }) => kind === 'added').length,
    gone: mineIn(['removed']).length,
  };
}
