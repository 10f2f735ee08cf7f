/** The way of a film into a draft: looked at, announced, sent in parts by this tab. */
import { draftFilms, type DraftFilm } from '#contracts/draft-films.ts';
import type { Language } from '#contracts/common.ts';
import { call } from '../client.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sendings } from './sending.svelte.ts';

export interface NewFilm {
  courseId: string;
  /** the same id again goes on with the same film */
  id: string;
  file: File;
  language: Language;
  title: string;
  durationSeconds: number;
  /** shows it once it is kept */
  lessonId: string | null;
  /** the lecture whose file it is to take the place of */
  replaces?: string;
  /** in its own language */
  captions: string | null;
}

/** Answers when it is announced and its sending has begun. Throws `ApiError` or `OfflineError`. */
export async function sendFilm({ courseId, id, file, title, language, ...more }: NewFilm): Promise<DraftFilm> {
  const about = { fileName: nameOf(file), bytes: file.size, fingerprint: await fingerprintOf(file) };
  const body = { id, language, title: { [language]: title }, ...more, ...about };
  const film = await call(draftFilms.startFilm, { params: { courseId }, body });
  if (film.state === 'waiting') sendings.begin(courseId, film, file);
  return film;
}

/** As a line of text: names of files may hold anything. */
const nameOf = ({ name }: File) => name.replaceAll(unprintable, ' ').trim().slice(-200) || 'film';
const unprintable = /[\p{Cc}\u2028-\u202e\u2066-\u2069\p{Surrogate}]/gu;

/** How long a film lasts, in seconds; undefined where the browser cannot read it. */
export function lengthOf(file: Blob): Promise<number | undefined> {
  const address = URL.createObjectURL(file);
  return new Promise<number | undefined>((resolve) => {
    const video = document.createElement('video');
    video.preload = 'metadata';
    const said = () => (Number.isFinite(video.duration) ? resolve(video.duration) : undefined);
    video.ondurationchange = said;
    video.onloadedmetadata = () => {
      said();
      // one that a browser has recorded says its length only when its end was looked for
      video.currentTime = Number.MAX_SAFE_INTEGER;
    };
    video.onerror = () => resolve(undefined);
    setTimeout(() => resolve(undefined), 15_000);
    video.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}
