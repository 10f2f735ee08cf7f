/** Is there room for what an import brings? Asked when it is announced, before its files are kept, and when they are. */
import { requireRoom } from '../identity/identity.reads.ts';
import { inParallel } from '../platform/parallel.ts';
import { contentOf, type Brought } from './candidate.ts';
import { manifest, newestRelease, usageOf } from './courses.reads.ts';
import { importsInto } from './imported.store.ts';
import type { Manifest } from './manifest.ts';
import { newBytes } from './quota.ts';
import type { Addition } from './usage.store.ts';

const atOnce = 4;

/** What the bundle adds to its branch; `quotaExceeded` where that does not fit. */
export async function additionOf(
  branchId: string,
  courseId: string,
  coming: Parameters<typeof newBytes>[0],
): Promise<Addition> {
  const kept = await keptOf(courseId, await newestRelease(courseId));
  const { usedBytes: used, quotaBytes } = await usageOf(branchId);
  const bytes = newBytes(coming, kept);
  requireRoom(used, bytes, quotaBytes);
  return { branchId, bytes, quotaBytes };
}

/** Hashes of what is counted for a course already: its newest version, and all that imports brought. */
export async function keptOf(courseId: string, released: Manifest | undefined): Promise<ReadonlySet<string>> {
  const imports = await importsInto(courseId);
  const candidates = new Set(imports.map(({ candidate }) => candidate));
  const manifests = await inParallel([...candidates], atOnce, manifest);
  const brought = manifests.flatMap(({ media = [] }: Manifest & Partial<Brought>) =>
    media.flatMap(({ sha256, variants }) => [sha256, ...variants.map((variant) => variant.sha256)]),
  );
  return new Set([
    ...[...(released ? [released] : []), ...manifests].flatMap((each) => [...contentOf(each)]),
    ...brought,
  ]);
}
