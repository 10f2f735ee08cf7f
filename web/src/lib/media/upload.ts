/** The way of a picture or file into the library: announced, its bytes put, checked by the academy. */
import { media, type Media, type MediaKind } from '#contracts/media.ts';
import { ulid } from 'ulid';
import { ApiError, OfflineError, call } from '../client.ts';

export interface Uploading {
  organisationId: string;
  kind: MediaKind;
  name: string;
  file: Blob;
  /** as it is announced; the blob's own unless said */
  type?: string;
  /** the same id again goes on with the same upload; made anew unless given */
  id?: string;
  signal?: AbortSignal;
  /** 0 to 1 of the bytes; 1: the academy is checking */
  onprogress?: (share: number) => void;
}

export const newMediaId = (): string => `mda_${ulid()}`;

/**
 * Answers when it is ready. Throws `ApiError` (also with the code of what was wrong with the bytes), `OfflineError`,
 * or the signal's reason.
 */
export async function upload(uploading: Uploading): Promise<Media> {
  const { organisationId, kind, name, file, signal, onprogress } = uploading;
  const id = uploading.id ?? newMediaId();
  const data = await file.arrayBuffer();
  signal?.throwIfAborted();
  const type = (uploading.type ?? file.type) as Announced['type'];
  const body = { id, organisationId, kind, name, type, bytes: data.byteLength, sha256: await sha256(data) };
  const { upload: to } = await call(media.startUpload, { body }, { signal });
  if (to) await put(to, data, { signal, onprogress });
  onprogress?.(1);
  const announced = await call(media.completeUpload, { params: { mediaId: id } }, { signal });
  return checked(announced, signal);
}
type Announced = Parameters<typeof call<typeof media.startUpload>>[1]['body'];

/** In hex. */
export async function sha256(data: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** a large picture takes some seconds; after this something is wrong at the academy, and it can be asked again */
const patienceMs = 5 * 60_000;

/** Asks until the check has ended: soon at first, then less and less often. */
async function checked(now: Media, signal: AbortSignal | undefined): Promise<Media> {
  let found = now;
  const until = Date.now() + patienceMs;
  for (let wait = 400; found.state !== 'ready'; wait = Math.min(wait * 1.4, 4000)) {
    if (found.state === 'failed') throw new ApiError({ code: found.failure ?? 'internal' }, 422);
    if (Date.now() > until) throw new ApiError({ code: 'unavailable' }, 503);
    await pause(wait, signal);
    found = await call(media.media, { params: { mediaId: now.id } }, { signal });
  }
  return found;
}

export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal?.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', () => (clearTimeout(timer), end()), { once: true });
  });
}

interface Target {
  url: string;
  headers: Record<string, string>;
}

/** Straight into the bucket; the address is good for this content only. Only XHR tells how far a request has got. */
export function put(
  { url, headers }: Target,
  data: ArrayBuffer | Blob,
  { signal, onprogress }: Pick<Uploading, 'onprogress'> & { signal: AbortSignal | undefined },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onprogress?.(Math.min(0.99, loaded / Math.max(1, total)));
    request.onload = () => (request.status < 300 ? resolve() : reject(new OfflineError(request.status)));
    request.onerror = () => reject(new OfflineError());
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(data);
  });
}
