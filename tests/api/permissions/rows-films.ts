/** Rows of a draft's films: the team's alone; who answers for the academy's drafts sees them and changes nothing. */
import type { draftFilms } from '#contracts/draft-films.ts';
import { sha256 } from '../../support/bundle.ts';
import { newId } from '../../support/stack.ts';
import { forOwner, type RowsOf } from './row.ts';
import { forReaders, forWriters } from './rows-authoring.ts';
import type { World } from './world.ts';

export function filmRows({ draft: { courseId, lessonId } }: World): RowsOf<typeof draftFilms> {
  const ofFilm = () => ({ courseId, lectureId: newId('lecture') });
  const announced = () => ({
    ...{ id: newId('lecture'), language: 'uk' as const, title: { uk: 'Лекція' }, durationSeconds: 6, bytes: 10 },
    sha256: sha256(Buffer.from('film')),
  });
  return {
    courseFilms: { input: () => ({ params: { courseId } }), ...forReaders },
    startFilm: { input: () => ({ params: { courseId }, body: announced() }), ...forWriters },
    completeFilm: { input: () => ({ params: ofFilm() }), ...forWriters },
    filmCaptions: {
      input: () => ({ params: { ...ofFilm(), language: 'uk' as const }, body: { text: null } }),
      ...forWriters,
    },
    lessonFilm: {
      input: () => ({ params: { courseId, lessonId, language: 'uk' as const }, body: { lectureId: null } }),
      ...forWriters,
    },
    // there is none
    filmContent: { input: () => ({ params: ofFilm() }), ...forOwner },
  };
}
