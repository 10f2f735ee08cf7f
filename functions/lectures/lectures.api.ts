/** Endpoints of lectures: the lecture with its playlists, and the pass that opens its media. */
import { lectures, type Lecture } from '#contracts/lectures.ts';
import type { Language } from '#contracts/common.ts';
import { chaptersIn } from '#contracts/film-chapters.ts';
import { hintsIn } from '#contracts/film-hints.ts';
import { slidesIn } from '#contracts/film-slides.ts';
import { AppError } from '#contracts/errors.ts';
import { courseForLearner } from '../courses/courses.reads.ts';
import { contentSize, contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { filmLink } from '../platform/film-link.ts';
import { serve } from '../platform/http.ts';
import { mediaCookies, passSeconds } from '../platform/media-pass.ts';
import { captionsFile, mediaFolder } from './lecture.ts';
import { slideIn } from './slide.ts';
import * as store from './lectures.store.ts';
import { lectureRules } from './rules.reads.ts';

export const handler = serve(lectures, {
  async lecture(ctx, { params, query }) {
    const { declared, courseId, film } = await find(ctx, params.lectureId, query.courseId);
    const { id, version, language, title, durationSeconds, source } = declared;
    const folder = `/${mediaFolder(id, source)}`;
    // what an author stopped is, to learners, not there
    const state = film?.state === 'cancelled' ? 'failed' : (film?.state ?? 'waiting');
    const rules = await lectureRules(declared);
    return {
      ...{ id, version, courseId, language, title, durationSeconds, state },
      percent: film?.percent ?? 0,
      failure: state === 'failed' ? 'lectureFailed' : null,
      ...(film?.state === 'ready' ? shown(film, folder) : { playlists: null, poster: null }),
      hasSlides: declared.slides !== undefined,
      hasQuestions: declared.questions !== undefined,
      chapters: await chaptersOf(declared.chapters),
      hints: await hintsOf(declared.hints),
      rules,
      fileBytes: rules.download ? ((await contentSize(source)) ?? null) : null,
      captions: film?.state === 'ready' ? captionsOf(declared.captions, folder) : [],
    } satisfies Lecture;
  },

  async lectureSlides(ctx, { params, query }) {
    const { declared } = await find(ctx, params.lectureId, query.courseId);
    const slides = declared.slides ? slidesIn(await contentText(declared.slides)) : [];
    return { items: slides.map((slide) => slideIn(slide, query.type)) };
  },

  async openPass(ctx, { params }) {
    const { declared } = await findToWatch(ctx, params.lectureId);
    for (const cookie of await mediaCookies(`/${mediaFolder(declared.id, declared.source)}/`, ctx.now))
      ctx.setCookie(cookie);
    return { expiresInSeconds: passSeconds };
  },

  async lectureFile(ctx, { params }) {
    const { declared } = await findToWatch(ctx, params.lectureId);
    if (!(await lectureRules(declared)).download) throw new AppError('notAllowed');
    return filmLink(declared);
  },
});

/** The lecture in the version of the person's course; `notFound` where the course is not for them. */
async function find(ctx: Context, lectureId: string, said?: string) {
  const courseId = said ?? (await store.courseOf(lectureId));
  if (!courseId) throw new AppError('notFound');
  const { manifest, enrolment } = await courseForLearner(ctx.person, courseId);
  const declared = manifest.lectures.find((lecture) => lecture.id === lectureId);
  if (!declared) throw new AppError('notFound');
  return { declared, courseId, film: await store.film(declared), enrolled: enrolment !== undefined };
}

/** The same for who learns the course, once the lecture can be watched. */
async function findToWatch(ctx: Context, lectureId: string) {
  const found = await find(ctx, lectureId);
  const state = found.film?.state;
  if (!found.enrolled) throw new AppError('notEnrolled');
  if (state === 'failed' || state === 'cancelled') throw new AppError('lectureFailed');
  if (state !== 'ready') throw new AppError('lectureNotReady');
  return found;
}

const shown = (
  { hasSound, heights, poster }: store.StoredFilm,
  folder: string,
): Pick<Lecture, 'playlists' | 'poster'> => ({
  // without sizes there is nothing to be seen
  playlists: {
    watch: heights?.length === 0 ? null : `${folder}/watch.m3u8`,
    listen: hasSound ? `${folder}/listen.m3u8` : null,
  },
  poster: poster ? `${folder}/${poster}` : null,
});

async function chaptersOf(hash: string | undefined): Promise<Lecture['chapters']> {
  const chapters = hash ? chaptersIn(await contentText(hash)) : [];
  return chapters.map(({ startMs, title }) => ({ startSeconds: startMs / 1000, title }));
}

async function hintsOf(hash: string | undefined): Promise<Lecture['hints']> {
  const hints = hash ? hintsIn(await contentText(hash)) : [];
  return hints.map(({ atMs, text }) => ({ atSeconds: atMs / 1000, text }));
}

const captionsOf = (captions: Partial<Record<Language, string>>, folder: string): Lecture['captions'] =>
  Object.entries(captions).map(([language, hash]) => ({
    language: language as Language,
    url: `${folder}/${captionsFile(language, hash)}`,
  }));
