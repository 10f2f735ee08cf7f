/** S3: large files that a browser puts part by part. Each part comes under its hash; S3 itself refuses other bytes. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
  type Part,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentKey, contentSize, isAbsent } from './blobs.ts';
import { environment } from './environment.ts';

// addresses of parts carry exactly the checksum we name, not one the SDK would add
const client = new S3Client({
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});
const addressSeconds = 3600;

/** Names an upload: never by what only its sender chose. */
export interface PartUpload {
  /** whose it is, e.g. a course */
  ownerId: string;
  id: string;
  /** S3's own name of it; no browser needs to know it */
  uploadId: string;
}
type Place = Pick<PartUpload, 'ownerId' | 'id'>;

export interface AskedPart {
  number: number;
  bytes: number;
  /** hex */
  sha256: string;
}
export interface StoredPart extends AskedPart {
  /** S3's mark of these bytes */
  mark: string;
}

const at = ({ ownerId, id }: Place) => ({ Bucket: environment('CONTENT_BUCKET'), Key: `uploads/${ownerId}/${id}` });
const ofUpload = (upload: PartUpload) => ({ ...at(upload), UploadId: upload.uploadId });
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

/** Begins an upload; what never ends is cleared away by the bucket. */
export async function beginParts(place: Place): Promise<PartUpload> {
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...at(place), ChecksumAlgorithm: 'SHA256' }),
  );
  return { ...place, uploadId: UploadId! };
}

/** Where to put one part, for an hour: these very bytes, under this number. */
export async function partAddress(upload: PartUpload, { number, bytes, sha256 }: AskedPart) {
  const checksum = base64(sha256);
  const command = new UploadPartCommand({
    ...ofUpload(upload),
    PartNumber: number,
    ContentLength: bytes,
    ChecksumSHA256: checksum,
  });
  const named = ['x-amz-checksum-sha256', 'content-length'];
  const url = await getSignedUrl(client, command, {
    expiresIn: addressSeconds,
    unhoistableHeaders: new Set(named),
    signableHeaders: new Set([...named, 'host']),
  });
  return { number, url, headers: { 'x-amz-checksum-sha256': checksum } };
}

/** What has come, in the order of numbers; undefined once there is no such upload any more. A thousand at most are asked for. */
export async function partsThere(upload: PartUpload): Promise<StoredPart[] | undefined> {
  const listed = await unlessEnded(client.send(new ListPartsCommand(ofUpload(upload))));
  return listed && (listed.Parts ?? []).map(storedPart);
}

const storedPart = ({ PartNumber = 0, Size = 0, ETag = '', ChecksumSHA256 = '' }: Part): StoredPart => ({
  number: PartNumber,
  bytes: Size,
  sha256: Buffer.from(ChecksumSHA256, 'base64').toString('hex'),
  mark: ETag,
});

/** Puts these parts together. Where somebody was quicker there is nothing left to do. */
export async function joinParts(upload: PartUpload, parts: readonly StoredPart[]): Promise<void> {
  const Parts = parts.map(({ number, mark, sha256 }) => ({
    PartNumber: number,
    ETag: mark,
    ChecksumSHA256: base64(sha256),
  }));
  await unlessEnded(
    client.send(new CompleteMultipartUploadCommand({ ...ofUpload(upload), MultipartUpload: { Parts } })),
  );
}

/** Throws away what came; harmless where it has ended already. */
export async function abortParts(upload: PartUpload): Promise<void> {
  await unlessEnded(client.send(new AbortMultipartUploadCommand(ofUpload(upload))));
}

/** Size and mark of a file that was put together, or undefined. */
export async function joinedFile(place: Place): Promise<{ bytes: number; mark: string } | undefined> {
  try {
    const { ContentLength = 0, ETag = '' } = await client.send(new HeadObjectCommand(at(place)));
    return { bytes: ContentLength, mark: ETag };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Its bytes from `start` to `end` (exclusive). */
export async function joinedBytes(place: Place, start: number, end: number): Promise<Uint8Array> {
  const answer = await client.send(new GetObjectCommand({ ...at(place), Range: `bytes=${start}-${end - 1}` }));
  return answer.Body!.transformToByteArray();
}

/** SHA-256 of the whole: S3 knows only that of the parts. The file passes through, no more of it is kept than a piece. */
export async function joinedHash(place: Place, mark: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ ...at(place), IfMatch: mark }));
  const hash = createHash('sha256');
  for await (const piece of Body as Readable) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Makes it immutable content under its hash: the very file that was hashed. The copy is done by S3. */
export async function keepJoined(place: Place, file: { mark: string; sha256: string; type: string }): Promise<void> {
  if ((await contentSize(file.sha256)) !== undefined) return;
  const { Bucket, Key } = at(place);
  await client.send(
    new CopyObjectCommand({
      Bucket,
      Key: contentKey(file.sha256),
      CopySource: `${Bucket}/${Key}`,
      CopySourceIfMatch: file.mark,
      ContentType: file.type,
      MetadataDirective: 'REPLACE',
    }),
  );
}

async function unlessEnded<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as Error).name === 'NoSuchUpload') return undefined;
    throw error;
  }
}
