/** Rules of a draft's films: what lists show of one, its captions, which lesson shows it. Pure. */
import type { DraftFilm } from '#contracts/draft-films.ts';
import { languages, type Language, type Localised } from '#contracts/common.ts';
import type { Film } from './films.ts';
import type { StoredLesson } from './outline.store.ts';

const captionsOf = ({ captions }: Pick<Film, 'captions'>): Language[] =>
  languages.filter((language) => captions[language] !== undefined);

export const shownAs = (film: Film): Omit<DraftFilm, 'state' | 'released'> => ({
  id: film.id,
  language: film.language,
  title: film.title,
  durationSeconds: film.durationSeconds,
  captions: captionsOf(film),
});

interface Announced {
  language: Language;
  title: Localised;
  durationSeconds: number;
  sha256: string;
}

/** Is it the film that was announced, asked for once more? */
export const isSameFilm = (
  there: Pick<Film, 'language' | 'title' | 'durationSeconds' | 'source'>,
  { language, title, durationSeconds, sha256 }: Announced,
): boolean =>
  there.source === sha256 &&
  there.language === language &&
  there.durationSeconds === durationSeconds &&
  languages.every((each) => there.title[each] === title[each]);

/** The film with captions in a language under a hash, or without. */
export function withCaptions(film: Film, language: Language, hash: string | undefined): Film {
  const { [language]: _, ...others } = film.captions;
  return { ...film, captions: hash === undefined ? others : { ...others, [language]: hash } };
}

/** The lesson showing a film spoken in a language, or none; the very same where it does so already. */
export function withFilm(lesson: StoredLesson, language: Language, film: Film | undefined): StoredLesson {
  const { [language]: before, ...others } = lesson.lectures;
  const { id, title, durationSeconds } = film ?? { id: undefined, title: {}, durationSeconds: 0 };
  const after = id && film ? { id, title, durationSeconds, captions: captionsOf(film) } : undefined;
  const same = before?.id === after?.id && (before?.captions ?? []).join() === (after?.captions ?? []).join();
  if (same) return lesson;
  const lectures = after ? { ...others, [language]: after } : others;
  return { ...lesson, lectures, revision: lesson.revision + 1 };
}
