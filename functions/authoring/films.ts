/** Films of a course: those of its versions, and those an import brought that no version has yet. Pure. */
import { additionsOf } from '#contracts/film-additions.ts';
import { languages, type Language } from '#contracts/common.ts';
import type { Candidate, Manifest, ManifestLecture } from '../courses/courses.reads.ts';

export type Film = Candidate['lectures'][number];
type Lectures = Partial<Record<Language, string>>;

const withoutVersion = ({ version: _, ...film }: ManifestLecture): Film => film;

/** Every film the course may show, by its id: what was brought in last counts. */
export function knownFilms(
  before: Pick<Manifest, 'lectures' | 'retired'> | undefined,
  brought: readonly Film[],
): Map<string, Film> {
  const released = [...(before?.retired ?? []), ...(before?.lectures ?? [])].map(withoutVersion);
  return new Map([...released, ...brought].map((film) => [film.id, film]));
}

/** What a lesson shows, so that another film, other captions or additions under the same id read differently. */
export function filmMarks(lectures: Lectures, known: ReadonlyMap<string, Film>): Lectures {
  const marks = Object.entries(lectures).map(([language, id]) => {
    const film = known.get(id);
    const captions = Object.entries(film?.captions ?? {}).sort();
    const added = Object.entries(film ? additionsOf(film) : {});
    return [language, film ? JSON.stringify([id, film.source, captions, added]) : id];
  });
  return Object.fromEntries(marks) as Lectures;
}

/** The films that a lesson shows, by language of instruction. */
export const shownFilms = (lectures: Lectures, known: ReadonlyMap<string, Film>) =>
  languages.flatMap((language) => {
    const film = known.get(lectures[language] ?? '');
    if (!film) return [];
    const { id, title, durationSeconds, source, captions } = film;
    return [{ id, language, title, durationSeconds, source, captions, additions: additionsOf(film) }];
  });
