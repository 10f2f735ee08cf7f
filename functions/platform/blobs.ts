/** S3: immutable content by its SHA-256, files on their way in, exports on their way out, what machines have written down. */
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { environment } from './environment.ts';
import { sha256 } from './ids.ts';

// presigned uploads carry exactly the checksum we name, not one the SDK would add
const client = new S3Client({
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});
const uploadSeconds = 3600;
const cacheBytesMax = 32 * 1024 * 1024;

/** Where content lies in its bucket. */
export const contentKey = (hash: string): string => `sha256/${hash}`;
const incomingKey = (jobId: string, hash: string) => `incoming/${jobId}/${hash}`;

/** URL and headers by which a client puts one announced file; S3 itself refuses other bytes. */
export async function incomingUpload(jobId: string, file: { sha256: string; bytes: number; type: string }) {
  const checksum = Buffer.from(file.sha256, 'hex').toString('base64');
  const command = new PutObjectCommand({
    Bucket: environment('CONTENT_BUCKET'),
    Key: incomingKey(jobId, file.sha256),
    ContentType: file.type,
    ContentLength: file.bytes,
    ChecksumSHA256: checksum,
  });
  const named = ['x-amz-checksum-sha256', 'content-type', 'content-length'];
  const url = await getSignedUrl(client, command, {
    expiresIn: uploadSeconds,
    unhoistableHeaders: new Set(named),
    signableHeaders: new Set([...named, 'host']),
  });
  return { url, headers: { 'content-type': file.type, 'x-amz-checksum-sha256': checksum } };
}

/** Size of a piece of content that is here for good, or undefined. */
export const contentSize = (hash: string): Promise<number | undefined> => size(contentKey(hash));
/** As what a piece of content was kept. */
export async function contentType(hash: string): Promise<string | undefined> {
  const head = new HeadObjectCommand({ Bucket: environment('CONTENT_BUCKET'), Key: contentKey(hash) });
  return (await client.send(head)).ContentType;
}
/** Size of an uploaded file, or undefined. */
export const incomingSize = (jobId: string, hash: string): Promise<number | undefined> =>
  size(incomingKey(jobId, hash));

/** The uploaded bytes, from `start` to `end` inclusive where given. */
export const incomingBytes = (jobId: string, hash: string, range?: { start: number; end: number }) =>
  bytes(incomingKey(jobId, hash), range);

/** Puts the announced manifest of an import beside its files and answers its hash: another one cannot take its place. */
export async function putIncomingManifest(jobId: string, manifest: string): Promise<string> {
  const hash = sha256(manifest);
  const Key = incomingKey(jobId, hash);
  await client.send(new PutObjectCommand({ Bucket: environment('CONTENT_BUCKET'), Key, Body: manifest }));
  return hash;
}
/** The announced manifest, or undefined once the files on their way in have been cleared away. */
export async function incomingManifest(jobId: string, hash: string): Promise<string | undefined> {
  const found = await incomingFile(jobId, hash);
  return found && new TextDecoder().decode(found);
}

