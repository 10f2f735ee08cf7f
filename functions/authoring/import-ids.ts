/**
 * Everything in an archive gets ids that follow from those it came with. What comes back into the course it was taken out of
 * is known again by that, and keeps the id it has here: with it what learners did, and the link to an original. Pure.
 */
import type { IdKind } from '#contracts/common.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import type { IdOf } from './adopted-course.ts';

/** Ids that a course has, by what they name. */
export type OwnIds = Partial<Record<IdKind, readonly string[]>>;
/** The id that something which came has here; its own where it is new. */
export type KnownId = (id: string) => string;

/** `idOf`: how an archive's ids become the course's. */
export function knownIds(own: OwnIds, idOf: IdOf): KnownId {
  const known = new Map(
    Object.entries(own).flatMap(([kind, ids]) => ids.map((id) => [idOf(kind as IdKind, id), id] as const)),
  );
  return (id) => known.get(id) ?? id;
}

/** The course with its modules, lessons and films under the ids they have here. */
export const recognised = <Course extends Pick<Manifest, 'modules' | 'lectures'>>(
  course: Course,
  known: KnownId,
): Course => ({
  ...course,
  lectures: course.lectures.map((film) => ({ ...film, id: known(film.id) })),
  modules: course.modules.map((module) => ({
    ...module,
    id: known(module.id),
    lessons: module.lessons.map((lesson) => ({
      ...lesson,
      id: known(lesson.id),
      lectures: Object.fromEntries(Object.entries(lesson.lectures).map(([language, id]) => [language, known(id)])),
    })),
  })),
});
