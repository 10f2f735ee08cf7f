/** Endpoints of files on their way: announced, their parts signed and counted, put together, taken back, given out. */
import {
  fileFault,
  fileTypeOf,
  sentBytesMax,
  sentFilesMax,
  type assignmentWork as contract,
  type WorkFile,
} from '#contracts/assignment-work.ts';
import { AppError } from '#contracts/errors.ts';
import { partAt, partBytesFor, partCount } from '#contracts/film-parts.ts';
import { contentFileLink } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import {
  abortParts,
  beginParts,
  joinedFile,
  joinParts,
  partAddress,
  partsThere,
  type PartUpload,
  type StoredPart,
} from '../platform/part-uploads.ts';
import { handing, learned, momentOf } from './access.ops.ts';
import { termsFor } from './assignment.ts';
import * as store from './files.store.ts';
import { ensureWork, fileShown } from './own.ops.ts';
import { refusalOf } from './work.ts';
import { work } from './works.store.ts';

type Names = 'startWorkFile' | 'workFile' | 'signWorkParts' | 'completeWorkFile' | 'stopWorkFile' | 'ownWorkFile';
type Of<Name extends Names> = Input<(typeof contract)[Name]>;

export const fileHandlers: Pick<Handlers<typeof contract>, Names> = {
  startWorkFile,

  async workFile(ctx, { params }) {
    const stored = await ownFile(ctx, params);
    const parts = stored.state === 'waiting' ? await partsThere(placeOf(stored)) : undefined;
    return {
      file: fileShown(stored),
      parts: (parts ?? []).map(({ number, bytes, sha256: hash }) => ({ number, bytes, sha256: hash })),
    };
  },

  async signWorkParts(ctx, { params, body }) {
    const stored = await ownFile(ctx, params);
    if (stored.state !== 'waiting') throw new AppError('uploadEnded');
    const asked = body.parts.map((part) => ({ ...part, bytes: bytesOfPart(stored, part.number) }));
    return { items: await Promise.all(asked.map((part) => partAddress(placeOf(stored), part))) };
  },

  async completeWorkFile(ctx, { params, body }) {
    const stored = await ownFile(ctx, params);
    if (stored.state !== 'waiting') return fileShown(stored);
    await joined(stored, body.sha256);
    const about = { subjectId: ctx.person.id, objectId: params.assignmentId, actorId: ctx.person.id };
    const record = { kind: 'signal', type: 'assignments.fileUploaded', ...about, data: { fileId: stored.id } } as const;
    await store.startCheck(stored, record, ctx.now);
    return fileShown({ ...stored, state: 'checking' });
  },

  async stopWorkFile(ctx, { params }) {
    await handing(ctx, params);
    const stored = await store.file(placeIn(ctx, params), params.fileId, ctx.now);
    if (!stored) return {};
    if (!(await store.takeBack(stored))) throw new AppError('uploadEnded');
    await abortParts(placeOf(stored));
    return {};
  },

  async ownWorkFile(ctx, { params }) {
    await learned(ctx, params);
    const stored = await store.file(placeIn(ctx, params), params.fileId, ctx.now);
    if (stored?.sha256 === undefined) throw new AppError('notFound');
    return savedAs(stored.sha256, stored);
  },
};

/** A file to save under its name, never shown as a page. */
export async function savedAs(hash: string, file: { name: string; type: string }): Promise<Response> {
  const location = await contentFileLink(hash, file);
  return new Response(null, { status: 302, headers: { location, 'x-content-type-options': 'nosniff' } });
}

/** Where its parts lie: named by whose it is and for what. */
export const placeOf = ({ personId, assignmentId, id, uploadId }: store.StoredFile): PartUpload => ({
  ...{ ownerId: `${assignmentId}-${personId}`, id, uploadId },
});

const placeIn = (ctx: Context, { assignmentId }: { assignmentId: string }) => ({
  ...{ personId: ctx.person.id, assignmentId },
});

