/** Files of a lecture in a draft: another one takes the place of the one it shows, and those it showed before stay at hand. */
import { Language, Moment, Sha256, id } from './common.ts';
import { DraftFilm } from './draft-films.ts';
import { endpoint } from './endpoint.ts';
import { filmAdditions } from './film-additions.ts';
import { filmLength } from './film-file/read-film.ts';
import { processingStates } from './film-processing.ts';
import { z } from './z.ts';

/** beside the one that is shown */
export const filmFilesMax = 10;
export const shiftMaxMs = filmLength.max * 1000;

export const LectureFile = z.object({
  source: Sha256,
  durationSeconds: z.number(),
  /** as its sender called it; null: it was there before anything was replaced */
  fileName: z.nullable(z.string()),
  /** brought: it has come to take the place of the one that is shown · former: it was shown until then */
  state: z.enum(['brought', 'former']),
  at: Moment,
  /** how far it is on its way to viewers; null: nothing has begun */
  processing: z.nullable(z.enum(processingStates)),
});
export type LectureFile = z.infer<typeof LectureFile>;

/** What becomes of captions or additions where another file takes the place of the one they were made for. */
export const CarriedOver = z.object({
  kind: z.enum(['captions', ...filmAdditions]),
  /** of captions */
  language: z.nullable(Language),
  kept: z.int(),
  /** of those kept: a part lay outside of the film */
  shortened: z.int(),
  /** lay outside of the film */
  cut: z.int(),
});
export type CarriedOver = z.infer<typeof CarriedOver>;

const params = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });
const fileParams = z.strictObject({ courseId: id('course'), lectureId: id('lecture'), source: Sha256 });

export const filmFiles = {
  filmFiles: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/files',
    summary: 'The file a lecture shows in the draft, and the others there are of it, those that came last first.',
    permission: 'signedIn',
    params,
    output: z.object({
      shown: z.object({ source: Sha256, durationSeconds: z.number() }),
      items: z.array(LectureFile),
    }),
  }),
  filmShift: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/files/{source}/shift',
    summary: 'What would become of captions and additions if they were carried over to this file, so much later.',
    permission: 'signedIn',
    params: fileParams,
    query: z.strictObject({ byMs: z.string().check(z.regex(/^-?\d{1,8}$/)) }),
    output: z.object({ items: z.array(CarriedOver) }),
  }),
  showFilmFile: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/files/{source}/shown',
    summary: 'The lecture shows this file from now on in the draft; the one it showed stays at hand.',
    permission: 'signedIn',
    params: fileParams,
    body: z.strictObject({
      /** the file that was shown when this was decided */
      base: Sha256,
      /** captions and additions come along, so much later; null: as they were when this file was shown last */
      byMs: z.nullable(z.int().check(z.minimum(-shiftMaxMs), z.maximum(shiftMaxMs))),
    }),
    output: DraftFilm,
    errors: ['conflict'],
  }),
  forgetFilmFile: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/files/{source}',
    summary: 'Puts away a file of a lecture that the draft does not show; what is released keeps it.',
    permission: 'signedIn',
    params: fileParams,
  }),
};
