/** Lectures: state of processing, playlists, captions, and the pass that opens the media for ten minutes. */
import { Language, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
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
  /** HLS playlists, as paths on our own origin; null until ready. `listen` is sound alone, 48 kbit/s. */
  playlists: z.nullable(z.object({ watch: z.string(), listen: z.string() })),
  captions: z.array(z.object({ language: Language, url: z.string() })),
});
export type Lecture = z.infer<typeof Lecture>;

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
  openPass: endpoint({
    method: 'POST',
    path: '/api/lectures/{lectureId}/pass',
    summary: 'Sets the signed cookies for this lecture version for ten minutes; renewed while watching.',
    permission: 'signedIn',
    params,
    output: z.object({ expiresInSeconds: z.int() }),
    errors: ['notEnrolled', 'lectureNotReady', 'lectureFailed'],
  }),
};
