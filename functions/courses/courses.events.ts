/**
 * Runs imports: checks every file, keeps them as content, releases the course. Releases what reviewers approved; follows
 * units that move. Safe to run again at any point.
 */
import { Bundle, type BundleFile } from '#contracts/bundle.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { incomingBytes, incomingManifest, incomingSize, keepIncoming } from '../platform/blobs.ts';
import { react, type RecordEvent } from '../platform/events.ts';
import { derivedId, sha256 } from '../platform/ids.ts';
import { job, jobEnd, jobFailed, jobProgress, type StoredJob } from '../platform/jobs.ts';
import { releaseApproved } from './approved.ops.ts';
import { checkBundle, checkFile } from './bundle-check.ts';
import * as store from './courses.store.ts';
import { followLearner, followUnitLearners, uniteLearners } from './learners.ops.ts';
import { manifestOf, type Picture } from './manifest.ts';
import { followUnit } from './moved-unit.ops.ts';
import { additionOf } from './quota.ops.ts';
import { manifestNow, release } from './release.ops.ts';

/** a video is judged by its first bytes here; S3 has checked its hash on the way in */
const headBytes = 4096;
const progressEvery = 10;
/** with less time than this left, the next delivery goes on: what is kept by then is not copied again */
const enoughMs = 20_000;

/** a learner may belong elsewhere, or under another name, than where their enrolments stand */
const followed = ['identity.rolesChanged', 'identity.personChanged', 'identity.personErased', 'identity.placeChanged'];

export const handler = react({
  async record(event, remainingMs) {
    if (event.type === 'courses.importRequested') await runJob(event, remainingMs);
    if (event.type === 'authoring.approved') await releaseApproved(event);
    if (event.type === 'identity.organisationMoved') {
      await followUnit(event.subjectId);
      await followUnitLearners(event.subjectId);
    }
    if (event.type === 'identity.peopleMerged') await uniteLearners(event);
    if (followed.includes(event.type)) await followLearner(event.subjectId);
  },

  async givenUp(event) {
    if (event.type === 'courses.importRequested') await jobFailed(event.subjectId, new AppError('internal'), event.now);
  },
});

async function runJob(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'running') return;
  try {
    await runImport(stored, event, remainingMs);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}

async function runImport(stored: StoredJob, event: RecordEvent, remainingMs: () => number): Promise<void> {
  const announced = await incomingManifest(stored.id, stored.task['manifest'] ?? '');
  // announced long ago: what was on its way in has been cleared away
  if (announced === undefined) throw new AppError('bundleFileMissing', { path: 'course.json' });
  const bundle = z.parse(Bundle, JSON.parse(announced));
  checkBundle(bundle);
  const pictures: Record<string, Picture> = {};
  // first everything is checked, then anything is kept: nothing half-written
  for (const file of bundle.files) {
    const picture = await checkIncoming(stored.id, file);
    if (picture) pictures[file.path] = picture;
  }
  const { courseId, branchId } = taskOf(stored);
  await additionOf(branchId, bundle, await manifestNow(await store.cardNow(courseId)));
  for (const [index, file] of bundle.files.entries()) {
    if (remainingMs() < enoughMs) throw new Error('out of time');
    await keepIncoming(stored.id, file.sha256, file.type);
    if (index % progressEvery === 0) await jobProgress(stored.id, index, bundle.files.length);
  }
  await releaseBundle(stored, bundle, pictures, event);
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

async function releaseBundle(
  stored: StoredJob,
  bundle: Bundle,
  pictures: Record<string, Picture>,
  event: RecordEvent,
): Promise<void> {
  const { courseId, organisationId } = taskOf(stored);
  await release(
    {
      courseId,
      organisationId,
      id: stored.id,
      actorId: stored.ownerId,
      manifest: ({ version, before }) =>
        manifestOf(bundle, {
          courseId,
          version,
          organisationId,
          // the job's own time, so that a repeat builds the same bytes
          releasedAt: stored.createdAt,
          pictures,
          idOf: (kind, key) => derivedId(kind, courseId, key),
          before,
        }),
      addition: (branchId, _, before) => additionOf(branchId, bundle, before),
      end: (version) => [
        jobEnd(
          stored.id,
          bundle.files.length,
          { courseId, version: String(version) },
          new Date(event.now).toISOString(),
        ),
      ],
      isReleased: async () => (await job(stored.id)).state !== 'running',
    },
    event.now,
  );
}

const taskOf = (stored: StoredJob) => stored.task as { courseId: string; organisationId: string; branchId: string };
