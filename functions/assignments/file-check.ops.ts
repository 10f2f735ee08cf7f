/** A file whose parts are one is judged by its bytes and kept as content; anything else than it was announced as is refused. */
import { AppError } from '#contracts/errors.ts';
import { requireFileBytes } from '../media/file-bytes.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { sha256 } from '../platform/ids.ts';
import { joinedBytes, joinedFile, keepJoined } from '../platform/part-uploads.ts';
import { placeOf } from './files.ops.ts';
import * as store from './files.store.ts';

const fileOf = ({ subjectId, objectId = '', data, now }: RecordEvent) =>
  store.file({ personId: subjectId, assignmentId: objectId }, String(data['fileId']), now);

/** `assignments.fileUploaded`. Again, it finds nothing to do. */
export async function keepFile(event: RecordEvent): Promise<void> {
  const stored = await fileOf(event);
  if (stored?.state !== 'checking') return;
  try {
    await store.checked(stored, { sha256: await keptAs(stored) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await store.checked(stored, { failure: error.code });
  }
}

/** The hash of the very bytes that were looked at. */
async function keptAs(stored: store.StoredFile): Promise<string> {
  const place = placeOf(stored);
  const file = await joinedFile(place);
  if (file?.bytes !== stored.bytes) throw new AppError('mediaIncomplete');
  const bytes = await joinedBytes(place, 0, file.bytes);
  await requireFileBytes(stored.type, bytes);
  const hash = sha256(bytes);
  await keepJoined(place, { mark: file.mark, sha256: hash, type: stored.type });
  return hash;
}

/** It failed for good: who waits for it should wait no longer. */
export async function fileFailed(event: RecordEvent): Promise<void> {
  const stored = await fileOf(event);
  if (stored) await store.checked(stored, { failure: 'internal' });
}
