// Uploads in parts.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countIn } from './buckets.ts';
import {
  type Answer,
  bodyOf,
  type Call,
  checksumHeaders,
  described,
  measuredMeta,
  nothing,
  quoted,
  unquoted,
  xmlAnswer,
  xmlOf,
} from './call.ts';
import { writeGuard } from './objects.ts';
import { lookUp, type Meta, openStored, streamOf, unlessMissing } from './store.ts';
import { compositeOf, elements, mismatch, missing, sumElement, sumsOf, withoutSums } from './part-sums.ts';
import { S3Error, textsOf, type XmlElement } from './xml.ts';

const partBytesMin = 5 * 2 ** 20;

const partPath = (folder: string, part: number): string => join(folder, String(part).padStart(5, '0'));

/** The folder of a multipart upload and what it will become. */
function uploadOf({ bucket, key, query }: Call): { folder: string; id: string; upload: Meta } {
  const id = query.get('uploadId') ?? '';
  const folder = join(bucket.folder, 'uploads', id);
  const upload = /^[0-9a-f-]{36}$/.test(id) ? lookUp(join(folder, 'upload')) : undefined;
  if (upload?.key === key) return { folder, id, upload };
  throw noSuchUpload();
}

const noSuchUpload = (): S3Error =>
  new S3Error(
    'NoSuchUpload',
    'The specified multipart upload does not exist. It might have been aborted or completed.',
  );

export async function createUpload(call: Call): Promise<Answer> {
  const { bucket, key } = call;
  const id = randomUUID();
  const partSums = sumsOf(call);
  const describe = (): Meta => ({ ...described(call), ...measuredMeta(nothing(), call.cloud), ...partSums });
  await bucket.write(Buffer.alloc(0), describe, (temporary) => {
    const folder = join(bucket.folder, 'temporary', id);
    mkdirSync(folder);
    renameSync(temporary, join(folder, 'upload'));
    renameSync(folder, join(bucket.folder, 'uploads', id));
  });
  return xmlAnswer('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: id });
}

export async function uploadPart(call: Call): Promise<Answer> {
  const { folder, upload } = uploadOf(call);
  const number = Number(call.query.get('partNumber'));
  if (!(Number.isInteger(number) && number >= 1 && number <= 10_000)) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  if (upload.partSums && !call.headers.has(`x-amz-checksum-${upload.partSums}`)) throw mismatch(upload.partSums);
  const received = nothing();
  const describe = (): Meta => ({ ...upload, ...measuredMeta(received, call.cloud) });
  const part = await call.bucket.write(bodyOf(call, received), describe, (temporary) => {
    uploadOf(call); // it may have been aborted or completed meanwhile
    renameSync(temporary, partPath(folder, number));
  });
  return { headers: { etag: quoted(part.etag), ...checksumHeaders(part) } };
}

export function listParts(call: Call): Answer {
  const { folder, id } = uploadOf(call);
  const after = Number(call.query.get('part-number-marker') ?? 0);
  const max = countIn(call.query, 'max-parts');
  const numbers = readdirSync(folder)
    .map(Number)
    .filter((number) => number > after)
    .sort((a, b) => a - b);
  const truncated = numbers.length > max;
  return xmlAnswer('ListPartsResult', {
    Bucket: call.bucket.name,
    Key: call.key,
    UploadId: id,
    PartNumberMarker: after,
    MaxParts: max,
    IsTruncated: truncated,
    NextPartNumberMarker: truncated ? numbers[max - 1] : undefined,
    Part: numbers.slice(0, max).map((number) => {
      const { etag, size, lastModified, checksums } = lookUp(partPath(folder, number)) as Meta;
      return { PartNumber: number, LastModified: lastModified, ETag: quoted(etag), Size: size, ...elements(checksums) };
    }),
  });
}

function chosenParts(request: XmlElement, folder: string, sums: string | undefined): { path: string; part: Meta }[] {
  const parts = request.children.filter(({ name }) => name === 'Part');
  const numbers = parts.map((part) => Number(textsOf(part, 'PartNumber')[0]));
  if (parts.length === 0) throw new S3Error('MalformedXML', 'You must specify at least one part');
  if (numbers.some((number, index) => index > 0 && !(number > (numbers[index - 1] ?? 0)))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  return parts.map((asked, index) => {
    const path = partPath(folder, numbers[index] ?? 0);
    const part = lookUp(path);
    const sum = sums && textsOf(asked, sumElement(sums))[0];
    if (sums && sum === undefined) throw missing(sums, numbers[index]);
    const isIt =
      part && unquoted(textsOf(asked, 'ETag')[0] ?? '') === part.etag && (!sums || sum === part.checksums[sums]);
    if (!isIt) {
      throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.', {
        PartNumber: numbers[index],
      });
    }
    if (index < parts.length - 1 && part.size < partBytesMin) {
      throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        PartNumber: numbers[index],
      });
    }
    return { path, part };
  });
}

async function* joined(parts: { path: string; part: Meta }[]): AsyncGenerator<Buffer> {
  for (const { path, part } of parts) {
    const stored = openStored(path);
    if (!stored) throw noSuchUpload(); // aborted meanwhile
    yield* streamOf(stored);
    if (stored.meta.etag !== part.etag) throw new S3Error('OperationAborted', 'A part was replaced meanwhile');
  }
}

function discardUpload({ bucket }: Call, folder: string, id: string): Promise<void> {
  const discarded = join(bucket.folder, 'temporary', id);
  unlessMissing(() => renameSync(folder, discarded));
  return rm(discarded, { recursive: true, force: true });
}

export async function completeUpload(call: Call): Promise<Answer> {
  const { bucket, key } = call;
  // a checksum in the headers is that of the object, not of the list
  const request = await xmlOf({ ...call, headers: withoutSums(call.headers) }, 'CompleteMultipartUpload');
  const { folder, id, upload } = uploadOf(call);
  const parts = chosenParts(request, folder, upload.partSums);
  // S3's own kind of ETag for such objects: the MD5 of the parts' MD5s, and how many there were.
  const md5s = createHash('md5')
    .update(parts.map(({ part }) => part.etag).join(''), 'hex')
    .digest('hex');
  const etag = `${md5s}-${parts.length}`;
  const size = parts.reduce((sum, { part }) => sum + part.size, 0);
  const checksums = compositeOf(call, upload.partSums, parts);
  const describe = (): Meta => ({ ...upload, ...measuredMeta(nothing(), call.cloud), size, etag, checksums });
  await bucket.storeObject(joined(parts), describe, writeGuard(call));
  await discardUpload(call, folder, id);
  return xmlAnswer('CompleteMultipartUploadResult', {
    Location: `/${bucket.name}/${key}`,
    Bucket: bucket.name,
    Key: key,
    ETag: quoted(etag),
    ...elements(checksums),
  });
}

export async function abortUpload(call: Call): Promise<Answer> {
  const { folder, id } = uploadOf(call);
  await discardUpload(call, folder, id);
  return { status: 204 };
}
