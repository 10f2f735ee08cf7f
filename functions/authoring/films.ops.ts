/** Endpoints of a draft's films: what there is, new ones on their way in, captions, which lesson shows which. */
import type { draftFilms as contract, DraftFilm } from '#contracts/draft-films.ts';
import { filmsMax } from '#contracts/draft-films.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { checkCaptions, usageOf, type Manifest } from '../courses/courses.reads.ts';
import { branchOf, requireRoom } from '../identity/identity.reads.ts';
import { contentFileLink, incomingSize, incomingUpload, putContent } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { draftView } from './draft-view.ops.ts';
import { touchDraft } from './drafts.store.ts';
import * as uploads from './film-uploads.store.ts';
import { knownFilms, type Film } from './films.ts';
import { filmsIn, putFilm } from './films.store.ts';
import { releasedNow } from './freezing-items.ops.ts';
import { isSameFilm, shownAs, withCaptions, withFilm } from './lesson-films.ts';
import * as outline from './outline.store.ts';
import { inBin } from './outline.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const attemptsMax = 4;

export const filmHandlers: Handlers<typeof contract> = {
  courseFilms,
  startFilm,
  completeFilm,
  filmCaptions: captions,
  lessonFilm,
  filmContent,
};

/** What lessons can show, and what is in the newest version. */
async function known(draft: Parameters<typeof releasedNow>[0]) {
  const [released, brought] = await Promise.all([releasedNow(draft), filmsIn(draft.id)]);
  return { films: knownFilms(released, brought), released };
}

const isReleased = (released: Manifest | undefined, { id, source }: Film): boolean =>
  released?.lectures.some((each) => each.id === id && each.source === source) ?? false;

const kept = (film: Film, released: Manifest | undefined): DraftFilm => ({
  ...shownAs(film),
  state: 'kept',
  released: isReleased(released, film),
});

const coming = ({
  id,
  language,
  title,
  durationSeconds,
  state,
}: Omit<uploads.StoredUpload, 'expiresAt'>): DraftFilm => ({
  ...{ id, language, title, durationSeconds, captions: [], state, released: false },
});

async function courseFilms(ctx: Context, { params }: Of<'courseFilms'>) {
  const { draft } = await accessTo(ctx, params.courseId);
  const [{ films, released }, arriving] = await Promise.all([known(draft), uploads.uploadsIn(draft.id, ctx.now)]);
  const here = [...films.values()].map((film) => kept(film, released));
  return { items: [...here, ...arriving.filter(({ id }) => !films.has(id)).map(coming)] };
}

async function startFilm(ctx: Context, { params: { courseId }, body }: Of<'startFilm'>) {
  const { draft, path } = await accessToChange(ctx, courseId);
  const { films, released } = await known(draft);
  const there = films.get(body.id);
  if (there) {
    if (!isSameFilm(there, body)) throw new AppError('idTaken');
    return { film: kept(there, released), upload: null };
  }
  const asked: Omit<uploads.StoredUpload, 'expiresAt'> = { courseId, ...body, by: ctx.person.id, state: 'waiting' };
  const before = await uploads.upload(courseId, body.id, ctx.now);
  if (!before) {
    const arriving = await uploads.uploadsIn(courseId, ctx.now);
    if (films.size + arriving.length >= filmsMax) throw new AppError('tooManyFilms');
    const { usedBytes, quotaBytes } = await usageOf(branchOf(path));
    requireRoom(usedBytes, body.bytes + arriving.reduce((sum, { bytes }) => sum + bytes, 0), quotaBytes);
    await uploads.announce(asked, ctx.now);
  }
  const stored = before ?? (await uploads.upload(courseId, body.id, ctx.now)) ?? asked;
  if (stored.by !== ctx.person.id || !isSameFilm({ ...stored, source: stored.sha256 }, body))
    throw new AppError('idTaken');
  const file = { sha256: stored.sha256, bytes: stored.bytes, type: 'video/mp4' };
  return { film: coming(stored), upload: stored.state === 'waiting' ? await incomingUpload(stored.id, file) : null };
}

async function completeFilm(ctx: Context, { params: { courseId, lectureId } }: Of<'completeFilm'>): Promise<DraftFilm> {
  const { draft } = await accessToChange(ctx, courseId);
  const stored = await uploads.upload(courseId, lectureId, ctx.now);
  if (!stored) {
    const { films, released } = await known(draft);
    const there = films.get(lectureId);
    if (!there) throw new AppError('notFound');
    return kept(there, released);
  }
  if (stored.by !== ctx.person.id) throw new AppError('notFound');
  if (stored.state !== 'waiting') return coming(stored);
  if ((await incomingSize(stored.id, stored.sha256)) !== stored.bytes) throw new AppError('mediaIncomplete');
  const record = { kind: 'signal', type: 'authoring.filmUploaded', subjectId: courseId, objectId: lectureId } as const;
  await uploads.startCheck(stored, { ...record, actorId: ctx.person.id }, ctx.now);
  return coming((await uploads.upload(courseId, lectureId, ctx.now)) ?? { ...stored, state: 'checking' });
}

async function captions(ctx: Context, { params, body: { text } }: Of<'filmCaptions'>): Promise<DraftFilm> {
  const { courseId, lectureId, language } = params;
  const { draft } = await accessToChange(ctx, courseId);
  const { films, released } = await known(draft);
  const before = films.get(lectureId);
  if (!before) throw new AppError('notFound');
  if (text !== null) checkCaptions(`${language}.vtt`, new TextEncoder().encode(text));
  const hash = text === null ? undefined : await putContent(text, 'text/vtt; charset=utf-8');
  const film = withCaptions(before, language, hash);
  await putFilm({ courseId, ...film });
  await followInLessons(courseId, film);
  await touchDraft(draft.id, new Date(ctx.now).toISOString());
  return kept(film, released);
}

/** Lessons say in which languages their films have captions. */
async function followInLessons(courseId: string, film: Film): Promise<void> {
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

/** False where the lesson shows it already. */
async function setFilm(
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
  const name = `${film.title[film.language] ?? Object.values(film.title)[0] ?? film.id}.mp4`;
  const location = await contentFileLink(film.source, { name, type: 'video/mp4' });
  return new Response(null, { status: 302, headers: { location, 'x-content-type-options': 'nosniff' } });
}
