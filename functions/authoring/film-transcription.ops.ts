/** Endpoints of captions that a machine writes. The lectures room does the work, asked by a signal, where the deployment has a service for it. */
import { readCaptions, writeVtt } from '#contracts/captions/captions.ts';
import type { FilmTranscription, filmTranscription as contract } from '#contracts/film-transcription.ts';
import { AppError } from '#contracts/errors.ts';
import { filmWords, lectureFilm } from '../lectures/lectures.reads.ts';
import { contentSize, contentType, transcript } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { environment } from '../platform/environment.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { transact } from '../platform/table.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { filmOf } from './film-captions.ops.ts';
import { faultOf, isAwaited, mayBegin, shown } from './film-transcription.ts';
import type { Film } from './films.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const transcriptionHandlers: Handlers<typeof contract> = {
  filmTranscription,
  transcribeFilm,
  cancelTranscription,
};

async function filmTranscription(ctx: Context, { params }: Of<'filmTranscription'>) {
  const { draft } = await accessTo(ctx, params.courseId);
  return written((await filmOf(draft, params.lectureId)).film);
}

/** Of the film as it is now: what was written of another file of it is another’s. */
async function written(film: Film): Promise<FilmTranscription> {
  const words = await filmWords(film);
  const text = words?.state === 'ready' && words.file ? await transcript(words.file) : undefined;
  return shown(words, text && writeVtt(readCaptions(text)?.cues ?? []));
}

async function transcribeFilm(ctx: Context, { params, body: { attempt } }: Of<'transcribeFilm'>) {
  const { draft } = await accessToChange(ctx, params.courseId);
  const { film } = await filmOf(draft, params.lectureId);
  if (environment('TRANSCRIPTION') !== 'on') throw new AppError('transcriptionAbsent');
  const before = await written(film);
  const begins = mayBegin(before, attempt);
  if (!begins && !isAwaited(before, attempt)) return before;
  const failure = begins ? await faultIn(film) : undefined;
  if (failure) return { ...before, state: 'failed' as const, failure };
  await signal(ctx, 'authoring.filmTranscriptionAsked', { courseId: params.courseId, film, attempt });
  if (!begins) return before;
  return { attempt, state: 'waiting' as const, failure: null, askedAt: new Date(ctx.now).toISOString(), text: null };
}

async function faultIn(film: Film) {
  const { source, durationSeconds } = film;
  const [bytes, lecture] = await Promise.all([contentSize(source), lectureFilm(film)]);
  const type = bytes === undefined ? undefined : await contentType(source);
  return faultOf({ type, bytes, durationSeconds, hasSound: lecture?.hasSound });
}

async function cancelTranscription(ctx: Context, { params, body: { attempt } }: Of<'cancelTranscription'>) {
  const { draft } = await accessToChange(ctx, params.courseId);
  const { film } = await filmOf(draft, params.lectureId);
  const before = await written(film);
  if (!isAwaited(before, attempt)) return before;
  await signal(ctx, 'authoring.filmTranscriptionCancelled', { courseId: params.courseId, film, attempt });
  return { ...before, state: 'cancelled' as const };
}

interface Asked {
  courseId: string;
  film: Film;
  attempt: number;
}

function signal(ctx: Context, type: string, { courseId, film: { id, source, language }, attempt }: Asked) {
  const data = { source, language, attempt };
  const of = { subjectId: courseId, objectId: id, actorId: ctx.person.id, data };
  return transact(recordPut({ kind: 'signal', type, ...of }, ctx.now));
}
