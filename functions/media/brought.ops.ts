/**
 * Pictures and files that came along with a course: checked by their bytes like any other, then the academy's own. Their room
 * is counted with the course. Authoring goes on once they are all there. Safe to run again.
 */
import { AppError } from '#contracts/errors.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { content, contentText } from '../platform/blobs.ts';
import type { RecordEvent } from '../platform/events.ts';
import { derivedUlid } from '../platform/ids.ts';
import { job, jobFailed } from '../platform/jobs.ts';
import { isBare, pictureHeader } from '../platform/pictures.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { typeOf } from './check.ops.ts';
import { checkFile, type FileType } from './file-check.ts';
import type { StoredMedia } from './media.ts';
import * as store from './media.store.ts';

/** As courses hands them over. */
type Brought = Pick<
  StoredMedia,
  'id' | 'kind' | 'name' | 'type' | 'sha256' | 'bytes' | 'width' | 'height' | 'variants'
>;

export async function keepBrought(event: RecordEvent): Promise<void> {
  const { subjectId, objectId = '', actorId, data, now } = event;
  if (data['hasMedia'] !== true || (await job(objectId)).state !== 'running') return;
  const text = await contentText(String(data['candidate']));
  const { organisationId, media } = JSON.parse(text) as { organisationId: string; media: Brought[] };
  const branchId = branchOf((await organisation(organisationId)).path);
  try {
    for (const each of media) await checkBrought(each);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return jobFailed(objectId, error, now);
  }
  const createdAt = String(data['at']);
  const place = { organisationId, branchId, ownerId: actorId, createdAt };
  for (const each of media) await store.putBrought({ ...each, ...place, state: 'ready' });
  const record: NewRecord = {
    // heard of twice, it is said once
    id: derivedUlid(Date.parse(createdAt), 'media.brought', objectId),
    ...{ kind: 'signal', type: 'media.brought', subjectId, objectId, actorId },
    data: data as Record<string, string | boolean>,
  };
  await transact(recordPut(record, now)).catch(ignoreRepeat);
}

export const bringingFailed = ({ objectId = '', now }: RecordEvent): Promise<void> =>
  jobFailed(objectId, new AppError('internal'), now);

async function checkBrought({ kind, type, sha256, variants }: Brought): Promise<void> {
  if (kind === 'file') {
    const bytes = await content(sha256);
    return checkFile(type as FileType, await typeOf(bytes), bytes);
  }
  for (const variant of variants) {
    const bytes = await content(variant.sha256);
    const { width, height, frames } = await pictureHeader(bytes);
    const isSaid = (await typeOf(bytes)) === variant.type && width === variant.width && height === variant.height;
    // it keeps its hash, so it is not encoded anew: it has to be as we would have made it
    if (!isSaid || frames !== 1 || !(await isBare(bytes))) throw new AppError('mediaTypeRefused');
  }
}

function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
