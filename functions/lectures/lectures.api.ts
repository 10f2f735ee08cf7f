/** Endpoints of lectures: the lecture with its playlists, and the pass that opens its media. */
import { lectures, type Lecture } from '#contracts/lectures.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { courseForLearner } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import { serve } from '../platform/http.ts';
import { mediaCookies, passSeconds } from '../platform/media-pass.ts';
import { mediaFolder } from './lecture.ts';
import * as store from './lectures.store.ts';

export const handler = serve(lectures, {
  async lecture(ctx, { params, query }) {
    const { declared, courseId, stored } = await find(ctx, params.lectureId, query.courseId);
    const folder = `/${mediaFolder(declared.id, declared.version)}`;
    const ready = stored?.state === 'ready';
    return {
      id: declared.id,
      version: declared.version,
      courseId,
      language: declared.language,
      title: declared.title,
      durationSeconds: declared.durationSeconds,
      state: stored?.state ?? 'waiting',
      percent: stored?.percent ?? 0,
      // a code: the transcoder's own words name our buckets
      failure: stored?.failure ? 'lectureFailed' : null,
      playlists: ready ? { watch: `${folder}/watch.m3u8`, listen: `${folder}/listen.m3u8` } : null,
      captions: ready ? captionsOf(declared.captions, folder) : [],
    } satisfies Lecture;
  },

  async openPass(ctx, { params }) {
    const { declared, stored, enrolled } = await find(ctx, params.lectureId);
    if (!enrolled) throw new AppError('notEnrolled');
    if (stored?.state === 'failed') throw new AppError('lectureFailed');
    if (stored?.state !== 'ready') throw new AppError('lectureNotReady');
    for (const cookie of await mediaCookies(`/${mediaFolder(declared.id, declared.version)}/`, ctx.now))
      ctx.setCookie(cookie);
    return { expiresInSeconds: passSeconds };
  },
});

/** The lecture in the version of the person's course; `notFound` where the course is not for them. */
async function find(ctx: Context, lectureId: string, said?: string) {
  const courseId = said ?? (await store.courseOf(lectureId));
  if (!courseId) throw new AppError('notFound');
  const { manifest, enrolment } = await courseForLearner(ctx.person, courseId);
  const declared = manifest.lectures.find((lecture) => lecture.id === lectureId);
  if (!declared) throw new AppError('notFound');
  const stored = await store.lectureVersion(lectureId, declared.version);
  return { declared, courseId, stored, enrolled: enrolment !== undefined };
}

const captionsOf = (captions: Partial<Record<Language, string>>, folder: string): Lecture['captions'] =>
  (Object.keys(captions) as Language[]).map((language) => ({ language, url: `${folder}/captions-${language}.vtt` }));
