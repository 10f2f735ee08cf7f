// The S3 of the local cloud: buckets are folders, node:http in front, every request signed or refused.
// One file an object: its bytes, then its description, then the description's length in four bytes. So an object
// appears in one rename, data and metadata together, and a range is read at its own offset.
// What it does not know it refuses with 501 and a line in the log; it never quietly does less than S3.
import { closeSync, createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { checkKey, Cloud, described, measuredMeta, nothing, quoted, unpromised } from './s3/call.ts';
import { serve } from './s3/http.ts';
import { withinSize } from './s3/objects.ts';
import { measured } from './s3/payload.ts';
import { type Meta, openStored, streamOf } from './s3/store.ts';

/** A CORS rule, written as CloudFormation writes it. */
export interface CorsRule {
  AllowedOrigins: string[];
  AllowedMethods: string[];
  AllowedHeaders?: string[];
  ExposedHeaders?: string[];
  MaxAge?: number;
}

/** One local S3 on 127.0.0.1; `allow` is the place for IAM: `s3:GetObject` on `arn:aws:s3:::bucket/key`. */
export interface S3Options {
  root: string;
  port?: number;
  region?: string;
  secretOf: (accessKeyId: string) => string | undefined;
  clock?: () => number;
  log?: (line: object) => void;
  allow?: (caller: string, action: string, resource: string) => boolean;
}

/** An open object; its stream has to be read or destroyed. `end` is inclusive, `size` is the whole object's. */
export interface ObjectRead {
  stream: Readable;
  size: number;
  start: number;
  end: number;
  contentType: string;
  etag: string;
  metadata: Record<string, string>;
  cacheControl?: string;
  contentDisposition?: string;
  lastModified: Date;
}

/** A running S3; `read` and `put` work in process, without signatures and without IAM. */
export interface LocalS3 {
  url: string;
  close(): Promise<void>;
  /** Makes a bucket or, if it exists, sets its CORS rules when some are given. */
  createBucket(name: string, options?: { cors?: CorsRule[] }): Promise<void>;
  /** A negative `start` means that many bytes from the end; an unsatisfiable range throws S3Error `InvalidRange`. */
  read(bucket: string, key: string, range?: { start: number; end?: number }): Promise<ObjectRead | undefined>;
  /** Stores a Buffer or the file at a path; headers in lower case as PutObject takes them (`cache-control`, `x-amz-meta-…`). */
  put(bucket: string, key: string, file: string | Buffer, headers?: Record<string, string>): Promise<void>;
}

function readInProcess(
  cloud: Cloud,
  bucketName: string,
  key: string,
  range?: { start: number; end?: number },
): ObjectRead | undefined {
  const stored = openStored(cloud.bucket(bucketName).pathOf(key));
  if (!stored) return undefined;
  const { size, etag, metadata, headers, lastModified } = stored.meta;
  try {
    const { start, end } = withinSize(size, range);
    return {
      size,
      start,
      end,
      etag: quoted(etag),
      metadata,
      lastModified: new Date(lastModified),
      contentType: headers['content-type'] ?? '',
      ...(headers['cache-control'] && { cacheControl: headers['cache-control'] }),
      ...(headers['content-disposition'] && { contentDisposition: headers['content-disposition'] }),
      stream: streamOf(stored, start, end),
    };
  } catch (error) {
    closeSync(stored.fd);
    throw error;
  }
}

async function putInProcess(
  cloud: Cloud,
  bucketName: string,
  key: string,
  file: string | Buffer,
  headers = {},
): Promise<void> {
  checkKey(key);
  const received = nothing();
  const source = typeof file === 'string' ? createReadStream(file) : Readable.from([file]);
  const facts = described({ key, headers: new Map(Object.entries(headers)) });
  const describe = (): Meta => ({ ...facts, ...measuredMeta(received, cloud) });
  await cloud.bucket(bucketName).storeObject(measured(source, unpromised, received), describe, () => undefined);
}

/** Starts it; what an earlier process left unfinished is removed first. */
export async function startS3(options: S3Options): Promise<LocalS3> {
  const cloud = new Cloud(options);
  const server = createServer((request, response) => {
    serve(cloud, request, response).catch(() => response.destroy()); // the reader has gone
  });
  server.requestTimeout = 0; // a slow line may need more than the usual five minutes for a part
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async createBucket(name, { cors } = {}) {
      const bucket = cloud.buckets.get(name) ?? (await cloud.createBucket(name));
      if (cors) await bucket.configure({ cors });
    },
    read: (bucket, key, range) => Promise.resolve().then(() => readInProcess(cloud, bucket, key, range)),
    put: (bucket, key, file, headers) => putInProcess(cloud, bucket, key, file, headers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
