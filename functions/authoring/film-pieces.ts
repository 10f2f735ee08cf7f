/** Where a lesson of the original shows another film than before, other captions, or something else added to it. Pure. */
import type { Piece } from '#contracts/adoption.ts';
import { filmAdditions } from '#contracts/film-additions.ts';
import { languages, type Language } from '#contracts/common.ts';
import type { Film } from './films.ts';
import { captionsOf } from './lesson-films.ts';
import { keys, seenOf, takenOf } from './piece-keys.ts';
import type { OwnLesson, Sides, TheirLesson } from './pieces.ts';

export function filmPieces(sides: Sides, theirs: TheirLesson, mine: OwnLesson): Piece[] {
  return languages.flatMap((spoken) => {
    const key = keys.film(sides.lessonId, spoken);
    const [is, here] = [theirs.films[spoken], mine.films[spoken]];
    if (is && here && is.source === here.source)
      return [
        ...captionPieces(sides, { spoken, is, here, mine }),
        ...additionPieces(sides, { spoken, is, here, mine }),
      ];
    const base = sides.at(seenOf(sides.known, key))?.films[spoken];
    if (is?.source === here?.source || is?.source === base?.source) return [];
    const taken = sides.at(takenOf(sides.known, key))?.films[spoken];
    return {
      ...{ key, kind: 'film', change: changeOf(is, here), language: spoken, field: null, block: null },
      ...{ base: null, theirs: null, mine: null, changedHere: here?.source !== taken?.source },
      ...{ revision: mine.revision, film: { theirs: shown(is), mine: shown(here) } },
    };
  });
}

interface Spoken {
  spoken: Language;
  is: Film;
  here: Film;
  mine: OwnLesson;
}

/** Of the same film; base, theirs and mine name the captions by their hash. */
function captionPieces(sides: Sides, { spoken, is, here, mine }: Spoken): Piece[] {
  return languages.flatMap((language) => {
    const key = keys.captions(sides.lessonId, spoken, language);
    const [base, taken] = [seenOf(sides.known, key), takenOf(sides.known, key)].map(
      (version) => sides.at(version)?.films[spoken]?.captions[language],
    );
    const [there, own] = [is.captions[language], here.captions[language]];
    if (there === own || there === base) return [];
    return {
      ...{ key, kind: 'captions', change: changeOf(there, own), language, field: spoken, block: null },
      ...{ base: base ?? null, theirs: there ?? null, mine: own ?? null, changedHere: own !== taken },
      ...{ revision: mine.revision, film: { theirs: shown(is), mine: shown(here) } },
    };
  });
}

/** The same of what is added to it, whatever kind. */
function additionPieces(sides: Sides, { spoken, is, here, mine }: Spoken): Piece[] {
  return filmAdditions.flatMap((kind) => {
    const key = keys.addition(sides.lessonId, spoken, kind);
    const [base, taken] = [seenOf(sides.known, key), takenOf(sides.known, key)].map(
      (version) => sides.at(version)?.films[spoken]?.[kind],
    );
    const [there, own] = [is[kind], here[kind]];
    if (there === own || there === base) return [];
    return {
      ...{ key, kind: 'addition', change: changeOf(there, own), language: null, field: kind, block: null },
      ...{ base: base ?? null, theirs: there ?? null, mine: own ?? null, changedHere: own !== taken },
      ...{ revision: mine.revision, film: { theirs: shown(is), mine: shown(here) } },
    };
  });
}

const changeOf = (theirs: unknown, mine: unknown): Piece['change'] =>
  theirs === undefined ? 'removed' : mine === undefined ? 'added' : 'changed';

const shown = (film: Film | undefined) =>
  film ? { id: film.id, title: film.title, durationSeconds: film.durationSeconds, captions: captionsOf(film) } : null;