async function ownFile(ctx: Context, params: Of<'workFile'>['params']): Promise<store.StoredFile> {
  await handing(ctx, params);
  const stored = await store.file(placeIn(ctx, params), params.fileId, ctx.now);
  if (!stored) throw new AppError('notFound');
  return stored;
}

async function startWorkFile(ctx: Context, { params, body }: Of<'startWorkFile'>): Promise<WorkFile> {
  const { assignment, terms } = await handing(ctx, params);
  const place = placeIn(ctx, params);
  const before = await store.file(place, body.id, ctx.now);
  if (before) {
    const isSame = (['name', 'bytes', 'fingerprint'] as const).every((field) => before[field] === body[field]);
    if (!isSame) throw new AppError('idTaken');
    return fileShown(before);
  }
  const fault = fileFault(body, assignment);
  if (fault) throw new AppError(fault.code, fault.details);
  const mine = await work(assignment.id, ctx.person.id);
  const own = termsFor(terms, mine?.allowances ?? []);
  const refusal = refusalOf(mine, own, assignment.submissionsMax, momentOf(ctx));
  if (refusal) throw new AppError(refusal === 'submissionsUsedUp' ? 'assignmentClosed' : refusal);
  requireSpace(await store.filesOf(place, ctx.now), body.bytes);
  await ensureWork(ctx, params, mine);
  return announced(ctx, { ...place, ...body, type: fileTypeOf(body.name)! });
}

function requireSpace(there: readonly store.StoredFile[], bytes: number): void {
  if (there.length >= sentFilesMax) throw new AppError('tooManyFiles');
  const taken = there.filter(({ state }) => state !== 'failed').reduce((sum, file) => sum + file.bytes, 0);
  if (taken + bytes > sentBytesMax) throw new AppError('quotaExceeded');
}

type Announced = Pick<store.StoredFile, 'personId' | 'assignmentId' | 'id' | 'name' | 'type' | 'bytes' | 'fingerprint'>;

async function announced(ctx: Context, asked: Announced): Promise<WorkFile> {
  const { uploadId } = await beginParts(placeOf({ ...asked, uploadId: '' } as store.StoredFile));
  const stored: store.StoredFile = {
    ...{ ...asked, uploadId, state: 'waiting', partBytes: partBytesFor(asked.bytes), createdAt: momentOf(ctx) },
  };
  if (await store.announce(stored, ctx.now)) return fileShown(stored);
  // the same request twice at once: one is announced, what the other has begun is thrown away
  await abortParts(placeOf(stored));
  const first = await store.file(asked, asked.id, ctx.now);
  if (!first) throw new AppError('conflict');
  return fileShown(first);
}

function bytesOfPart({ bytes, partBytes }: store.StoredFile, number: number): number {
  const part = partAt(number, bytes, partBytes);
  if (!part) throw new AppError('invalid', { field: 'body.parts', reason: 'number' });
  return part.end - part.start;
}

/** Every part of the plan is there in its size, and no other; else `mediaIncomplete`. */
function requireWhole(stored: store.StoredFile, parts: readonly StoredPart[]): void {
  const isWhole =
    parts.length === partCount(stored.bytes, stored.partBytes) &&
    parts.every(({ number, bytes }) => bytes === bytesOfPart(stored, number));
  if (!isWhole) throw new AppError('mediaIncomplete');
}

/** Its parts are one file; also where the answer to that was lost, and it is asked for again. */
async function joined(stored: store.StoredFile, hash: string): Promise<void> {
  const parts = await partsThere(placeOf(stored));
  if (parts) {
    requireWhole(stored, parts);
    if (sha256(Buffer.from(parts.map((part) => part.sha256).join(''), 'hex')) !== hash)
      throw new AppError('mediaDamaged');
    await joinParts(placeOf(stored), parts);
  }
  if ((await joinedFile(placeOf(stored)))?.bytes !== stored.bytes) throw new AppError('mediaIncomplete');
}
