/** Rows of a draft's films: the team's alone; who answers for the academy's drafts sees them and changes nothing. */
import type { draftFilms } from '#contracts/draft-films.ts';
import type { filmCaptions } from '#contracts/film-captions.ts';
import type { filmChapters } from '#contracts/film-chapters.ts';
import type { filmFiles } from '#contracts/film-files.ts';
import type { filmHints } from '#contracts/film-hints.ts';
import type { filmProcessing } from '#contracts/film-processing.ts';
import type { filmQuestions } from '#contracts/film-questions.ts';
import { noRules, type filmRules } from '#contracts/film-rules.ts';
import type { filmSlides } from '#contracts/film-slides.ts';
import type { filmTranscription } from '#contracts/film-transcription.ts';
import { sha256 } from '../../support/bundle.ts';
import { announced } from '../../support/films.ts';
import { newId } from '../../support/stack.ts';
import { forOwner, type RowsOf } from './row.ts';
import { forReaders, forWriters } from './rows-authoring.ts';
import type { World } from './world.ts';

const hash = sha256(Buffer.from('film'));

export function filmRows({
  draft: { courseId, lessonId },
}: World): RowsOf<
  typeof draftFilms &
    typeof filmTranscription &
    typeof filmFiles &
    typeof filmCaptions &
    typeof filmChapters &
    typeof filmHints &
    typeof filmProcessing &
    typeof filmQuestions &
    typeof filmRules &
    typeof filmSlides
> {
  const ofFilm = () => ({ courseId, lectureId: newId('lecture') });
  return {
    courseFilms: { input: () => ({ params: { courseId } }), ...forReaders },
    startFilm: { input: () => ({ params: { courseId }, body: announced() }), ...forWriters },
    filmParts: { input: () => ({ params: ofFilm() }), ...forWriters },
    signFilmParts: {
      input: () => ({ params: ofFilm(), body: { parts: [{ number: 1, sha256: hash }] } }),
      ...forWriters,
    },
    completeFilm: { input: () => ({ params: ofFilm(), body: { sha256: hash } }), ...forWriters },
    stopFilm: { input: () => ({ params: ofFilm() }), ...forWriters },
    filmCaptions: {
      input: () => ({ params: { ...ofFilm(), language: 'uk' as const }, body: { text: null } }),
      ...forWriters,
    },
    lessonFilm: {
      input: () => ({ params: { courseId, lessonId, language: 'uk' as const }, body: { lectureId: null } }),
      ...forWriters,
    },
    filmProcessing: { input: () => ({ params: { courseId } }), ...forReaders },
    processFilm: { input: () => ({ params: ofFilm(), body: { attempt: 1 } }), ...forWriters },
    cancelProcessing: { input: () => ({ params: ofFilm(), body: { attempt: 1 } }), ...forWriters },
    // there is none
    captionsText: { input: () => ({ params: { ...ofFilm(), language: 'uk' as const } }), ...forOwner },
    filmChapters: { input: () => ({ params: ofFilm() }), ...forOwner },
    saveFilmChapters: { input: () => ({ params: ofFilm(), body: { items: [], base: null } }), ...forWriters },
    filmQuestions: { input: () => ({ params: ofFilm() }), ...forOwner },
    saveFilmQuestions: { input: () => ({ params: ofFilm(), body: { items: [], base: null } }), ...forWriters },
    filmHints: { input: () => ({ params: ofFilm() }), ...forOwner },
    saveFilmHints: { input: () => ({ params: ofFilm(), body: { items: [], base: null } }), ...forWriters },
    filmTranscription: { input: () => ({ params: ofFilm() }), ...forOwner },
    transcribeFilm: { input: () => ({ params: ofFilm(), body: { attempt: 1 } }), ...forWriters },
    cancelTranscription: { input: () => ({ params: ofFilm(), body: { attempt: 1 } }), ...forWriters },
    filmFiles: { input: () => ({ params: ofFilm() }), ...forOwner },
    filmShift: { input: () => ({ params: { ...ofFilm(), source: hash }, query: { byMs: '0' } }), ...forOwner },
    showFilmFile: {
      input: () => ({ params: { ...ofFilm(), source: hash }, body: { base: hash, byMs: 0 } }),
      ...forWriters,
    },
    forgetFilmFile: { input: () => ({ params: { ...ofFilm(), source: hash } }), ...forWriters },
    filmRules: { input: () => ({ params: { courseId } }), ...forReaders },
    saveFilmRules: { input: () => ({ params: ofFilm(), body: { rules: noRules, base: null } }), ...forWriters },
    filmSlides: { input: () => ({ params: ofFilm() }), ...forOwner },
    saveFilmSlides: { input: () => ({ params: ofFilm(), body: { items: [], base: null } }), ...forWriters },
    slidePicture: { input: () => ({ params: { ...ofFilm(), sha256: hash } }), ...forOwner },
    filmContent: { input: () => ({ params: ofFilm() }), ...forOwner },
  };
}
