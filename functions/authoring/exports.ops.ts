/** Endpoints of archives: handing a course out, whose signature one bears, the keys of academies and regions. */
import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '#contracts/archive.ts';
import type { Job } from '#contracts/common.ts';
import type { courseExports as contract } from '#contracts/course-exports.ts';
import { AppError } from '#contracts/errors.ts';
import { checkArchive } from '../courses/courses.reads.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { ownJob, presentJob, runningJobPut, type NewJob } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isSignedBy } from '../platform/signatures.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessTo, type Access } from './access.ops.ts';
import { draftItems, freezingOf } from './freezing-items.ops.ts';
import { blocking } from './readiness.ts';
import { newSigningKey } from './signing.ops.ts';
import * as keys from './signing-keys.store.ts';
import { mayExport } from './team.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const exportHandlers: Handlers<typeof contract> = {
  exportCourse,
  async checkArchive(_, { body: { manifest, signature } }) {
    checkArchive(manifest);
    if (!signature) return { signature: 'none', signer: null };
    if (!isSignedBy(signature, canonicalJson(manifest))) throw new AppError('bundleSignatureBroken');
    const key = await keys.signingKey(signature.keyId);
    return key ? { signature: 'known', signer: await signerOf(key) } : { signature: 'unknown', signer: null };
  },
  async signingKey(_, { params }) {
    const key = await keys.signingKey(params.keyId);
    if (!key) throw new AppError('notFound');
    return presentKey(key);
  },
  newSigningKey: renewed,
};

async function exportCourse(ctx: Context, { params: { courseId }, body: { jobId } }: Of<'exportCourse'>): Promise<Job> {
  const access = await accessTo(ctx, courseId);
  if (!mayExport(access)) throw new AppError('notAllowed');
  await requireWhole(access);
  const task = { courseId };
  const { organisationId } = access.draft;
  const made: NewJob = {
    ...{ id: jobId, kind: 'courseExport', ownerId: ctx.person.id, organisationId, task, total: 0 },
    fileAction: 'importCourses',
  };
  const signal = {
    kind: 'signal',
    type: 'authoring.exportRequested',
    subjectId: jobId,
    actorId: ctx.person.id,
  } as const;
  try {
    await transact(runningJobPut(made, ctx.now), recordPut(signal, ctx.now));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(jobId, ctx.person.id, 'courseExport').catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
  }
  return presentJob(await ownJob(jobId, ctx.person.id, 'courseExport'));
}

/** What lacks something could not be brought in anywhere. */
async function requireWhole({ draft }: Access): Promise<void> {
  const [problem] = blocking(await freezingOf(await draftItems(draft), draft.languages));
  if (problem) throw new AppError('notReady', { problem: problem.code });
}

async function signerOf({ organisationId }: keys.StoredKey) {
  const { id, name } = await organisation(organisationId);
  return { id, name };
}

async function presentKey(key: keys.StoredKey) {
  const [signer, current] = await Promise.all([signerOf(key), keys.keyInUse(key.organisationId)]);
  const { keyId, publicKey, createdAt } = key;
  return { keyId, publicKey, signer, createdAt, inUse: current?.keyId === keyId };
}

async function renewed(ctx: Context, { params: { organisationId }, body: { replaces } }: Of<'newSigningKey'>) {
  const { path } = await organisation(organisationId);
  requireIn(ctx, 'manageOrganisations', path);
  if (branchOf(path) !== organisationId) throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  const before = await keys.keyInUse(organisationId);
  // asked once more, it has been replaced already
  if ((before?.keyId ?? null) === replaces)
    await newSigningKey(organisationId, { now: ctx.now, before, by: ctx.person.id });
  const current = await keys.keyInUse(organisationId);
  const key = current && (await keys.signingKey(current.keyId));
  if (!key) throw new AppError('conflict');
  return presentKey(key);
}
