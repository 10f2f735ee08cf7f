/** Checks what was uploaded and makes it usable. Safe to run again at any point. */
import { AppError, type ErrorCode } from '#contracts/errors.ts';
import { react } from '../platform/events.ts';
import { isConditionFailure, unlessRefused } from '../platform/table.ts';
import { bringingFailed, keepBrought } from './brought.ops.ts';
import { keepUploaded } from './check.ops.ts';
import type { StoredMedia } from './media.ts';
import * as store from './media.store.ts';
import { roomChanged } from './usage.store.ts';

export const handler = react({
  async record(event) {
    if (event.type === 'media.uploaded') await check(event.subjectId);
    if (event.type === 'courses.imported') await keepBrought(event);
  },

  async givenUp(event) {
    if (event.type === 'courses.imported') return bringingFailed(event);
    const found = await store.media(event.subjectId);
    if (found?.state === 'processing') await refuse(found, 'internal');
  },
});

async function check(mediaId: string): Promise<void> {
  const found = await store.media(mediaId);
  if (found?.state !== 'processing') return;
  // taken back meanwhile
  if (found.removedAt !== undefined) return refuse(found, 'notFound');
  try {
    const outcome = await keepUploaded(found);
    const room = roomChanged(found.branchId, outcome.bytes - found.bytes);
    if (!(await finished(found, outcome, room))) await check(mediaId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await refuse(found, error.code);
  }
}

/** False where somebody else was quicker: another delivery, or who has taken it back meanwhile. */
async function finished(...args: Parameters<typeof store.finish>): Promise<boolean> {
  return unlessRefused(store.finish(...args));
}

/** Nothing of it is kept, so its room is free again. */
const refuse = (media: StoredMedia, failure: ErrorCode): Promise<void> =>
  store.fail(media.id, failure, roomChanged(media.branchId, -media.bytes)).catch(ignoreRepeat);

/** Delivered twice at the same moment: the other delivery has written it. */
function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
