/** Announcing an import: a bundle's files or an archive's blobs are named first, then put, then it runs. */
import { isDeepStrictEqual } from 'node:util';
import type { courses as contract } from '#contracts/courses.ts';
import { AppError } from '#contracts/errors.ts';
import { branchOf, organisation, requireOpen } from '../identity/identity.reads.ts';
import { incomingUpload, putIncomingManifest } from '../platform/blobs.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { ownJob, presentJob, type NewJob } from '../platform/jobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { isConditionFailure } from '../platform/table.ts';
import { checkAnnounced } from './archive-import.ops.ts';
import { checkBundle } from './bundle-check.ts';
import * as store from './courses.store.ts';
import { additionOf } from './quota.ops.ts';

type Of<Name extends 'startImport' | 'startArchive'> = Input<(typeof contract)[Name]>;
const signedAtOnce = 20;

export async function startImport(ctx: Context, { body: { bundle, ...ids } }: Of<'startImport'>) {
  const branchId = await requirePlace(ctx, ids);
  checkBundle(bundle);
  const announced = { branchId, files: bundle.files, manifest: JSON.stringify(bundle), format: {} };
  const job = await announce(ctx, ids, announced);
  const uploads = await inParallel(bundle.files, signedAtOnce, async (file) => ({
    ...{ path: file.path, sha256: file.sha256 },
    ...(await incomingUpload(ids.jobId, file)),
  }));
  return { job, uploads };
}

export async function startArchive(ctx: Context, { body: { manifest, signature, ...ids } }: Of<'startArchive'>) {
  const branchId = await requirePlace(ctx, ids);
  checkAnnounced({ manifest, signature });
  const text = JSON.stringify({ manifest, signature });
  const announced = { branchId, files: manifest.blobs, manifest: text, format: { format: 'archive' } };
  const job = await announce(ctx, ids, announced);
  const uploads = await inParallel(manifest.blobs, signedAtOnce, async (blob) => ({
    ...{ sha256: blob.sha256, type: blob.type },
    ...(await incomingUpload(ids.jobId, blob)),
  }));
  return { job, uploads };
}

interface Ids {
  jobId: string;
  courseId: string;
  organisationId: string;
}

/** The academy or region whose room it takes; refused where the asker may not bring anything in, or the id is somebody else's. */
async function requirePlace(ctx: Context, { courseId, organisationId }: Ids): Promise<string> {
  const home = await organisation(organisationId);
  requireIn(ctx, 'importCourses', home.path);
  requireOpen(home);
  const existing = await store.cardNow(courseId);
  if (existing && existing.organisationId !== organisationId) throw new AppError('idTaken');
  return branchOf(home.path);
}

interface Announced {
  branchId: string;
  files: readonly { sha256: string; bytes: number }[];
  manifest: string;
  format: Record<string, string>;
}

async function announce(ctx: Context, { jobId, courseId, organisationId }: Ids, announced: Announced) {
  const { branchId, files, format } = announced;
  await additionOf(branchId, courseId, { files });
  const manifest = await putIncomingManifest(jobId, announced.manifest);
  const task = { courseId, organisationId, branchId, manifest, ...format };
  const ownerId = ctx.person.id;
  await createJob(ctx, { id: jobId, kind: 'courseImport', ownerId, organisationId, task, total: files.length });
  return presentJob(await ownJob(jobId, ownerId, 'courseImport'));
}

async function createJob(ctx: Context, job: NewJob): Promise<void> {
  try {
    await store.putJob(job, ctx.now);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(job.id, job.ownerId, job.kind).catch(() => undefined);
    const same = existing?.state === 'waiting' && isDeepStrictEqual(existing.task, job.task);
    if (!same) throw new AppError('idTaken');
  }
}
