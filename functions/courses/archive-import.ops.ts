/** Checks what came with an archive and makes its candidate; how it goes on is as with any other import. */
import {
  ArchiveManifest,
  ArchiveSignature,
  archiveLessons,
  canonicalJson,
  type ArchiveBlob,
  type LessonBlocks,
} from '#contracts/archive.ts';
import type { IdKind } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { incomingBytes, incomingFile, incomingSize, keepIncoming, putContent } from '../platform/blobs.ts';
import { derivedId, sha256 } from '../platform/ids.ts';
import { jobProgress, type StoredJob } from '../platform/jobs.ts';
import { isSignedBy } from '../platform/signatures.ts';
import { archiveNorms, archiveSlides, blockNames, checkArchive, checkBlob, lessonBlocks } from './archive-check.ts';
import { candidateOfArchive, namedBlocks } from './archive-candidate.ts';
import type { Brought } from './candidate.ts';

const headBytes = 4096;
const progressEvery = 10;
const enoughMs = 20_000;

export const Announced = z.strictObject({ manifest: ArchiveManifest, signature: z.nullable(ArchiveSignature) });
export type Announced = z.infer<typeof Announced>;

/** The manifest holds together, and was not touched since it was signed. Whose signature it is, is not asked here. */
export function checkAnnounced({ manifest, signature }: Announced): void {
  checkArchive(manifest);
  if (signature && !isSignedBy(signature, canonicalJson(manifest))) throw new AppError('bundleSignatureBroken');
}

/** First every blob is checked, then anything is kept. */
export async function archiveCandidate(
  stored: StoredJob,
  announced: Announced,
  { courseId, organisationId, remainingMs }: { courseId: string; organisationId: string; remainingMs(): number },
): Promise<() => Promise<Brought>> {
  const { manifest, signature } = announced;
  for (const blob of manifest.blobs) await checkIncoming(stored.id, blob);
  const json = async (hash: string) => (await incomingFile(stored.id, hash)) ?? new Uint8Array();
  const kinds = new Map(manifest.media.map(({ key, kind }) => [key, kind]));
  const texts = new Map<string, LessonBlocks>();
  for (const { id, blocks } of archiveLessons(manifest)) texts.set(id, lessonBlocks(blocks, await json(blocks), kinds));
  for (const { slides } of manifest.films) if (slides) archiveSlides(slides, await json(slides), manifest.media);
  const names = blockNames(manifest.names, await json(manifest.names));
  if (manifest.norms !== null) archiveNorms(manifest.norms, await json(manifest.norms));
  const idOf = (kind: IdKind, from: string) => derivedId(kind, courseId, from);
  return async () => {
    await keep(stored, manifest.blobs, remainingMs);
    const blocks = new Map<string, string>();
    for (const [lessonId, some] of texts) {
      const named = namedBlocks(some, lessonId, { names, idOf });
      blocks.set(lessonId, await putContent(JSON.stringify(named), 'application/json'));
    }
    const candidate = candidateOfArchive(manifest, { courseId, organisationId, idOf, blocks });
    return { ...candidate, ...(signature ? { signedBy: signature.keyId } : {}) };
  };
}

async function checkIncoming(jobId: string, blob: ArchiveBlob): Promise<void> {
  const path = `blobs/${blob.sha256}`;
  const size = await incomingSize(jobId, blob.sha256);
  if (size === undefined) throw new AppError('bundleFileMissing', { path });
  if (size !== blob.bytes) throw new AppError('bundleFileWrong', { path, reason: 'size' });
  const isFilm = blob.type === 'video/mp4';
  const bytes = await incomingBytes(jobId, blob.sha256, isFilm ? { start: 0, end: headBytes - 1 } : undefined);
  if (!isFilm && sha256(bytes) !== blob.sha256) throw new AppError('bundleFileWrong', { path, reason: 'hash' });
  checkBlob(blob, bytes);
}

async function keep(stored: StoredJob, blobs: readonly ArchiveBlob[], remainingMs: () => number): Promise<void> {
  for (const [index, { sha256: hash, type }] of blobs.entries()) {
    if (remainingMs() < enoughMs) throw new Error('out of time');
    await keepIncoming(stored.id, hash, type);
    if (index % progressEvery === 0) await jobProgress(stored.id, index, blobs.length);
  }
}
