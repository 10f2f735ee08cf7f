/** A film that was put is looked at and kept: what is inside is the transcoder's to judge, when it is released. */
import { AppError } from '#contracts/errors.ts';
import { checkVideo } from '../courses/courses.reads.ts';
import { incomingBytes, incomingSize, keepIncoming } from '../platform/blobs.ts';
import type { RecordEvent } from '../platform/events.ts';
import * as uploads from './film-uploads.store.ts';
import { putFilm } from './films.store.ts';

/** S3 has checked the hash on the way in; a film is told by its first bytes */
const headBytes = 4096;

/** `authoring.filmUploaded`: the course is its subject, the film its object. Again, it finds nothing to do. */
export async function keepFilm({ subjectId, objectId = '', now }: RecordEvent): Promise<void> {
  const stored = await uploads.upload(subjectId, objectId, now);
  if (stored?.state !== 'checking') return;
  const { courseId, id, language, title, durationSeconds, sha256, bytes } = stored;
  try {
    if ((await incomingSize(id, sha256)) !== bytes) throw new AppError('mediaIncomplete');
    checkVideo(id, await incomingBytes(id, sha256, { start: 0, end: Math.min(headBytes, bytes) - 1 }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return uploads.refuse(stored);
  }
  await keepIncoming(id, sha256, 'video/mp4');
  await putFilm({ courseId, id, language, title, durationSeconds, source: sha256, captions: {} });
  await uploads.arrived(stored);
}

/** It failed for good: who waits for it should wait no longer. */
export const filmFailed = ({ subjectId, objectId = '' }: RecordEvent): Promise<void> =>
  uploads.refuse({ courseId: subjectId, id: objectId });
