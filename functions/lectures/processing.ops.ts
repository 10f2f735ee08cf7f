/** A film on its way: looked into, handed to the transcoder, followed, stopped. Each step can be asked for again. */
import { contentAddress } from '../platform/blobs.ts';
import { environment } from '../platform/environment.ts';
import type { MediaConvertEvent } from '../platform/events.ts';
import { cancelTranscoding, probe, startTranscoding } from '../platform/transcoder.ts';
import { rungsOf } from './ladder.ts';
import {
  afterStatus,
  begun,
  failed,
  isUnderWay,
  mediaFolder,
  type Processing,
  type TranscodingStatus,
} from './lecture.ts';
import * as store from './lectures.store.ts';
import { faultOf, secondsIn, sourceOf, type FilmSource } from './source.ts';
import { transcodingJob } from './transcoding.ts';
import { posterFile } from './transcoding-outputs.ts';

const triesMax = 6;
type Film = store.StoredFilm;
export type Wanted = Pick<Film, 'id' | 'source' | 'language' | 'durationSeconds'>;

/** Begins an attempt, unless that one – or a later one – was begun before; then it only goes on with what was cut off. */
export async function processFilm(wanted: Wanted, attempt: number, now: number): Promise<void> {
  const before = await store.film(wanted);
  if ((before?.attempt ?? 0) < attempt && !(before && isUnderWay(before))) {
    const { id, source, language, durationSeconds } = wanted;
    // whoever was quicker has begun it
    await store.saveFilm(before, { id, source, language, durationSeconds, ...begun(attempt) });
  }
  await goOn(wanted, now);
}

/** Looks into a film and starts its transcoding, where that has not been done. */
async function goOn(key: store.FilmKey, now: number): Promise<void> {
  const film = await store.film(key);
  if (!film || !isUnderWay(film) || film.jobId) return;
  const probed = await probe(contentAddress(film.source));
  const fault = faultOf(probed);
  if (fault) return void (await change(film, now, (one) => (one.jobId ? one : failed(one, fault))));
  const source = sourceOf(probed, film.durationSeconds);
  const looked = await change(film, now, (one) => ({ ...one, seconds: secondsIn(probed), ...lookedInto(source) }));
  if (!looked) return;
  const { jobId, ...job } = await startTranscoding(jobFor(looked, source));
  const started = await change(looked, now, (one) => (one.jobId ? one : withJob(one, jobId)));
  // it was stopped in the very moment
  if (!started) return cancelTranscoding(jobId);
  // what was begun before and has ended says so only once, perhaps to an item that was lost since
  if (hasEnded(job.status)) await heard(film, { ...job, attempt: film.attempt, percent: undefined }, now);
}

const hasEnded = (status: string): boolean => ['COMPLETE', 'ERROR', 'CANCELED'].includes(status);

/** Its first news may have been quicker than this. */
const withJob = (film: Film, jobId: string): Film => ({
  ...film,
  jobId,
  state: film.state === 'waiting' ? 'processing' : film.state,
});

const lookedInto = (source: FilmSource) => ({
  heights: source.picture ? rungsOf(source.picture).map(({ height }) => height) : [],
  hasSound: source.sounds.length > 0,
  poster: source.picture ? posterFile(source.seconds) : undefined,
});

const jobFor = ({ id, source, language, attempt }: Film, probed: FilmSource) =>
  transcodingJob({
    ...{ lectureId: id, film: source, attempt, language, probed },
    source: contentAddress(source),
    destination: `s3://${environment('MEDIA_BUCKET')}/${mediaFolder(id, source)}`,
    role: environment('MEDIACONVERT_ROLE_ARN'),
  });

/** An event of the transcoder. */
export async function follow({ userMetadata, now, ...event }: MediaConvertEvent): Promise<void> {
  const { lectureId: id, film: source, attempt } = userMetadata;
  if (!id || !source || !attempt) return;
  await heard({ id, source }, { ...event, attempt: Number(attempt) }, now);
}

async function heard(key: store.FilmKey, status: TranscodingStatus, now: number): Promise<void> {
  const after = await update(key, now, (film) => {
    const next = afterStatus(film, status);
    return next.attempt === film.attempt ? next : { ...next, jobId: undefined };
  });
  // begun again by itself; asked for each time, so that it cannot get stuck between the two
  if (after && after.state === 'waiting' && after.attempt > status.attempt) await goOn(key, now);
}

/** Stops an attempt that is under way; again, there is nothing to stop. */
export async function cancelProcessing(key: store.FilmKey, attempt: number, now: number): Promise<void> {
  const stopped = await update(key, now, (film) =>
    film.attempt === attempt && isUnderWay(film) ? { ...film, state: 'cancelled' } : film,
  );
  if (stopped?.state === 'cancelled' && stopped.attempt === attempt && stopped.jobId)
    await cancelTranscoding(stopped.jobId);
}

/** It could not be begun, however often it was tried. */
export async function giveUp(key: store.FilmKey, now: number): Promise<void> {
  await update(key, now, (film) => (isUnderWay(film) && !film.jobId ? failed(film, 'service') : film));
}

/** As long as it is the attempt that was read and under way; undefined where it is not any more. */
async function change(read: Film, now: number, next: (film: Film) => Film): Promise<Film | undefined> {
  const isStill = (film: Film) => film.attempt === read.attempt && (isUnderWay(film) || film.state === 'ready');
  const after = await update(read, now, (film) => (isStill(film) ? next(film) : film));
  return after && isStill(after) ? after : undefined;
}

/** Reads, decides, saves; again where another event came between. Answers how it stands then. */
async function update(key: store.FilmKey, now: number, next: (film: Film) => Film): Promise<Film | undefined> {
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    const before = await store.film(key);
    if (!before) return undefined;
    const { revision, ...after } = next(before);
    if (sameAs(before, { revision, ...after })) return before;
    if (await store.saveFilm(before, after, recordOf(before, after, now))) return { ...after, revision: revision + 1 };
  }
  throw new Error('the film keeps changing');
}

const sameAs = (before: Film, after: Film): boolean =>
  before === after || JSON.stringify(before) === JSON.stringify(after);

/** That a lecture can be watched, or cannot be made, is a fact. */
function recordOf({ state }: Processing, after: Omit<Film, 'revision'>, now: number) {
  if (after.state === state || (after.state !== 'ready' && after.state !== 'failed')) return undefined;
  const type = after.state === 'ready' ? 'lectures.ready' : 'lectures.failed';
  const { id: subjectId, attempt, failure } = after;
  const data = { attempt, ...(failure ? { code: failure } : {}) };
  return { record: { kind: 'fact', type, subjectId, actorId: 'system', data }, now } as const;
}
