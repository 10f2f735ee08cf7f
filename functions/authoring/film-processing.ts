/** What a draft's authors see of a film's processing. Pure. */
import type { FilmProcessing } from '#contracts/film-processing.ts';
import type { LectureFilm } from '../lectures/lectures.reads.ts';

/** As its authors see it; what nobody has begun yet has no attempt. */
export const processingOf = (lectureId: string, film: LectureFilm | undefined): FilmProcessing => ({
  lectureId,
  attempt: film?.attempt ?? 0,
  state: film?.state ?? 'waiting',
  percent: film?.percent ?? 0,
  failure: film?.failure ?? null,
  heights: film?.heights ?? [],
  hasSound: film?.hasSound ?? null,
  seconds: film?.seconds ?? null,
});

/** May this attempt be begun: is it the next one, and the one before at its end? */
export const mayBegin = ({ attempt, state }: Pick<FilmProcessing, 'attempt' | 'state'>, asked: number): boolean =>
  asked === attempt + 1 && (attempt === 0 || state === 'failed' || state === 'cancelled');

export const mayCancel = ({ attempt, state }: Pick<FilmProcessing, 'attempt' | 'state'>, asked: number): boolean =>
  asked === attempt && (state === 'waiting' || state === 'processing');
