/** Files of a film in a draft: what there is, what would be carried over, which one is shown. */
import { additionsOf, filmAdditions, type FilmAddition } from '#contracts/film-additions.ts';
import { filmFilesMax, type filmFiles as contract, type LectureFile } from '#contracts/film-files.ts';
import type { DraftFilm } from '#contracts/draft-films.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { lectureFilms } from '../lectures/lectures.reads.ts';
import { contentText, putContent } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { touchDraft } from './drafts.store.ts';
import { filmOf } from './film-captions.ops.ts';
import { carriedOver, withFile, type Shift, type Written } from './film-carrying.ts';
import * as store from './films.store.ts';
import { filesOf } from './film-files.ts';
import type { Film } from './films.ts';
import { followInLessons } from './films.ops.ts';
import { kept } from './known-films.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const filmFileHandlers: Handlers<typeof contract> = { filmFiles, filmShift, showFilmFile, forgetFilmFile };

async function filmFiles(ctx: Context, { params: { courseId, lectureId } }: Of<'filmFiles'>) {
  const { draft } = await accessTo(ctx, courseId);
  const [{ film }, files] = await Promise.all([filmOf(draft, lectureId), store.filesIn(courseId, lectureId)]);
  const states = new Map((await lectureFilms(files)).map(({ source, state }) => [source, state]));
  const items = files.map((file): LectureFile => {
    const { source, durationSeconds, fileName = null, state, at } = file;
    return { source, durationSeconds, fileName, state, at, processing: states.get(source) ?? null };
  });
  return { shown: { source: film.source, durationSeconds: film.durationSeconds }, items };
}

async function filmShift(ctx: Context, { params, query }: Of<'filmShift'>) {
  const { draft } = await accessTo(ctx, params.courseId);
  const { film, file } = await filmAndFile(draft, params);
  if (!file) throw new AppError('notFound');
  const shift = { byMs: Number(query.byMs), durationMs: file.durationSeconds * 1000 };
  return { items: carriedOver(await writtenFor(film), shift).items };
}

type Draft = Parameters<typeof filmOf>[0];

async function filmAndFile(draft: Draft, { courseId, lectureId, source }: Of<'filmShift'>['params']) {
  const [found, files] = await Promise.all([filmOf(draft, lectureId), store.filesIn(courseId, lectureId)]);
  return { ...found, files, file: files.find((each) => each.source === source) };
}

async function writtenFor(film: Film): Promise<Written> {
  const texts = async (hashes: object) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(hashes).map(async ([key, hash]: [string, string]) => [key, await contentText(hash)] as const),
      ),
    ) as Record<string, string>;
  const [captions, additions] = await Promise.all([texts(film.captions), texts(additionsOf(film))]);
  return { captions, additions };
}

/** The film in another file, with what was written for it where that lies in the new one. */
async function carried(film: Film, file: Film, shift: Shift): Promise<Film> {
  const { written } = carriedOver(await writtenFor(film), shift);
  const captions: Film['captions'] = {};
  for (const [language, text] of Object.entries(written.captions))
    captions[language as Language] = await putContent(text, 'text/vtt; charset=utf-8');
  const additions: Partial<Record<FilmAddition, string>> = {};
  for (const kind of filmAdditions) {
    const text = written.additions[kind];
    if (text !== undefined) additions[kind] = await putContent(text, 'application/json');
  }
  const { source, durationSeconds } = file;
  return { ...withFile(film, { source, durationSeconds }), captions, ...additions };
}

async function showFilmFile(ctx: Context, { params, body }: Of<'showFilmFile'>): Promise<DraftFilm> {
  const { courseId, source } = params;
  const { draft } = await accessToChange(ctx, courseId);
  const { film: before, released, files, file } = await filmAndFile(draft, params);
  // the same once more, after an answer that got lost
  if (before.source === source) return kept(before, released, filesOf(files));
  if (!file) throw new AppError('notFound');
  if (before.source !== body.base) throw new AppError('conflict');
  const { byMs } = body;
  const after = await asShown(before, file, byMs);
  const at = new Date(ctx.now).toISOString();
  const forgotten = files.filter((each) => each !== file && each.state === 'former').slice(filmFilesMax - 1);
  const former = { at, by: ctx.person.id };
  if (!(await store.exchange({ courseId, before, after, former, forgotten }))) throw new AppError('conflict');
  await followInLessons(courseId, after);
  await touchDraft(courseId, at);
  return kept(after, released, filesOf(await store.filesIn(courseId, params.lectureId)));
}

function asShown(before: Film, file: store.StoredFile, byMs: number | null): Film | Promise<Film> {
  const { id, language, title, durationSeconds, source, captions } = file;
  const then: Film = { id, language, title, durationSeconds, source, captions, ...additionsOf(file) };
  if (byMs !== null) return carried(before, then, { byMs, durationMs: durationSeconds * 1000 });
  // nothing was ever written for what has only come
  if (file.state === 'brought') throw new AppError('invalid', { field: 'body.byMs', reason: 'brought' });
  return then;
}

async function forgetFilmFile(ctx: Context, { params }: Of<'forgetFilmFile'>) {
  const { draft } = await accessToChange(ctx, params.courseId);
  await filmOf(draft, params.lectureId);
  await store.forgetFile({ courseId: params.courseId, id: params.lectureId, source: params.source });
  return {};
}
