/** Looks up what a course has, so that what is brought back into it is known again. */
import type { Manifest } from '../courses/courses.reads.ts';
import { adoptedId } from './adoption.ops.ts';
import { knownFilms } from './films.ts';
import { filmsIn } from './films.store.ts';
import { releasedNow } from './freezing-items.ops.ts';
import { knownIds, recognised } from './import-ids.ts';
import { outlineItems } from './outline.store.ts';

/** What the course has already keeps its ids. */
export async function comeBack(candidate: Manifest): Promise<Manifest> {
  const { courseId, organisationId } = candidate;
  const [{ modules, lessons }, released, brought] = await Promise.all([
    ...([outlineItems(courseId), releasedNow({ id: courseId, organisationId }), filmsIn(courseId)] as const),
  ]);
  const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  const lecture = [...knownFilms(released, brought).keys()];
  const own = { module: idsOf(modules), lesson: idsOf(lessons), lecture };
  return recognised(candidate, knownIds(own, adoptedId(courseId)));
}
