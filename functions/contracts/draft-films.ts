/** Lectures of a draft: films of its versions and new ones, their captions, and which lesson shows which. */
import { Draft } from './authoring.ts';
import { Language, Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { bundleFileTypes } from './bundle.ts';
import { z } from './z.ts';

/** As a bundle may bring them. */
export const filmBytesMax = bundleFileTypes['video/mp4'];
export const captionsMax = bundleFileTypes['text/vtt'];
/** films of a course, those on their way in among them */
export const filmsMax = 100;

export const DraftFilm = z.object({
  id: id('lecture'),
  /** spoken in it */
  language: Language,
  title: localised(200),
  durationSeconds: z.number(),
  /** languages in which there are captions */
  captions: z.array(Language),
  /** waiting: its bytes are on their way · checking: they are there · kept: lessons can show it · failed: it was refused */
  state: z.enum(['waiting', 'checking', 'kept', 'failed']),
  /** a version shows it already: learners can watch it */
  released: z.boolean(),
});
export type DraftFilm = z.infer<typeof DraftFilm>;

const courseParams = z.strictObject({ courseId: id('course') });
const filmParams = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });

export const draftFilms = {
  courseFilms: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films',
    summary: 'The films a lesson of the course can show, and those on their way in.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({ items: z.array(DraftFilm) }),
  }),
  startFilm: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films',
    summary: 'Announces a film; answers where to put its bytes.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      id: id('lecture'),
      language: Language,
      title: localised(200),
      durationSeconds: z.number().check(z.minimum(1), z.maximum(6 * 3600)),
      bytes: z.int().check(z.positive(), z.maximum(filmBytesMax)),
      sha256: Sha256,
    }),
    output: z.object({
      film: DraftFilm,
      /** null: they are there */
      upload: z.nullable(z.object({ url: z.string(), headers: z.record(z.string(), z.string()) })),
    }),
    errors: ['idTaken', 'quotaExceeded', 'tooManyFilms'],
    strictLimit: 30,
  }),
  completeFilm: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/completion',
    summary: 'All bytes are there: they are checked and kept.',
    permission: 'signedIn',
    params: filmParams,
    output: DraftFilm,
    errors: ['mediaIncomplete'],
  }),
  filmCaptions: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/captions/{language}',
    summary: 'Puts the captions of a film in a language (WebVTT), or takes them away.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lectureId: id('lecture'), language: Language }),
    body: z.strictObject({ text: z.nullable(z.string().check(z.maxLength(captionsMax, 'tooLarge'))) }),
    output: DraftFilm,
    errors: ['bundleCaptionsInvalid'],
    bodyBytesMax: 2 * captionsMax,
  }),
  lessonFilm: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/films/{language}',
    summary: 'Lets a lesson show a film spoken in this language, or (null) none.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lessonId: id('lesson'), language: Language }),
    body: z.strictObject({ lectureId: z.nullable(id('lecture')) }),
    output: Draft,
    errors: ['conflict'],
  }),
  filmContent: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/content',
    summary: 'The film as it was brought, as a redirect to an address that works for five minutes.',
    permission: 'signedIn',
    params: filmParams,
    raw: true,
  }),
};
