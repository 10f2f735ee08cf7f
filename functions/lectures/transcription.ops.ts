/** What is spoken in a film on its way to words: handed to the service, followed, given up. Each step can be asked for again. */
import { readCaptions } from '#contracts/captions/captions.ts';
import { isUnderWay } from '#contracts/film-transcription.ts';
import { contentAddress, transcript } from '../platform/blobs.ts';
import { environment } from '../platform/environment.ts';
import { startTranscription, transcriptionState } from '../platform/transcriber.ts';
import type { FilmKey } from './lectures.store.ts';
import { begun, ended, failed, isNext, jobName, jobOf, transcriptionJob, type Outcome } from './transcription.ts';
import * as store from './transcriptions.store.ts';

const triesMax = 6;
type Words = store.StoredWords;
export type Wanted = Pick<Words, 'id' | 'source' | 'language'>;

/** Begins an attempt, unless that one was begun before; then it looks what has become of it: an event may be lost. */
export async function transcribe({ id, source, language }: Wanted, attempt: number, now: number): Promise<void> {
  const before = await store.words({ id, source });
  // whoever was quicker has begun it
  if (isNext(before, attempt)) await store.saveWords(before, { id, source, language, ...begun(attempt, now) });
  const words = await store.words({ id, source });
  if (!words || !isUnderWay(words)) return;
  if (words.state === 'processing') return take(words);
  const place = { address: contentAddress(source), bucket: environment('CONTENT_BUCKET') };
  await startTranscription(transcriptionJob(words, place));
  await update(words, (one) =>
    one.attempt === words.attempt && one.state === 'waiting' ? { ...one, state: 'processing' } : one,
  );
}

/** The service has something to say of a job; what, is asked of itself. */
export async function followTranscription(name: string): Promise<void> {
  const job = jobOf(name);
  const words = job && (await store.words(job));
  if (words && words.attempt === job.attempt && isUnderWay(words)) await take(words);
}

async function take(words: Words): Promise<void> {
  const outcome = await outcomeOf(jobName(words));
  if (outcome) await update(words, (one) => ended(one, words.attempt, outcome));
}

/** undefined: it goes on. */
async function outcomeOf(name: string): Promise<Outcome | undefined> {
  const job = await transcriptionState(name);
  if (!job) return { reason: 'it is not there any more' };
  if (job.status === 'FAILED') return { reason: job.reason };
  if (job.status !== 'COMPLETED') return undefined;
  const text = job.file && (await transcript(job.file));
  if (!job.file || text === undefined) throw new Error(`${name} has ended without captions`);
  return { file: job.file, hasWords: (readCaptions(text)?.cues.length ?? 0) > 0 };
}

/** Nobody waits for this attempt any more. The service cannot be stopped; what it brings is not taken. */
export async function cancelTranscription(key: FilmKey, attempt: number): Promise<void> {
  await update(key, (one) => (one.attempt === attempt && isUnderWay(one) ? { ...one, state: 'cancelled' } : one));
}

/** It could not be begun, however often it was tried. */
export async function giveUpTranscription(key: FilmKey, attempt: number): Promise<void> {
  await update(key, (one) => (one.attempt === attempt && isUnderWay(one) ? failed(one, 'service') : one));
}

/** Reads, decides, saves; again where something else came between. */
async function update({ id, source }: FilmKey, next: (words: Words) => Words): Promise<void> {
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    const before = await store.words({ id, source });
    const after = before && next(before);
    if (!after || after === before) return;
    const { revision: _, ...kept } = after;
    if (await store.saveWords(before, kept)) return;
  }
  throw new Error('the words of the film keep changing');
}
