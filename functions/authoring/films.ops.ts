/** Endpoints of a draft's films: what there is, captions, which lesson shows which. */
import type { draftFilms as contract, DraftFilm } from '#contracts/draft-films.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { usageOf } from '../courses/courses.reads.ts';
import { branchOf } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { filmLink } from '../platform/film-link.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { draftView } from './draft-view.ops.ts';
import { touchDraft } from './drafts.store.ts';
import { saveCaptions } from './film-captions.ops.ts';
import { filesOf } from './film-files.ts';
import { filesIn } from './films.store.ts';
import { coming } from './film-upload.ts';
import { bytesOf, filmUploadHandlers } from './film-uploads.ops.ts';
import * as uploads from './film-uploads.store.ts';
import type { Film } from './films.ts';
import { kept, known } from './known-films.ops.ts';
import { withFilm } from './lesson-films.ts';
import * as outline from './outline.store.ts';
import { inBin } from './outline.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const attemptsMax = 4;

export const filmHandlers: Handlers<typeof contract> = {
  ...filmUploadHandlers,
  courseFilms,
  filmCaptions: captions,
  lessonFilm,
  filmContent,
};

async function courseFilms(ctx: Context, { params }: Of<'courseFilms'>) {
  const { draft, path } = await accessTo(ctx, params.courseId);
  const [{ films, released }, arriving, files, { usedBytes, quotaBytes }] = await Promise.all([
    known(draft),
    uploads.uploadsIn(draft.id, ctx.now),
    filesIn(draft.id),
    usageOf(branchOf(path)),
  ]);
  const others = Map.groupBy(files, ({ id }) => id);
  const here = [...films.values()].map((film) => kept(film, released, filesOf(others.get(film.id) ?? [])));
  const underWay = arriving.filter(({ id }) => !films.has(id)).map((each) => coming(each, ctx.person.id));
  const freeBytes = quotaBytes === null ? null : Math.max(0, quotaBytes - usedBytes - bytesOf(arriving));
  return { items: [...here, ...underWay], freeBytes };
}

async function captions(ctx: Context, { params: { courseId, ...of }, body }: Of<'filmCaptions'>): Promise<DraftFilm> {
  const { draft } = await accessToChange(ctx, courseId);
  const { film, released } = await saveCaptions(draft, { ...of, ...body });
  await followInLessons(courseId, film);
  await touchDraft(draft.id, new Date(ctx.now).toISOString());
  return kept(film, released, filesOf(await filesIn(courseId, film.id)));
}

/** Lessons say in which languages their films have captions. */
export async function followInLessons(courseId: string, film: Film): Promise<void> {
  const { lessons } = await outline.outlineItems(courseId);
  for (const { id, lectures } of lessons) {
    if (lectures[film.language]?.id === film.id) await setFilm(courseId, id, film.language, film);
  }
}

async function lessonFilm(ctx: Context, { params, body: { lectureId } }: Of<'lessonFilm'>) {
  const { courseId, lessonId, language } = params;
  const access = await accessToChange(ctx, courseId);
  const film = lectureId === null ? undefined : (await known(access.draft)).films.get(lectureId);
  if (lectureId !== null && !film) throw new AppError('notFound');
  if (film && film.language !== language) throw new AppError('invalid', { field: 'language', reason: 'spoken' });
  const isChanged = await setFilm(courseId, lessonId, language, film);
  if (isChanged) await touchDraft(access.draft.id, new Date(ctx.now).toISOString());
  return draftView(await accessTo(ctx, courseId));
}

/** Lets a lesson show a film, or none; false where it does already. */
export async function setFilm(
  courseId: string,
  lessonId: string,
  language: Language,
  film: Film | undefined,
): Promise<boolean> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await outline.lesson(courseId, lessonId);
    if (!before || inBin(before)) throw new AppError('notFound');
    const after = withFilm(before, language, film);
    if (after === before) return false;
    if (await outline.changeFilms(before, after)) return true;
  }
  throw new AppError('conflict');
}

async function filmContent(ctx: Context, { params }: Of<'filmContent'>): Promise<Response> {
  const { draft } = await accessTo(ctx, params.courseId);
  const film = (await known(draft)).films.get(params.lectureId);
  if (!film) throw new AppError('notFound');
  return filmLink(film);
}
