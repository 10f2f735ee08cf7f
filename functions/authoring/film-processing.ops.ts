/** Endpoints of a film's processing: how far it is, begin it again, stop it. The lectures room does the work, asked by a signal. */
import type { filmProcessing as contract, FilmProcessing } from '#contracts/film-processing.ts';
import { AppError } from '#contracts/errors.ts';
import { lectureFilm, lectureFilms } from '../lectures/lectures.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { transact } from '../platform/table.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { mayBegin, mayCancel, processingOf } from './film-processing.ts';
import type { Film } from './films.ts';
import { known } from './known-films.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const filmProcessingHandlers: Handlers<typeof contract> = {
  filmProcessing: underWay,
  processFilm,
  cancelProcessing,
};

async function underWay(ctx: Context, { params }: Of<'filmProcessing'>) {
  const { draft } = await accessTo(ctx, params.courseId);
  const films = [...(await known(draft)).films.values()];
  const found = new Map((await lectureFilms(films)).map((film) => [`${film.id} ${film.source}`, film]));
  return { items: films.map(({ id, source }) => processingOf(id, found.get(`${id} ${source}`))) };
}

async function processFilm(ctx: Context, { params, body: { attempt } }: Of<'processFilm'>): Promise<FilmProcessing> {
  const { film, processing } = await find(ctx, params);
  if (!mayBegin(processing, attempt)) return processing;
  await askForProcessing(params.courseId, film, { attempt, actorId: ctx.person.id, now: ctx.now });
  return { ...processing, attempt, state: 'waiting', percent: 0, failure: null };
}

async function cancelProcessing(ctx: Context, { params, body: { attempt } }: Of<'cancelProcessing'>) {
  const { film, processing } = await find(ctx, params);
  if (!mayCancel(processing, attempt)) return processing;
  await signal('authoring.filmProcessingCancelled', params.courseId, film, {
    ...{ attempt, actorId: ctx.person.id, now: ctx.now },
  });
  return { ...processing, state: 'cancelled' as const };
}

async function find(ctx: Context, { courseId, lectureId }: Of<'processFilm'>['params']) {
  const { draft } = await accessToChange(ctx, courseId);
  const film = (await known(draft)).films.get(lectureId);
  if (!film) throw new AppError('notFound');
  return { film, processing: processingOf(lectureId, await lectureFilm(film)) };
}

interface Asked {
  attempt: number;
  actorId: string;
  now: number;
}

/** Asks for an attempt at a film; the same one again is no other. */
export const askForProcessing = (courseId: string, film: Film, asked: Asked): Promise<void> =>
  signal('authoring.filmProcessingAsked', courseId, film, asked);

function signal(
  type: string,
  courseId: string,
  { id, source, language, durationSeconds }: Film,
  { attempt, actorId, now }: Asked,
): Promise<void> {
  const of = { subjectId: courseId, objectId: id, actorId, data: { source, language, durationSeconds, attempt } };
  return transact(recordPut({ kind: 'signal', type, ...of }, now));
}
