/** Writes the archive of a draft as it stands, with the rights its owner has then. Safe to run again. */
import {
  archiveBytesMax,
  ArchiveManifest,
  archiveManifestBytesMax,
  canonicalJson,
  type ArchiveBlob,
} from '#contracts/archive.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { branchOf, organisation, personNow } from '../identity/identity.reads.ts';
import { articlesWithActs } from '../norms/norms.reads.ts';
import { putArchive, type ArchivePiece } from '../platform/archive-file.ts';
import { contentSize } from '../platform/blobs.ts';
import type { RecordEvent } from '../platform/events.ts';
import { sha256 } from '../platform/ids.ts';
import { job, jobEnd, jobFailed, type StoredJob } from '../platform/jobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { standingIn } from './access.ops.ts';
import { archivedBlocks, contentIn, jsonBytes, manifestOf, normsIn } from './course-archive.ts';
import { knownFilms } from './films.ts';
import { draftItems, freezingOf, releasedNow } from './freezing-items.ops.ts';
import { lessonsIn } from './frozen-course.ts';
import { blocking } from './readiness.ts';
import { signed } from './signing.ops.ts';
import { mayExport } from './team.ts';

const atOnce = 8;

/** `authoring.exportRequested`: the job is its subject. */
export async function writeExport(event: RecordEvent): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'running') return;
  try {
    await write(stored, event.now);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}

export const writingFailed = (event: RecordEvent): Promise<void> =>
  jobFailed(event.subjectId, new AppError('internal'), event.now);

async function write(stored: StoredJob, now: number): Promise<void> {
  const courseId = stored.task['courseId'] ?? '';
  const person = await personNow(stored.ownerId);
  const access = person && !person.disabled && (await standingIn(person, courseId));
  if (!access) throw new AppError('notFound');
  if (!mayExport(access)) throw new AppError('notAllowed');
  const branchId = branchOf(access.path);
  const { manifest, texts } = await gathered(access.draft, branchId, now);
  const text = canonicalJson(manifest);
  const signature = await signed(text, branchId, now);
  const pieces: ArchivePiece[] = [
    { name: 'manifest.json', data: new TextEncoder().encode(text) },
    { name: 'signature.json', data: jsonBytes(signature) },
    ...manifest.blobs.map(({ sha256: hash, bytes }) => {
      const [name, data] = [`blobs/${hash}`, texts.get(hash)];
      return data ? { name, data } : { name, sha256: hash, bytes };
    }),
  ];
  const [key, day] = [`${stored.id}.zip`, new Date(now).toISOString().slice(0, 10)];
  await putArchive(key, pieces);
  const record: NewRecord = {
    ...{ kind: 'fact', type: 'authoring.exported', subjectId: courseId, actorId: stored.ownerId },
    ...{ objectId: access.draft.organisationId, data: { jobId: stored.id, keyId: signature.keyId } },
  };
  const file = { key, name: `kurs-course-${courseId.slice(-6).toLowerCase()}-${day}.zip` };
  await transact(
    jobEnd(stored.id, manifest.blobs.length, { courseId }, new Date(now).toISOString(), file),
    recordPut(record, now),
  ).catch(ignoreRepeat);
}

async function gathered(draft: Parameters<typeof draftItems>[0], branchId: string, now: number) {
  const [items, released, branch] = await Promise.all([draftItems(draft), releasedNow(draft), organisation(branchId)]);
  const freezing = await freezingOf(items, draft.languages);
  const [problem] = blocking(freezing);
  if (problem) throw new AppError('notReady', { problem: problem.code });
  const texts = new Map<string, Uint8Array>();
  const keep = (value: unknown): string => {
    const data = jsonBytes(value);
    const hash = sha256(data);
    texts.set(hash, data);
    return hash;
  };
  const lessons = lessonsIn(freezing.modules);
  const blocks = new Map(lessons.map((lesson) => [lesson.id, keep(archivedBlocks(lesson, freezing))]));
  const names = keep(Object.fromEntries(lessons.map(({ id, blocks: all }) => [id, all.map((block) => block.id)])));
  const norms = await normsOf(normsIn(lessons));
  const known = manifestOf(freezing, {
    from: {
      organisation: { id: branch.id, name: branch.name },
      version: released?.version ?? null,
      at: new Date(now).toISOString(),
    },
    films: knownFilms(released, freezing.films),
    ...{ blocks, names, norms: norms.length ? keep(norms) : null },
  });
  const json = [...texts].map(([hash, data]) => ({ sha256: hash, bytes: data.byteLength, type: 'application/json' }));
  const blobs = [...json, ...(await sized(contentIn(known)))].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  return { manifest: checked({ ...known, blobs }), texts };
}

async function sized(content: ReadonlyMap<string, string>): Promise<ArchiveBlob[]> {
  return inParallel([...content], atOnce, async ([hash, type]) => {
    const bytes = await contentSize(hash);
    if (bytes === undefined) throw new Error('content is gone');
    return { sha256: hash, bytes, type };
  });
}

/** What nobody could bring in does not go out. */
function checked(manifest: ArchiveManifest): ArchiveManifest {
  const total = manifest.blobs.reduce((sum, { bytes }) => sum + bytes, 0);
  const isFit = total <= archiveBytesMax && jsonBytes(manifest).byteLength <= archiveManifestBytesMax;
  const parsed = z.safeParse(ArchiveManifest, manifest);
  if (!isFit || !parsed.success) throw new AppError('tooLarge');
  return manifest;
}

async function normsOf(ids: readonly string[]) {
  return (await articlesWithActs(ids)).map(({ id, code, act, reference, wordings }) => ({
    ...{ id, code, act: { code: act.code, title: act.title }, reference, wordings },
  }));
}

/** Delivered twice at the same moment, or stopped: the other outcome stands. */
function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
