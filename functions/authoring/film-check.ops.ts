/** A film whose parts are one file is looked into, hashed, kept, and shown by the lesson it was sent for. */
import { lengthFault, readFilm, roundedLength, type FilmFault, type FilmFile } from '#contracts/film-file/read-film.ts';
import { AppError } from '#contracts/errors.ts';
import { joinedBytes, joinedFile, joinedHash, keepJoined } from '../platform/part-uploads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { touchDraft } from './drafts.store.ts';
import { askForProcessing } from './film-processing.ops.ts';
import { placeOf } from './film-uploads.ops.ts';
import * as uploads from './film-uploads.store.ts';
import type { Film } from './films.ts';
import { setFilm } from './films.ops.ts';
import { filmsIn, putFile, putFilm } from './films.store.ts';

/** `authoring.filmUploaded`: the course is its subject, the film its object. Again, it finds nothing to do. */
export async function keepFilm({ subjectId, objectId = '', now }: RecordEvent): Promise<void> {
  const stored = await uploads.upload(subjectId, objectId, now);
  if (stored?.state !== 'checking') return;
  const place = placeOf(stored);
  const file = await joinedFile(place);
  if (file?.bytes !== stored.bytes) return uploads.refuse(stored, undefined);
  const found = await readFilm((start, end) => joinedBytes(place, start, end), file.bytes);
  const fault = faultOf(found, stored.durationSeconds);
  if (fault || typeof found === 'string') return uploads.refuse(stored, fault);
  const sha256 = await joinedHash(place, file.mark);
  await keepJoined(place, { mark: file.mark, sha256, type: found.type });
  const film = filmOf(stored, found, sha256);
  if (stored.replaces !== undefined) return keepBeside({ stored, film, replaces: stored.replaces, now });
  // again, after it was kept: captions may have been written on meanwhile
  const there = (await filmsIn(stored.courseId)).find(({ id, source }) => id === film.id && source === sha256);
  if (!there) await putFilm({ courseId: stored.courseId, ...film });
  await show(stored, there ?? film, now);
  await askForProcessing(stored.courseId, film, { attempt: 1, actorId: stored.by, now });
  await uploads.arrived(stored);
}

/** Kept beside the film whose place it is to take, and made ready for viewers meanwhile. */
async function keepBeside(of: { stored: uploads.StoredUpload; film: Film; replaces: string; now: number }) {
  const { stored, film, replaces: id, now } = of;
  const { courseId, by, fileName } = stored;
  const at = new Date(now).toISOString();
  await putFile({ courseId, ...film, id, captions: {}, state: 'brought', at, by, fileName, sentAs: stored.id });
  await askForProcessing(courseId, { ...film, id }, { attempt: 1, actorId: by, now });
  await uploads.arrived(stored);
}

/** It failed for good: who waits for it should wait no longer. */
export const filmFailed = ({ subjectId, objectId = '' }: RecordEvent): Promise<void> =>
  uploads.refuse({ courseId: subjectId, id: objectId }, undefined);

/** Where the file does not say how long it lasts, its sender's word is taken. */
const faultOf = (found: FilmFile | FilmFault, said: number): FilmFault | undefined =>
  typeof found === 'string' ? found : lengthFault(found.durationSeconds ?? said);

function filmOf(stored: uploads.StoredUpload, found: FilmFile, source: string): Film {
  const { id, language, title, captions } = stored;
  const durationSeconds = roundedLength(found.durationSeconds ?? stored.durationSeconds);
  return { id, language, title, durationSeconds, source, captions: captions ? { [language]: captions } : {} };
}

/** The lesson it was sent for may have gone meanwhile; the film stays among those of the course. */
async function show({ courseId, lessonId }: uploads.StoredUpload, film: Film, now: number): Promise<void> {
  if (lessonId === undefined) return;
  try {
    if (await setFilm(courseId, lessonId, film.language, film)) await touchDraft(courseId, new Date(now).toISOString());
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'notFound')) throw error;
  }
}
