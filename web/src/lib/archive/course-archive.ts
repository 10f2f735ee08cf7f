/** A course as it lies in an archive on the device: what it says of itself, and its pieces one by one. */
import {
  archiveFormat,
  archiveManifestBytesMax,
  canonicalJson,
  type ArchiveBlob,
  type ArchiveManifest,
  type ArchiveSignature,
} from '#contracts/archive.ts';
import { formatOf, isManifest, isSignature } from './manifest-shape.ts';
import { entryContent, zipEntries, type ZipEntry } from './zip.ts';

/** Beyond those of a zip: it is none of ours, or of an earlier form, or lacks something. */
export type ArchiveFault = 'noCourse' | 'format' | 'missing' | 'unknown' | 'wrong';
export class WrongArchive extends Error {
  readonly reason: ArchiveFault;
  /** what in it is at fault */
  readonly path: string | undefined;
  constructor(reason: ArchiveFault, path?: string) {
    super(reason);
    this.reason = reason;
    this.path = path;
  }
}

export interface CourseArchive {
  manifest: ArchiveManifest;
  signature: ArchiveSignature | null;
  /** bytes of everything */
  bytes: number;
  /** the piece of this hash, proved to be the one */
  blob(blob: ArchiveBlob): Promise<Blob>;
}

/** Reads and judges what an archive says; no piece of it is unpacked yet. Throws `WrongZip` or `WrongArchive`. */
export async function openArchive(file: Blob): Promise<CourseArchive> {
  const entries = await zipEntries(file);
  const named = entries.get('manifest.json');
  if (!named) throw new WrongArchive('noCourse');
  const manifest = await manifestIn(file, named);
  const signed = entries.get('signature.json');
  const signature = signed ? await signatureIn(file, signed) : null;
  for (const { sha256, bytes } of manifest.blobs) {
    const path = `blobs/${sha256}`;
    const entry = entries.get(path);
    if (!entry) throw new WrongArchive('missing', path);
    if (entry.bytes !== bytes) throw new WrongArchive('wrong', path);
  }
  const expected = new Set([
    'manifest.json',
    'signature.json',
    ...manifest.blobs.map(({ sha256 }) => `blobs/${sha256}`),
  ]);
  const stray = [...entries.keys()].find((name) => !expected.has(name));
  if (stray !== undefined) throw new WrongArchive('unknown', stray);
  const blob = (one: ArchiveBlob) => piece(file, entries.get(`blobs/${one.sha256}`)!, one);
  return { manifest, signature, bytes: manifest.blobs.reduce((sum, { bytes }) => sum + bytes, 0), blob };
}

async function textOf(file: Blob, entry: ZipEntry): Promise<string> {
  if (entry.bytes > archiveManifestBytesMax) throw new WrongArchive('wrong', entry.name);
  return (await entryContent(file, entry)).text();
}

async function manifestIn(file: Blob, entry: ZipEntry): Promise<ArchiveManifest> {
  const text = await textOf(file, entry);
  const read = parsed(entry.name, text);
  if (formatOf(read) !== undefined && formatOf(read) !== archiveFormat) throw new WrongArchive('format');
  // what is signed are these bytes
  if (!isManifest(read) || canonicalJson(read) !== text) throw new WrongArchive('wrong', entry.name);
  return read;
}

async function signatureIn(file: Blob, entry: ZipEntry): Promise<ArchiveSignature> {
  const read = parsed(entry.name, await textOf(file, entry));
  if (!isSignature(read)) throw new WrongArchive('wrong', entry.name);
  return read;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongArchive('wrong', path);
  }
}

/** larger ones are films, whose bytes S3 proves as they arrive */
const provedBytesMax = 64 * 1024 * 1024;

async function piece(file: Blob, entry: ZipEntry, { sha256, type }: ArchiveBlob): Promise<Blob> {
  const content = await entryContent(file, entry);
  if (content.size <= provedBytesMax) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await content.arrayBuffer()));
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (hex !== sha256) throw new WrongArchive('wrong', `blobs/${sha256}`);
  }
  return content.slice(0, content.size, type);
}
