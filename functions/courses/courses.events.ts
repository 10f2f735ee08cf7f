/** Runs an import: checks every file, keeps them as content, releases the course. Safe to run again at any point. */
import { Bundle, type BundleFile } from '#contracts/bundle.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { incomingBytes, incomingManifest, incomingSize, keepIncoming, putContent } from '../platform/blobs.ts';
import { react, type RecordEvent } from '../platform/events.ts';
import { derivedId, sha256 } from '../platform/ids.ts';
import { job, jobFailed, jobProgress, type StoredJob } from '../platform/jobs.ts';
import { isConditionFailure } from '../platform/table.ts';
import { checkBundle, checkFile } from './bundle-check.ts';
import { manifestOfVersion } from './courses.reads.ts';
import * as store from './courses.store.ts';
import { cardOf, manifestOf, type Picture } from './manifest.ts';

/** a video is judged by its first bytes here; S3 has checked its hash on the way in */
const headBytes = 4096;
const progressEvery = 10;

export const handler = react({
  async record(event) {
    const stored = await job(event.subjectId);
    if (stored.state !== 'running') return;
    try {
      await runImport(stored, event);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await jobFailed(stored.id, error, event.now);
    }
  },
});

async function runImport(stored: StoredJob, event: RecordEvent): Promise<void> {
  const bundle = z.parse(Bundle, JSON.parse(await incomingManifest(stored.id, stored.task['manifest'] ?? '')));
  checkBundle(bundle);
  const pictures: Record<string, Picture> = {};
  // first everything is checked, then anything is kept: nothing half-written
  for (const file of bundle.files) {
    const picture = await checkIncoming(stored.id, file);
    if (picture) pictures[file.path] = picture;
  }
  for (const [index, file] of bundle.files.entries()) {
    await keepIncoming(stored.id, file.sha256, file.type);
    if (index % progressEvery === 0) await jobProgress(stored.id, index, bundle.files.length);
  }
  await release(stored, bundle, pictures, event);
}

async function checkIncoming(jobId: string, file: BundleFile): Promise<Picture | undefined> {
  const size = await incomingSize(jobId, file.sha256);
  if (size === undefined) throw new AppError('bundleFileMissing', { path: file.path });
  if (size !== file.bytes) throw new AppError('bundleFileWrong', { path: file.path, reason: 'size' });
  const isVideo = file.type === 'video/mp4';
  const bytes = await incomingBytes(jobId, file.sha256, isVideo ? { start: 0, end: headBytes - 1 } : undefined);
  if (!isVideo && sha256(bytes) !== file.sha256)
    throw new AppError('bundleFileWrong', { path: file.path, reason: 'hash' });
  return checkFile(file, bytes);
}

async function release(
  stored: StoredJob,
  bundle: Bundle,
  pictures: Record<string, Picture>,
  event: RecordEvent,
): Promise<void> {
  const { courseId, organisationId, branchId } = stored.task as {
    courseId: string;
    organisationId: string;
    branchId: string;
  };
  const existing = await store.card(courseId);
  const version = (existing?.version ?? 0) + 1;
  const manifest = manifestOf(bundle, {
    courseId,
    version,
    organisationId,
    // the job's own time, so that a repeat builds the same bytes
    releasedAt: stored.createdAt,
    pictures,
    idOf: (kind, key) => derivedId(kind, courseId, key),
    before: existing && (await manifestOfVersion(courseId, existing.version)),
  });
  const manifestHash = await putContent(JSON.stringify(manifest), 'application/json');
  const record = {
    kind: 'fact',
    type: 'courses.released',
    subjectId: courseId,
    actorId: stored.ownerId,
    objectId: organisationId,
    data: { version },
  } as const;
  await store
    .putRelease(
      {
        card: { ...cardOf(manifest), organisationId, branchId, audience: bundle.audience },
        before: existing,
        manifestHash,
        job: { id: stored.id, done: bundle.files.length, result: { courseId, version: String(version) } },
        record,
      },
      event.now,
    )
    .catch(async (error: unknown) => {
      // delivered twice at the same moment: the other delivery has released it
      if (!isConditionFailure(error) || (await job(stored.id)).state !== 'succeeded') throw error;
    });
}
