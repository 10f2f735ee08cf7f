/** Endpoints of films on their way into a draft: announced, their parts signed and counted, put together, taken back. */
import { openUploadsMax, type draftFilms as contract, type DraftFilm } from '#contracts/draft-films.ts';
import { filmsMax } from '#contracts/draft-films.ts';
import type { Language } from '#contracts/common.ts';
import { filmFilesMax } from '#contracts/film-files.ts';
import { AppError } from '#contracts/errors.ts';
import { partBytesFor } from '#contracts/film-parts.ts';
import { usageOf } from '../courses/courses.reads.ts';
import { branchOf, requireRoom } from '../identity/identity.reads.ts';
import { putContent } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import {
  abortParts,
  beginParts,
  joinParts,
  joinedFile,
  partAddress,
  partsThere,
  type PartUpload,
} from '../platform/part-uploads.ts';
import { accessToChange, type Access } from './access.ops.ts';
import { cleanCaptions } from './film-captions.ts';
import { filesIn } from './films.store.ts';
import { bytesOfPart, coming, isSameFilm, isSameUpload, requireWhole } from './film-upload.ts';
import * as uploads from './film-uploads.store.ts';
import { kept, known } from './known-films.ops.ts';
import * as outline from './outline.store.ts';
import { inBin } from './outline.ts';

type Names = 'startFilm' | 'filmParts' | 'signFilmParts' | 'completeFilm' | 'stopFilm';
type Of<Name extends Names> = Input<(typeof contract)[Name]>;

export const filmUploadHandlers: Pick<Handlers<typeof contract>, Names> = {
  startFilm,
  filmParts,
  signFilmParts,
  completeFilm,
  stopFilm,
};

/** Where its parts lie: the same lecture id in another course is another place. */
export const placeOf = ({ courseId, id, uploadId }: uploads.StoredUpload): PartUpload => ({
  ...{ ownerId: courseId, id, uploadId },
});

async function startFilm(ctx: Context, { params: { courseId }, body }: Of<'startFilm'>): Promise<DraftFilm> {
  const access = await accessToChange(ctx, courseId);
  const { films, released } = await known(access.draft);
  const there = films.get(body.id);
  if (there) {
    if (!isSameFilm(there, body)) throw new AppError('idTaken');
    return kept(there, released);
  }
  const came = await keptAs(access.draft, body.id);
  if (came) return came;
  const before = await uploads.upload(courseId, body.id, ctx.now);
  const stored = before ?? (await announced(ctx, access, { body, count: films.size }));
  if (stored.by !== ctx.person.id || !isSameUpload(stored, body)) throw new AppError('idTaken');
  return coming(stored, ctx.person.id);
}

