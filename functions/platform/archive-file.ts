/** An archive made of pieces of content, written to `exports/` part by part: no more of it is in memory than one part. */
import { crc32 } from 'node:zlib';
import type { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { environment } from './environment.ts';
import { descriptor, directory, localHeader, type ZipEntry } from './zip.ts';

const client = new S3Client({
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});
const partBytes = 8 * 1024 * 1024;

/** What goes in: bytes, or a piece of content by its hash and size. */
export type ArchivePiece = { name: string } & ({ data: Uint8Array } | { sha256: string; bytes: number });

/** Writes the archive under a key of `exports/`. */
export async function putArchive(name: string, pieces: readonly ArchivePiece[]): Promise<void> {
  const at = { Bucket: environment('CONTENT_BUCKET'), Key: `exports/${name}` };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at, ContentType: 'application/zip' }));
  const parts: { ETag: string | undefined; PartNumber: number }[] = [];
  for await (const Body of inParts(archiveBytes(pieces))) {
    const PartNumber = parts.length + 1;
    const { ETag } = await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
    parts.push({ ETag, PartNumber });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: parts } }));
}

async function* archiveBytes(pieces: readonly ArchivePiece[]): AsyncGenerator<Uint8Array> {
  const entries: (ZipEntry & { at: number; follows: boolean })[] = [];
  let at = 0;
  for (const piece of pieces) {
    const start = at;
    const isKnown = 'data' in piece;
    const bytes = isKnown ? piece.data.byteLength : piece.bytes;
    let crc = isKnown ? crc32(piece.data) : 0;
    const header = localHeader({ name: piece.name, bytes, crc: isKnown ? crc : undefined });
    yield header;
    at += header.byteLength + bytes;
    if (isKnown) yield piece.data;
    else {
      for await (const chunk of await contentOf(piece.sha256)) {
        crc = crc32(chunk, crc);
        yield chunk;
      }
      const behind = descriptor({ bytes, crc });
      yield behind;
      at += behind.byteLength;
    }
    entries.push({ name: piece.name, bytes, crc, at: start, follows: !isKnown });
  }
  yield directory(entries, at);
}

async function contentOf(sha256: string): Promise<AsyncIterable<Uint8Array>> {
  const Key = `sha256/${sha256}`;
  const { Body } = await client.send(new GetObjectCommand({ Bucket: environment('CONTENT_BUCKET'), Key }));
  return Body as Readable;
}

/** All parts but the last are as long as S3 asks. */
async function* inParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.byteLength;
    if (size < partBytes) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size) yield Buffer.concat(held);
}
