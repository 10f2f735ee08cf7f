/** Rules of a draft's films: what lists show of one, its captions, which lesson shows it. Pure. */
import type { DraftFilm } from '#contracts/draft-films.ts';
import { languages, type Language } from '#contracts/common.ts';
import { canonical } from './draft.ts';
import type { Film } from './films.ts';
import type { StoredLesson } from './outline.store.ts';

/** Languages in which a film has captions. */
export const captionsOf = ({ captions }: Pick<Film, 'captions'>): Language[] =>
  languages.filter((language) => captions[language] !== undefined);

/** It has the file it shows, and no other. */
export const noFiles: DraftFilm['files'] = { brought: 0, former: 0 };

export const shownAs = (film: Film): Omit<DraftFilm, 'state' | 'released' | 'upload' | 'files'> => ({
  id: film.id,
  language: film.language,
  title: film.title,
  durationSeconds: film.durationSeconds,
  captions: captionsOf(film),
});

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
  if (canonical(before ?? null) === canonical(after ?? null)) return lesson;
  const lectures = after ? { ...others, [language]: after } : others;
  return { ...lesson, lectures, revision: lesson.revision + 1 };
}
