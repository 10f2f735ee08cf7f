/** Lectures: state of processing, playlists, captions, and the pass that opens the media for ten minutes. */
import { Language, Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { chapterTitleMax } from './film-chapters.ts';
import { hintTextMax } from './film-hints.ts';
import { FilmRules } from './film-rules.ts';
import { z } from './z.ts';

export const Lecture = z.object({
  id: id('lecture'),
  version: z.int(),
  courseId: id('course'),
  language: Language,
  title: localised(200),
  durationSeconds: z.number(),
  state: z.enum(['waiting', 'processing', 'ready', 'failed']),
  /** 0–100 while processing */
  percent: z.int(),
  /** why it failed, as a code of errors.ts */
  failure: z.nullable(z.enum(['lectureFailed'])),
  /** HLS playlists, as paths on our own origin; null until ready. `listen` is sound alone, 48 kbit/s. One of them may be null, never both. */
  playlists: z.nullable(z.object({ watch: z.nullable(z.string()), listen: z.nullable(z.string()) })),
  /** a picture of the lecture, as a path on our own origin; opened by the pass as all its files are */
  poster: z.nullable(z.string()),
  captions: z.array(z.object({ language: Language, url: z.string() })),
  /** are there slides? they are asked for apart */
  hasSlides: z.boolean(),
  /** it asks questions: `lectureQuestions` of assessments has them, for who learns it */
  hasQuestions: z.boolean(),
  /** in order of time */
  chapters: z.array(z.object({ startSeconds: z.number(), title: localised(chapterTitleMax) })),
  /** what its instructor says at a second, in order of time */
  hints: z.array(z.object({ atSeconds: z.number(), text: localised(hintTextMax) })),
  rules: FilmRules,
  /** size of the film as a file, where the rules let learners save it; null: they do not, or it is not known */
  fileBytes: z.nullable(z.int()),
});
export type Lecture = z.infer<typeof Lecture>;

/** From a second on this picture is seen. */
export const LectureSlide = z.object({
  startSeconds: z.number(),
  alt: z.partialRecord(Language, z.string()),
  title: z.partialRecord(Language, z.string()),
  /** the picture in its widths, the widest first: pictures of the course */
  pictures: z.array(z.object({ sha256: Sha256, width: z.int(), height: z.int(), bytes: z.int() })),
});
export type LectureSlide = z.infer<typeof LectureSlide>;

const params = z.strictObject({ lectureId: id('lecture') });

export const lectures = {
  lecture: endpoint({
    method: 'GET',
    path: '/api/lectures/{lectureId}',
    summary: 'A lecture of a course the person can see, with its playlists once ready.',
    permission: 'signedIn',
    params,
    /** with its course, a lecture is found from the moment of release, before its processing has begun */
    query: z.strictObject({ courseId: z.optional(id('course')) }),
    output: Lecture,
  }),
  lectureSlides: endpoint({
    method: 'GET',
    path: '/api/lectures/{lectureId}/slides',
    summary: 'The slides of a lecture in order of time, their pictures in one encoding.',
    permission: 'signedIn',
    params,
    query: z.strictObject({ courseId: z.optional(id('course')), type: z.enum(['image/avif', 'image/webp']) }),
    output: z.object({ items: z.array(LectureSlide) }),
  }),
  openPass: endpoint({
    method: 'POST',
    path: '/api/lectures/{lectureId}/pass',
    summary: 'Sets the signed cookies for this lecture version for ten minutes; renewed while watching.',
    permission: 'signedIn',
    params,
    output: z.object({ expiresInSeconds: z.int() }),
    errors: ['notEnrolled', 'lectureNotReady', 'lectureFailed'],
  }),
  lectureFile: endpoint({
    method: 'GET',
    path: '/api/lectures/{lectureId}/file',
    summary: 'The film to be saved, where its rules allow it: a redirect to an address that works for five minutes.',
    permission: 'signedIn',
    params,
    errors: ['notEnrolled', 'lectureNotReady', 'lectureFailed'],
    raw: true,
  }),
};
