/** Courses as archives: taken out, looked into, brought in; and a small one made by hand. */
import { strFromU8, unzipSync, zipSync } from 'fflate';
import {
  archiveFormat,
  canonicalJson,
  type ArchiveManifest,
  type ArchiveSignature,
  type LessonBlocks,
} from '#contracts/archive.ts';
import { courseExports } from '#contracts/course-exports.ts';
import { courses } from '#contracts/courses.ts';
import { jobs } from '#contracts/jobs.ts';
import type { Job } from '#contracts/common.ts';
import { run, sha256, type Import } from './bundle.ts';
import { newId, until, type TestClient } from './stack.ts';

export interface Archive {
  manifest: ArchiveManifest;
  signature: ArchiveSignature | null;
  /** by hash */
  blobs: Map<string, Uint8Array>;
}

/** Takes a course out and answers the archive's bytes. */
export async function exported(client: TestClient, courseId: string): Promise<Uint8Array> {
  const jobId = newId('job');
  await client.call(courseExports.exportCourse, { params: { courseId }, body: { jobId } });
  const ended = await until(
    () => client.call(jobs.job, { params: { jobId } }),
    ({ state }) => state !== 'running',
    60,
  );
  if (!ended.file) throw new Error(`export ${ended.state}: ${JSON.stringify(ended.failure)}`);
  return new Uint8Array(await (await fetch(ended.file.url)).arrayBuffer());
}

/** What is in an archive, as any other tool would unpack it. */
export function unpacked(zip: Uint8Array): Archive {
  const entries = unzipSync(zip);
  const json = (name: string): unknown => (entries[name] ? JSON.parse(strFromU8(entries[name])) : null);
  const blobs = Object.entries(entries).filter(([name]) => name.startsWith('blobs/'));
  return {
    manifest: json('manifest.json') as ArchiveManifest,
    signature: json('signature.json') as ArchiveSignature | null,
    blobs: new Map(blobs.map(([name, data]) => [name.slice('blobs/'.length), data])),
  };
}

export const packed = ({ manifest, signature, blobs }: Archive): Uint8Array =>
  zipSync({
    'manifest.json': Buffer.from(canonicalJson(manifest)),
    ...(signature ? { 'signature.json': Buffer.from(canonicalJson(signature)) } : {}),
    ...Object.fromEntries([...blobs].map(([hash, data]) => [`blobs/${hash}`, data])),
  });

/** Announces an archive, puts what was asked for, runs it; answers the ended job. */
export async function bringIn(client: TestClient, archive: Archive, ids: Import): Promise<Job> {
  const { manifest, signature, blobs } = archive;
  const { uploads } = await client.call(courses.startArchive, { body: { ...ids, manifest, signature } });
  for (const { sha256: hash, url, headers } of uploads) {
    const answer = await fetch(url, { method: 'PUT', headers, body: Buffer.from(blobs.get(hash) ?? []) });
    await answer.arrayBuffer();
  }
  return run(client, ids.jobId);
}

/** One lesson, one text, no signature. */
export function smallArchive(text = 'Текст'): Archive {
  const blobs = new Map<string, Uint8Array>();
  const keep = (value: unknown): string => {
    const data = Buffer.from(canonicalJson(value));
    blobs.set(sha256(data), data);
    return sha256(data);
  };
  const [lessonId, blockId] = [newId('lesson'), newId('block')];
  const blocks: LessonBlocks = [{ kind: 'text', ref: null, texts: { uk: { text, alt: null } } }];
  const lesson = { id: lessonId, title: { uk: 'Заняття' }, minutes: 5, blocks: keep(blocks), films: {} };
  const names = keep({ [lessonId]: [blockId] });
  const organisation = { id: newId('organisation'), name: { uk: 'Деінде' } };
  return {
    manifest: {
      format: archiveFormat,
      exported: { courseId: newId('course'), version: null, organisation, at: '2026-11-22T08:00:00.000Z' },
      ...{ languages: ['uk'], title: { uk: 'Привезений' }, summary: { uk: 'Про що' }, outcomes: [], topics: [] },
      ...{ competences: [], audience: 'own', films: [], media: [], pictures: {}, names, norms: null },
      modules: [{ id: newId('module'), title: { uk: 'Модуль' }, lessons: [lesson] }],
      blobs: [...blobs].map(([hash, data]) => ({ sha256: hash, bytes: data.length, type: 'application/json' })),
    },
    signature: null,
    blobs,
  };
}
