/** Is there room for what comes? Asked when it is announced, and again when it is there. */
import { organisation, requireRoom } from '../identity/identity.reads.ts';
import { usedBytes } from './usage.store.ts';

/**
 * Counted apart from the room of courses, and against the same quota: a released course counts the pictures and files it
 * uses once more, so that the sum of both would say more than there is. `quotaExceeded` where the bytes do not fit into
 * what the academy or region was given; answers that quota.
 */
export async function requireRoomIn(branchId: string, bytes: number): Promise<number | null> {
  const [{ storageQuotaBytes }, used] = await Promise.all([organisation(branchId), usedBytes(branchId)]);
  requireRoom(used, bytes, storageQuotaBytes);
  return storageQuotaBytes;
}
