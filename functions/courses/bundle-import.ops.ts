/**
 * Runs an import: checks every file, keeps them as content, makes the candidate of a release and hands it to authoring,
 * where it becomes the draft and waits for reviewers. Safe to run again at any point.
 */
import { Bundle, type BundleFile } from '#contracts/bundle.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { incomingBytes, incomingManifest, incomingSize, keepIncoming, putContent } from '../platform/blobs.ts';
import type { RecordEvent } from '../platform/events.ts';
import { derivedId, sha256 } from '../platform/ids.ts';
import { jobStep } from '../platform/job-steps.ts';
import { job, jobProgress, type StoredJob } from '../platform/jobs.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { Announced, archiveCandidate, checkAnnounced } from './archive-import.ops.ts';
import { candidateOfBundle } from './bundle-candidate.ts';
import { checkBundle, checkFile } from './bundle-check.ts';
import type { Brought } from './candidate.ts';
import * as store from './courses.store.ts';
import { importedPut } from './imported.store.ts';
import type { Picture } from './manifest.ts';
import { additionOf } from './quota.ops.ts';
import { usageWrites } from './usage.store.ts';

/** a video is judged by its first bytes here; S3 has checked its hash on the way in */
const headBytes = 4096;
const progressEvery = 10;
/** with less time than this left, the next delivery goes on: what is kept by then is not copied again */
const enoughMs = 20_000;
const attemptsMax = 5;

/** What was announced, checked: how much room it takes, and what it becomes once it is kept. */
interface Coming {
  files: readonly { sha256: string; bytes: number }[];
  keep(): Promise<Brought>;
}

export async function runImport(stored: StoredJob, event: RecordEvent, remainingMs: () => number): Promise<void> {
  // handed over already: authoring ends the job
  if (stored.cursor !== undefined) return;
  const { courseId, organisationId, branchId, format } = taskOf(stored);
  const announced = JSON.parse(await announcedText(stored)) as unknown;
  // first everything is checked, then anything is kept: nothing half-written
  const coming = await (format === 'archive'
    ? comingArchive(stored, announced, remainingMs)
    : comingBundle(stored, announced, remainingMs));
  await additionOf(branchId, courseId, coming);
  const card = await store.cardNow(courseId);
  // two academies may announce the same id before either has released it
  if (card && card.organisationId !== organisationId) throw new AppError('idTaken');
  await handOver(stored, coming, await coming.keep(), event.now);
}

async function announcedText(stored: StoredJob): Promise<string> {
  const manifest = await incomingManifest(stored.id, stored.task['manifest'] ?? '');
  // announced long ago: what was on its way in has been cleared away
  if (manifest === undefined) throw new AppError('bundleFileMissing', { path: 'course.json' });
  return manifest;
}

async function comingArchive(stored: StoredJob, given: unknown, remainingMs: () => number): Promise<Coming> {
  const announced = z.parse(Announced, given);
  checkAnnounced(announced);
  const keep = await archiveCandidate(stored, announced, { ...taskOf(stored), remainingMs });
  return { files: announced.manifest.blobs, keep };
}

async function comingBundle(stored: StoredJob, given: unknown, remainingMs: () => number): Promise<Coming> {
  const bundle = z.parse(Bundle, given);
  checkBundle(bundle);
  const pictures: Record<string, Picture> = {};
  for (const file of bundle.files) {
    const picture = await checkIncoming(stored.id, file);
    if (picture) pictures[file.path] = picture;
  }
  const { courseId, organisationId } = taskOf(stored);
  const idOf = (kind: 'module' | 'lesson' | 'lecture', key: string) => derivedId(kind, courseId, key);
  return {
    files: bundle.files,
    async keep() {
      for (const [index, file] of bundle.files.entries()) {
        if (remainingMs() < enoughMs) throw new Error('out of time');
        await keepIncoming(stored.id, file.sha256, file.type);
        if (index % progressEvery === 0) await jobProgress(stored.id, index, bundle.files.length);
      }
      return candidateOfBundle(bundle, { courseId, organisationId, pictures, idOf });
    },
  };
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

async function handOver(stored: StoredJob, coming: Coming, brought: Brought, now: number): Promise<void> {
  const candidate = await putContent(JSON.stringify(brought), 'application/json');
  const hasMedia = Boolean(brought.media?.length);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact(...(await handingOver(stored, coming, { candidate, hasMedia, now })));
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      // another delivery was quicker, or somebody stopped it
      const { state, cursor } = await job(stored.id);
      if (state !== 'running' || cursor !== undefined) return;
      // another import took the room
      if (attempt === attemptsMax) throw error;
    }
  }
}

/** The room it takes, the step of its job and the word to media (where there is any) and authoring are one. */
async function handingOver(
  stored: StoredJob,
  coming: Coming,
  { candidate, hasMedia, now }: { candidate: string; hasMedia: boolean; now: number },
): Promise<Write[]> {
  const { courseId, organisationId } = taskOf(stored);
  const at = new Date(now).toISOString();
  const record: NewRecord = {
    ...{ kind: 'signal', type: 'courses.imported', subjectId: courseId, objectId: stored.id, actorId: stored.ownerId },
    data: { candidate, at, hasMedia },
  };
  // as it stands now: a unit may have moved since it was announced
  const branchId = branchOf((await organisation(organisationId)).path);
  return [
    jobStep(stored, { cursor: candidate, done: coming.files.length }),
    importedPut({ courseId, jobId: stored.id, candidate, at }),
    ...usageWrites(await additionOf(branchId, courseId, coming)),
    recordPut(record, now),
  ];
}

const taskOf = (stored: StoredJob) =>
  stored.task as { courseId: string; organisationId: string; branchId: string; format?: string };
