/** The films of a draft: those of its newest version and those that were brought in since. */
import type { DraftFilm } from '#contracts/draft-films.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import { knownFilms, type Film } from './films.ts';
import { filmsIn } from './films.store.ts';
import { releasedNow } from './freezing-items.ops.ts';
import { noFiles, shownAs } from './lesson-films.ts';

/** What lessons can show, and what is in the newest version. */
export async function known(draft: Parameters<typeof releasedNow>[0]) {
  const [released, brought] = await Promise.all([releasedNow(draft), filmsIn(draft.id)]);
  return { films: knownFilms(released, brought), released };
}

const isReleased = (released: Manifest | undefined, { id, source }: Film): boolean =>
  released?.lectures.some((each) => each.id === id && each.source === source) ?? false;

/** As its team sees it. */
export const kept = (film: Film, released: Manifest | undefined, files = noFiles): DraftFilm => ({
  ...shownAs(film),
  state: 'kept',
  released: isReleased(released, film),
  upload: null,
  files,
});
