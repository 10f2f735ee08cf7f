// What every operation of the local S3 is given and gives back.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { measured, type Promised, type Received, unchunk } from './payload.ts';
import type { Caller, Verifier } from './signature.ts';
import { Bucket, type Meta, type Source } from './store.ts';
import { parseXml, S3Error, toXml, type XmlElement } from './xml.ts';
import type { S3Options } from '../s3.ts';

/** Everything an operation needs to know about its request. */
export interface Call {
  cloud: Cloud;
  method: string;
  bucket: Bucket;
  key: string;
  query: Map<string, string>;
  headers: Map<string, string>;
  body: Source;
  caller: Caller;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string | number | undefined>;
  body?: string | Readable;
}

export interface Operation {
  action: string;
  run(call: Call): Answer | Promise<Answer>;
}

export class Cloud {
  readonly options: S3Options;
  readonly buckets = new Map<string, Bucket>();

  constructor(options: S3Options) {
    this.options = options;
    mkdirSync(options.root, { recursive: true });
    for (const entry of readdirSync(options.root, { withFileTypes: true })) {
      if (existsSync(join(options.root, entry.name, 'settings')))
        this.buckets.set(entry.name, new Bucket(options.root, entry.name));
    }
  }

  get verifier(): Verifier {
    const { region = 'us-east-1', secretOf, clock = Date.now } = this.options;
    return { region, secretOf, now: clock() };
  }

  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name });
    return bucket;
  }

  async createBucket(name: string): Promise<Bucket> {
    const valid = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
    if (!valid) throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
    const bucket = new Bucket(this.options.root, name);
    await bucket.configure({});
    this.buckets.set(name, bucket);
    return bucket;
  }

  allows({ accessKeyId }: Caller, action: string, bucket: string, key = ''): boolean {
    return this.options.allow?.(accessKeyId, action, `arn:aws:s3:::${bucket}${key && `/${key}`}`) ?? true;
  }

  authorise(caller: Caller, action: string, bucket: string, key = ''): void {
    if (!this.allows(caller, action, bucket, key)) {
      throw new S3Error('AccessDenied', `${caller.accessKeyId} is not authorized to perform: ${action}`);
    }
  }
}

export const quoted = (etag: string): string => `"${etag}"`;
export const unquoted = (etag: string): string => etag.replace(/^"|"$/g, '');
export const checksumHeaders = ({ checksums }: Meta): Record<string, string> =>
  Object.fromEntries(Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]));
export const xmlAnswer = (name: string, value: Parameters<typeof toXml>[1], headers = {}): Answer => ({
  headers: { 'content-type': 'application/xml', ...headers },
  body: toXml(name, value),
});

/** What the request's headers say about the object to be. */
export function described({
  key,
  headers,
}: Pick<Call, 'key' | 'headers'>): Pick<Meta, 'key' | 'headers' | 'metadata' | 'tags'> {
  const kept = storedHeaders.map((name) => [name, (headers.get(name) ?? '').replace(/,?\s*aws-chunked/, '')] as const);
  const metadata = [...headers]
    .filter(([name]) => name.startsWith('x-amz-meta-'))
    .map(([name, value]) => [name.slice(11), value] as const);
  if (metadata.flat().join('').length > 2048) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  }
  return {
    key,
    headers: { 'content-type': 'binary/octet-stream', ...Object.fromEntries(kept.filter(([, value]) => value)) },
    metadata: Object.fromEntries(metadata),
    tags: Object.fromEntries(new URLSearchParams(headers.get('x-amz-tagging') ?? '')),
  };
}

export const nothing = (): Received => ({ size: 0, md5: Buffer.alloc(0), checksums: {} });

export const unpromised: Promised = { checksums: new Map(), trailers: new Map(), trailerNames: [] };

export const measuredMeta = ({ size, md5, checksums }: Received, { verifier }: Cloud) => ({
  size,
  etag: md5.toString('hex'),
  checksums,
  lastModified: new Date(verifier.now).toISOString(),
});

/** The request's body, unwrapped and checked against all that was promised about it. */
export function bodyOf({ headers, caller, body }: Call, received = nothing()): Source {
  const kind = caller.payloadHash;
  const known =
    /^([0-9a-f]{64}|UNSIGNED-PAYLOAD|STREAMING-(UNSIGNED-PAYLOAD-TRAILER|AWS4-HMAC-SHA256-PAYLOAD(-TRAILER)?))$/.test(
      kind,
    );
  if (!known) throw new S3Error('NotImplemented', `x-amz-content-sha256: ${kind} is not known here`);
  const streaming = kind.startsWith('STREAMING-');
  const size = headers.get(streaming ? 'x-amz-decoded-content-length' : 'content-length');
  if (size === undefined) throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  if (Number(size) > objectBytesMax)
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  const md5 = headers.get('content-md5');
  if (md5 !== undefined && Buffer.from(md5, 'base64').length !== 16)
    throw new S3Error('InvalidDigest', 'The Content-MD5 you specified is not valid.');
  const checksums = [...headers].filter(([name]) => /^x-amz-checksum-(?!mode|type|algorithm)/.test(name));
  const promised = {
    ...(/^[0-9a-f]{64}$/.test(kind) && { sha256: kind }),
    ...(md5 && { md5 }),
    size: Number(size),
    trailers: new Map<string, string>(),
    checksums: new Map(checksums.map(([name, value]) => [name.slice(15), value])),
    trailerNames: (headers.get('x-amz-trailer') ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  };
  return measured(streaming ? unchunk(body, caller, promised.trailers) : body, promised, received);
}

export async function xmlOf(call: Call, root: string): Promise<XmlElement> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of bodyOf(call)) {
    pieces.push(piece);
    if ((size += piece.length) > 2 ** 21) throw new S3Error('EntityTooLarge', 'The XML is too large');
  }
  return parseXml(Buffer.concat(pieces).toString(), root);
}

export const noSuchKey = (key: string): S3Error =>
  new S3Error('NoSuchKey', 'The specified key does not exist.', { Key: key });

const objectBytesMax = 5 * 2 ** 30;
export const storedHeaders = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];

const knownHeaders = new RegExp(
  '^x-amz-(algorithm|credential|date|expires|signedheaders|signature|content-sha256|security-token|user-agent|' +
    'decoded-content-length|trailer|sdk-checksum-algorithm|checksum-.*|meta-.*|copy-source(-if-match)?|metadata-directive|tagging|mp-object-size)$',
);

/** Refuses headers that ask for what is not done here (encryption keys, ACLs, storage classes, locks …). */
export function checkFeatures(names: string[]): void {
  const unknown = names.find((name) => name.startsWith('x-amz-') && !knownHeaders.test(name));
  if (unknown)
    throw new S3Error(
      'NotImplemented',
      `A header you provided implies functionality that is not implemented: ${unknown}`,
    );
}

export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 'Your key is too long');
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
}
