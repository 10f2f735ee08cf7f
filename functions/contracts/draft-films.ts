/** Lectures of a draft: films of its versions and new ones, their captions, and which lesson shows which. */
import { Draft } from './authoring.ts';
import { Language, Moment, Sha256, id, line, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { bundleFileTypes } from './bundle.ts';
import { filmFaults, filmLength } from './film-file/read-film.ts';
import { z } from './z.ts';

/** As a bundle may bring them. */
export const filmBytesMax = bundleFileTypes['video/mp4'];
export const captionsMax = bundleFileTypes['text/vtt'];
/** films of a course, those on their way in among them */
export const filmsMax = 100;
/** films that one person has on their way into a course at a time */
export const openUploadsMax = 10;
/** parts whose addresses are asked for at once */
export const signedPartsMax = 20;

/** A film on its way in, as who sends it goes on with it, also on another device. */
export const FilmUpload = z.object({
  /** the asker sends it; nobody else can go on with it or stop it */
  mine: z.boolean(),
  fileName: z.string(),
  bytes: z.int(),
  partBytes: z.int(),
  /** by which the same file is known again */
  fingerprint: Sha256,
  /** shows it once it is kept */
  lessonId: z.nullable(id('lesson')),
  /** the film whose file it is to take the place of */
  replaces: z.nullable(id('lecture')),
  /** forgotten then, unless all of it has come */
  until: Moment,
  /** why it was refused; null: it was not, or the academy itself failed */
  fault: z.nullable(z.enum(filmFaults)),
});
export type FilmUpload = z.infer<typeof FilmUpload>;

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
  /** null: it is kept */
  upload: z.nullable(FilmUpload),
  /** other files of it: those that came to take its place, and those that were shown before */
  files: z.object({ brought: z.int(), former: z.int() }),
});
export type DraftFilm = z.infer<typeof DraftFilm>;

const courseParams = z.strictObject({ courseId: id('course') });
const filmParams = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });
const PartNumber = z.int().check(z.minimum(1), z.maximum(10_000));

export const draftFilms = {
  courseFilms: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films',
    summary: 'The films a lesson of the course can show, and those on their way in.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({
      items: z.array(DraftFilm),
      /** bytes the academy has room for; null: as many as you like */
      freeBytes: z.nullable(z.number()),
    }),
  }),
  startFilm: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films',
    summary: 'Announces a film, and what is to become of it; its parts go straight to the store.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      id: id('lecture'),
      language: Language,
      title: localised(200),
      durationSeconds: z.number().check(z.minimum(filmLength.min), z.maximum(filmLength.max)),
      fileName: line(255),
      bytes: z.int().check(z.positive(), z.maximum(filmBytesMax)),
      fingerprint: Sha256,
      /** shows it as soon as it is kept */
      lessonId: z.nullable(id('lesson')),
      /** a film of the course: this is to take the place of its file, once its authors say so */
      replaces: z.optional(id('lecture')),
      /** in its own language (WebVTT) */
      captions: z.nullable(z.string().check(z.maxLength(captionsMax, 'tooLarge'))),
    }),
    output: DraftFilm,
    errors: ['idTaken', 'quotaExceeded', 'tooManyFilms', 'tooManyUploads', 'bundleCaptionsInvalid'],
    bodyBytesMax: 2 * captionsMax,
    strictLimit: 30,
  }),
  filmParts: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/parts',
    summary: 'The parts of a film that have come, as the store counted them.',
    permission: 'signedIn',
    params: filmParams,
    output: z.object({ items: z.array(z.object({ number: z.int(), bytes: z.int(), sha256: Sha256 })) }),
  }),
  signFilmParts: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/parts',
    summary: 'Answers where to put parts of a film: each address takes these very bytes, for an hour.',
    permission: 'signedIn',
    params: filmParams,
    body: z.strictObject({
      parts: z
        .array(z.strictObject({ number: PartNumber, sha256: Sha256 }))
        .check(z.minLength(1), z.maxLength(signedPartsMax)),
    }),
    output: z.object({
      items: z.array(z.object({ number: z.int(), url: z.string(), headers: z.record(z.string(), z.string()) })),
    }),
    errors: ['uploadEnded'],
  }),
  completeFilm: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/completion',
    summary: 'All parts are there: they are put together, checked and kept.',
    permission: 'signedIn',
    params: filmParams,
    /** of the hashes of all parts in their order: what came is what was sent */
    body: z.strictObject({ sha256: Sha256 }),
    output: DraftFilm,
    errors: ['mediaIncomplete', 'mediaDamaged'],
  }),
  stopFilm: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/parts',
    summary: 'Takes a film back that is on its way or was refused: what came of it is thrown away.',
    permission: 'signedIn',
    params: filmParams,
    errors: ['uploadEnded'],
  }),
  filmCaptions: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/captions/{language}',
    summary: 'Puts the captions of a film in a language (WebVTT or SubRip; kept as clean WebVTT), or takes them away.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lectureId: id('lecture'), language: Language }),
    body: z.strictObject({
      text: z.nullable(z.string().check(z.maxLength(captionsMax, 'tooLarge'))),
      /** hash of the captions it was made from, null: there were none; unsaid, it replaces what stands there */
      base: z.optional(z.nullable(Sha256)),
    }),
    output: DraftFilm,
    errors: ['bundleCaptionsInvalid', 'conflict'],
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
