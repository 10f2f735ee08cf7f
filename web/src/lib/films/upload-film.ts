/** The way of a film into a draft: read through once for its hash, announced, put, checked; captions beside it. */
import { draftFilms, type DraftFilm } from '#contracts/draft-films.ts';
import type { Language } from '#contracts/common.ts';
import { ApiError, call } from '../client.ts';
import { pause, put } from '../media/upload.ts';
import { Sha256 } from './sha256.ts';

export type Step = 'reading' | 'sending' | 'checking';
export interface SendingFilm {
  courseId: string;
  /** the same id again goes on with the same film */
  id: string;
  file: File;
  language: Language;
  title: string;
  durationSeconds: number;
  signal: AbortSignal;
  onprogress: (step: Step, share: number) => void;
}

const pieceBytes = 4 * 1024 * 1024;
/** a film of gigabytes is copied in some seconds; after this something is wrong at the academy, and it can be asked again */
const patienceMs = 10 * 60_000;

/** Answers when lessons can show it. Throws `ApiError`, `OfflineError`, or the signal's reason. */
export async function sendFilm(film: SendingFilm): Promise<DraftFilm> {
  const { courseId, id, file, language, title, durationSeconds, signal, onprogress } = film;
  const sha256 = await hashOf(film);
  const body = { id, language, title: { [language]: title }, durationSeconds, bytes: file.size, sha256 };
  const { upload } = await call(draftFilms.startFilm, { params: { courseId }, body }, { signal });
  onprogress('sending', 0);
  if (upload) await put(upload, file, { signal, onprogress: (share) => onprogress('sending', share) });
  onprogress('checking', 1);
  const until = Date.now() + patienceMs;
  for (let wait = 500; ; wait = Math.min(wait * 1.4, 4000)) {
    const found = await call(draftFilms.completeFilm, { params: { courseId, lectureId: id } }, { signal });
    if (found.state === 'kept') return found;
    if (found.state === 'failed') throw new ApiError({ code: 'bundleVideoInvalid', details: { path: file.name } }, 422);
    if (Date.now() > until) throw new ApiError({ code: 'unavailable' }, 503);
    await pause(wait, signal);
  }
}

async function hashOf({ file, signal, onprogress }: SendingFilm): Promise<string> {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += pieceBytes) {
    signal.throwIfAborted();
    onprogress('reading', at / file.size);
    hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()));
  }
  return hash.hex();
}

/** How long a film lasts, in seconds; undefined where the browser cannot read it. */
export function lengthOf(file: Blob): Promise<number | undefined> {
  const address = URL.createObjectURL(file);
  return new Promise<number | undefined>((resolve) => {
    const video = document.createElement('video');
    video.preload = 'metadata';
    video.onloadedmetadata = () => resolve(Number.isFinite(video.duration) ? video.duration : undefined);
    video.onerror = () => resolve(undefined);
    video.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}
