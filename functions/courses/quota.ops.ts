/** Is there room for what an import brings? Asked when it is announced, before its files are kept, and when it is released. */
import type { Bundle } from '#contracts/bundle.ts';
import { requireRoom } from '../identity/identity.reads.ts';
import { usageOf } from './courses.reads.ts';
import type { Manifest } from './manifest.ts';
import { newBytes } from './quota.ts';
import type { Addition } from './usage.store.ts';

/** What the bundle adds to its branch; `quotaExceeded` where that does not fit. */
export async function additionOf(branchId: string, bundle: Bundle, before: Manifest | undefined): Promise<Addition> {
  const { usedBytes: used, quotaBytes } = await usageOf(branchId);
  const bytes = newBytes(bundle, before);
  requireRoom(used, bytes, quotaBytes);
  return { branchId, bytes, quotaBytes };
}
