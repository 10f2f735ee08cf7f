/** What other rooms may ask lectures. */
import * as store from './lectures.store.ts';
import * as transcriptions from './transcriptions.store.ts';

export { lectureRules } from './rules.reads.ts';

/** What becomes of a film that a lecture shows. */
export type LectureFilm = store.StoredFilm;

/** What becomes of a lecture's film, or undefined while it is not known here yet. */
export const lectureFilm = store.film;

/** The same of several, those that are known, in no order. */
export const lectureFilms = store.filmsByKey;

/** What a machine writes down of a film, once somebody has asked for it. */
export type FilmWords = transcriptions.StoredWords;
export const filmWords = transcriptions.words;

/** The course a lecture belongs to, or undefined. */
export const courseOf = store.courseOf;