async function announced(
  ctx: Context,
  { draft, path }: Access,
  { body, count }: { body: Of<'startFilm'>['body']; count: number },
): Promise<uploads.StoredUpload> {
  await requirePlace(ctx, { courseId: draft.id, path, bytes: body.bytes, count });
  await requireLesson(draft.id, body.lessonId);
  const { captions, lessonId, replaces, ...film } = body;
  if (replaces !== undefined) await requireReplaceable(draft, { replaces, ...film });
  const hash = captions === null ? undefined : await captionsKept(body.language, captions);
  const upload = await beginParts({ ownerId: draft.id, id: body.id });
  const asked: Omit<uploads.StoredUpload, 'expiresAt'> = {
    ...{ ...film, courseId: draft.id, partBytes: partBytesFor(body.bytes), uploadId: upload.uploadId },
    ...{ by: ctx.person.id, state: 'waiting' },
    ...(lessonId === null ? {} : { lessonId }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(hash === undefined ? {} : { captions: hash }),
  };
  // the same request twice at once: one is announced, what the other has begun is thrown away
  if (!(await uploads.announce(asked, ctx.now))) await abortParts(upload);
  const stored = await uploads.upload(draft.id, body.id, ctx.now);
  if (!stored) throw new AppError('conflict');
  return stored;
}

/** What the place is taken of is a film of the course, spoken in the same language, and not changed all the time. */
async function requireReplaceable(draft: Access['draft'], asked: { replaces: string; language: Language }) {
  const [{ films }, files] = await Promise.all([known(draft), filesIn(draft.id, asked.replaces)]);
  const film = films.get(asked.replaces);
  if (!film) throw new AppError('notFound');
  if (film.language !== asked.language) throw new AppError('invalid', { field: 'body.language', reason: 'spoken' });
  if (files.filter(({ state }) => state === 'brought').length >= filmFilesMax) throw new AppError('tooManyFilms');
}

/** A file that has come to take the place of another, by the id it was sent under. */
async function keptAs(draft: Access['draft'], id: string): Promise<DraftFilm | undefined> {
  const file = (await filesIn(draft.id)).find(({ sentAs }) => sentAs === id);
  return file && kept({ ...file, id }, undefined);
}

interface Wanted {
  courseId: string;
  path: string[];
  bytes: number;
  /** films that are kept */
  count: number;
}

/** Room in the course, in the academy, and not too much at once from one person. */
async function requirePlace(ctx: Context, { courseId, path, bytes, count }: Wanted): Promise<void> {
  const arriving = await uploads.uploadsIn(courseId, ctx.now);
  if (count + arriving.length >= filmsMax) throw new AppError('tooManyFilms');
  const own = arriving.filter(({ by, state }) => by === ctx.person.id && state === 'waiting');
  if (own.length >= openUploadsMax) throw new AppError('tooManyUploads');
  const { usedBytes, quotaBytes } = await usageOf(branchOf(path));
  requireRoom(usedBytes, bytes + bytesOf(arriving), quotaBytes);
}

/** What films on their way will take. */
export const bytesOf = (arriving: readonly uploads.StoredUpload[]): number =>
  arriving.filter(({ state }) => state !== 'failed').reduce((sum, { bytes }) => sum + bytes, 0);

async function requireLesson(courseId: string, lessonId: string | null): Promise<void> {
  if (lessonId === null) return;
  const lesson = await outline.lesson(courseId, lessonId);
  if (!lesson || inBin(lesson)) throw new AppError('notFound');
}

const captionsKept = (language: Language, text: string): Promise<string> =>
  putContent(cleanCaptions(language, text), 'text/vtt; charset=utf-8');

/** The asker's own film on its way: to everybody else there is none. */
async function ownUpload(ctx: Context, { courseId, lectureId }: { courseId: string; lectureId: string }) {
  const { draft } = await accessToChange(ctx, courseId);
  const stored = await uploads.upload(courseId, lectureId, ctx.now);
  if (stored && stored.by !== ctx.person.id) throw new AppError('notFound');
  return { draft, stored };
}

async function filmParts(ctx: Context, { params }: Of<'filmParts'>) {
  const { stored } = await ownUpload(ctx, params);
  if (!stored) throw new AppError('notFound');
  const parts = stored.state === 'waiting' ? await partsThere(placeOf(stored)) : undefined;
  return { items: (parts ?? []).map(({ number, bytes, sha256: hash }) => ({ number, bytes, sha256: hash })) };
}

async function signFilmParts(ctx: Context, { params, body }: Of<'signFilmParts'>) {
  const { stored } = await ownUpload(ctx, params);
  if (!stored) throw new AppError('notFound');
  if (stored.state !== 'waiting') throw new AppError('uploadEnded');
  const asked = body.parts.map((part) => ({ ...part, bytes: bytesOfPart(stored, part.number) }));
  return { items: await Promise.all(asked.map((part) => partAddress(placeOf(stored), part))) };
}

async function completeFilm(ctx: Context, { params, body }: Of<'completeFilm'>): Promise<DraftFilm> {
  const { draft, stored } = await ownUpload(ctx, params);
  if (!stored) {
    const { films, released } = await known(draft);
    const there = films.get(params.lectureId);
    const came = there ? kept(there, released) : await keptAs(draft, params.lectureId);
    if (!came) throw new AppError('notFound');
    return came;
  }
  if (stored.state !== 'waiting') return coming(stored, ctx.person.id);
  await joined(stored, body.sha256);
  const { courseId, id } = stored;
  const record = { kind: 'signal', type: 'authoring.filmUploaded', subjectId: courseId, objectId: id } as const;
  await uploads.startCheck(stored, { ...record, actorId: ctx.person.id }, ctx.now);
  return coming((await uploads.upload(courseId, id, ctx.now)) ?? { ...stored, state: 'checking' }, ctx.person.id);
}

/** Its parts are one file; also where the answer to that was lost, and it is asked for again. */
async function joined(stored: uploads.StoredUpload, hash: string): Promise<void> {
  const parts = await partsThere(placeOf(stored));
  if (parts) {
    requireWhole(stored, parts);
    if (sha256(Buffer.from(parts.map((part) => part.sha256).join(''), 'hex')) !== hash)
      throw new AppError('mediaDamaged');
    await joinParts(placeOf(stored), parts);
  }
  if ((await joinedFile(placeOf(stored)))?.bytes !== stored.bytes) throw new AppError('mediaIncomplete');
}

async function stopFilm(ctx: Context, { params }: Of<'stopFilm'>) {
  const { draft, stored } = await ownUpload(ctx, params);
  if (!stored) {
    // taken back before, or kept
    if ((await known(draft)).films.has(params.lectureId) || (await keptAs(draft, params.lectureId)))
      throw new AppError('uploadEnded');
    return {};
  }
  if (!(await uploads.takeBack(stored))) throw new AppError('uploadEnded');
  await abortParts(placeOf(stored));
  return {};
}