/** Keeps what a job has made of the files on their way in beside them; no upload can take its place: those are named by hash. */
export async function putIncoming(jobId: string, name: string, data: string): Promise<void> {
  const Key = incomingKey(jobId, name);
  await client.send(new PutObjectCommand({ Bucket: environment('CONTENT_BUCKET'), Key, Body: data }));
}
/** A file on its way in, or what a job has made of it; undefined where it never came or has been cleared away. */
export async function incomingFile(jobId: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await bytes(incomingKey(jobId, name));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/**
 * Makes an uploaded file immutable content. The copy is done by S3: no byte passes through the function.
 * What is kept already is not copied again, so that an import which was cut off gets further each time.
 */
export async function keepIncoming(jobId: string, hash: string, type: string): Promise<void> {
  if ((await contentSize(hash)) !== undefined) return;
  const bucket = environment('CONTENT_BUCKET');
  await client.send(
    new CopyObjectCommand({
      Bucket: bucket,
      Key: contentKey(hash),
      CopySource: `${bucket}/${incomingKey(jobId, hash)}`,
      ContentType: type,
      MetadataDirective: 'REPLACE',
    }),
  );
}

/** Puts bytes as content and answers their hash; putting the same again changes nothing. */
export async function putContent(data: string | Uint8Array, type: string): Promise<string> {
  const hash = sha256(data);
  if ((await contentSize(hash)) === undefined) {
    await client.send(
      new PutObjectCommand({
        Bucket: environment('CONTENT_BUCKET'),
        Key: contentKey(hash),
        Body: data,
        ContentType: type,
      }),
    );
  }
  return hash;
}

const cache = new Map<string, Uint8Array>();
let cachedBytes = 0;

/** Immutable content by hash, kept in memory between requests (least recently used goes first). */
export async function content(hash: string): Promise<Uint8Array> {
  const hit = cache.get(hash);
  if (hit) {
    cache.delete(hash);
    cache.set(hash, hit);
    return hit;
  }
  const data = await bytes(contentKey(hash));
  cache.set(hash, data);
  cachedBytes += data.byteLength;
  for (const [oldest, old] of cache) {
    if (cachedBytes <= cacheBytesMax || oldest === hash) break;
    cache.delete(oldest);
    cachedBytes -= old.byteLength;
  }
  return data;
}

export const contentText = async (hash: string): Promise<string> => new TextDecoder().decode(await content(hash));

/** `s3://…` address of a piece of content, for services that read it. */
export const contentAddress = (hash: string): string => `s3://${environment('CONTENT_BUCKET')}/${contentKey(hash)}`;

/** Puts a file for viewers under `media/…`. */
export async function putMedia(key: string, body: PutObjectCommandInput['Body'], type: string): Promise<void> {
  await client.send(
    new PutObjectCommand({
      Bucket: environment('MEDIA_BUCKET'),
      Key: key,
      Body: body,
      ContentType: type,
      CacheControl: 'private, max-age=31536000, immutable',
    }),
  );
}

/** Is a file for viewers there? */
export const isMedia = async (key: string): Promise<boolean> =>
  (await size(key, environment('MEDIA_BUCKET'))) !== undefined;

/** Puts an export (gone after a day by the bucket's lifecycle). */
export async function putExport(name: string, data: string | Uint8Array, type: string): Promise<void> {
  await client.send(
    new PutObjectCommand({
      Bucket: environment('CONTENT_BUCKET'),
      Key: `exports/${name}`,
      Body: data,
      ContentType: type,
    }),
  );
}

/** What a machine has written down below `transcripts/`, or undefined once it has been cleared away. */
export async function transcript(name: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await bytes(`transcripts/${name}`));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** A link to an export that works for five minutes and saves under `fileName`. */
export function exportLink(name: string, fileName: string): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: environment('CONTENT_BUCKET'),
    Key: `exports/${name}`,
    ResponseContentDisposition: `attachment; filename="${fileName}"`,
  });
  return getSignedUrl(client, command, { expiresIn: 300 });
}

/** A link to a piece of content that works for five minutes and saves it under a name, as what it is and never as a page. */
export function contentFileLink(hash: string, { name, type }: { name: string; type: string }): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: environment('CONTENT_BUCKET'),
    Key: contentKey(hash),
    ResponseContentDisposition: attachment(name),
    ResponseContentType: type,
  });
  return getSignedUrl(client, command, { expiresIn: 300 });
}

/** RFC 6266: the name in letters every browser reads, and as it is. No sign of it ends the header’s own. */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w .()-]/g, '_');
  const exact = encodeURIComponent(name.replaceAll(/[/\\:*?"<>|]/g, '_')).replaceAll(/['()*]/g, escaped);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

async function size(key: string, bucket = environment('CONTENT_BUCKET')): Promise<number | undefined> {
  try {
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return head.ContentLength;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

async function bytes(key: string, range?: { start: number; end: number }): Promise<Uint8Array> {
  const answer = await client.send(
    new GetObjectCommand({
      Bucket: environment('CONTENT_BUCKET'),
      Key: key,
      ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
    }),
  );
  return answer.Body!.transformToByteArray();
}

/** Without the permission to list, S3 answers 403 for an object that is not there; to HEAD without a body, and so without a name. */
export function isAbsent(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status === 404 || status === 403;
}
