/** Is there room for what an import brings? Asked when it is announced, before its files are kept, and when it is released. */
import type { Bundle } from '#contracts/bundle.ts';
import { organisation } from '../identity/identity.reads.ts';
import type { Manifest } from './manifest.ts';
import { newBytes, requireRoom } from './quota.ts';
import { usedBytes, type Addition } from './usage.store.ts';

/** What the bundle adds to its branch; `quotaExceeded` where that does not fit. */
export async function additionOf(branchId: string, bundle: Bundle, before: Manifest | undefined): Promise<Addition> {
  const { usedBytes: used, quotaBytes } = await usageOf(branchId);
  const bytes = newBytes(bundle, before);
  requireRoom(used, bytes, quotaBytes);
  return { branchId, bytes, quotaBytes };
}

/** What an academy or region takes and may take. */
export async function usageOf(branchId: string) {
  const [branch, used] = await Promise.all([organisation(branchId), usedBytes(branchId)]);
  return { organisationId: branchId, usedBytes: used, quotaBytes: branch.storageQuotaBytes };
}
