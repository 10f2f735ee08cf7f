// Operations on one object.
import { closeSync } from 'node:fs';
import {
  type Answer,
  bodyOf,
  type Call,
  checksumHeaders,
  decode,
  described,
  measuredMeta,
  noSuchKey,
  nothing,
  quoted,
  storedHeaders,
  unpromised,
  unquoted,
  xmlAnswer,
  xmlOf,
} from './call.ts';
import { measured } from './payload.ts';
import type { Bucket } from './store.ts';
import { type Guard, type Meta, openStored, type Stored, streamOf } from './store.ts';
import { S3Error, textsOf } from './xml.ts';

const preconditionFailed = (Condition: string): S3Error =>
  new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', { Condition });

/** If-None-Match: * and If-Match of a write. */
export const writeGuard =
  ({ headers, key }: Call): Guard =>
  (current) => {
    const [absent, match] = [headers.get('if-none-match'), headers.get('if-match')];
    if (absent !== undefined && absent !== '*')
      throw new S3Error('NotImplemented', 'If-None-Match of a write can only be *');
    if (absent && current) throw preconditionFailed('If-None-Match');
    if (match && !current) throw noSuchKey(key);
    if (match && match !== '*' && unquoted(match) !== current?.etag) throw preconditionFailed('If-Match');
  };

export async function putObject(call: Call): Promise<Answer> {
  const received = nothing();
  if (call.headers.has('x-amz-tagging'))
    call.cloud.authorise(call.caller, 's3:PutObjectTagging', call.bucket.name, call.key);
  const facts = described(call);
  const describe = (): Meta => ({ ...facts, ...measuredMeta(received, call.cloud) });
  const meta = await call.bucket.storeObject(bodyOf(call, received), describe, writeGuard(call));
  return { headers: { etag: quoted(meta.etag), ...checksumHeaders(meta) } };
}

/** Opens an object; who may not list is not told whether it is absent or forbidden. */
function openObject({ cloud, caller }: Call, bucket: Bucket, key: string): Stored<Meta> {
  const stored = openStored(bucket.pathOf(key));
  if (stored) return stored;
  cloud.authorise(caller, 's3:ListBucket', bucket.name);
  throw noSuchKey(key);
}

/** 304, 412 or undefined, in the order RFC 9110 asks for. */
function unmet({ headers }: Call, meta: Meta): Answer | undefined {
  const [match, noneMatch] = [headers.get('if-match'), headers.get('if-none-match')];
  const names = (list: string): boolean =>
    list.split(',').some((etag) => etag.trim() === '*' || unquoted(etag.trim()) === meta.etag);
  const changedAfter = (date: string): boolean =>
    Math.floor(Date.parse(meta.lastModified) / 1000) * 1000 > Date.parse(date);
  if (match ? !names(match) : changedAfter(headers.get('if-unmodified-since') ?? ''))
    throw preconditionFailed('If-Match');
  const since = headers.get('if-modified-since') ?? '';
  const unchanged = noneMatch ? names(noneMatch) : Date.parse(since) > 0 && !changedAfter(since);
  return unchanged
    ? { status: 304, headers: { etag: quoted(meta.etag), 'last-modified': new Date(meta.lastModified).toUTCString() } }
    : undefined;
}

/** The bytes asked for; a malformed or multiple range is ignored, as S3 does. */
function parseRange(header: string | undefined): { start: number; end?: number } | undefined {
  const [whole, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (whole === undefined || (!first && !last) || (first && last && Number(first) > Number(last))) return undefined;
  if (!first) return { start: Number(last) > 0 ? -Number(last) : Infinity };
  return { start: Number(first), ...(last && { end: Number(last) }) };
}

export function withinSize(size: number, range?: { start: number; end?: number }): { start: number; end: number } {
  if (!range) return { start: 0, end: size - 1 };
  const start = range.start < 0 ? Math.max(0, size + range.start) : range.start;
  if (start < size) return { start, end: Math.min(range.end ?? Infinity, size - 1) };
  throw new S3Error('InvalidRange', 'The requested range is not satisfiable', { ActualObjectSize: size });
}

export function getObject(call: Call): Answer {
  const stored = openObject(call, call.bucket, call.key);
  const { meta } = stored;
  try {
    const early = unmet(call, meta);
    const range = early ? undefined : parseRange(call.headers.get('range'));
    const { start, end } = withinSize(meta.size, range);
    const answer = early ?? { status: range ? 206 : 200, headers: objectHeaders(call, meta, start, end) };
    if (range && !early) Object.assign(answer.headers ?? {}, { 'content-range': `bytes ${start}-${end}/${meta.size}` });
    if (early || call.method === 'HEAD') closeSync(stored.fd);
    return early || call.method === 'HEAD' ? answer : { ...answer, body: streamOf(stored, start, end) };
  } catch (error) {
    closeSync(stored.fd);
    throw error;
  }
}

function objectHeaders({ headers, query }: Call, meta: Meta, start: number, end: number): Answer['headers'] {
  const length = end - start + 1;
  const whole = length === meta.size;
  const described = {
    ...Object.fromEntries(storedHeaders.map((name) => [name, query.get(`response-${name}`) ?? meta.headers[name]])),
    ...Object.fromEntries(Object.entries(meta.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
  // Above all `filename="…"` in the alphabets of our readers, which has to be written as `filename*=UTF-8''…`.
  const foreign = Object.entries(described).find(([, value]) => /[^\t\x20-\xff]/.test(value ?? ''));
  if (foreign)
    throw new S3Error('InvalidArgument', `Header value cannot be represented using ISO-8859-1: ${foreign[0]}`);
  return {
    ...described,
    ...(headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && whole && checksumHeaders(meta)),
    'x-amz-tagging-count': Object.keys(meta.tags).length || undefined,
    'accept-ranges': 'bytes',
    'content-length': length,
    etag: quoted(meta.etag),
    'last-modified': new Date(meta.lastModified).toUTCString(),
  };
}

export async function copyObject(call: Call): Promise<Answer> {
  const { cloud, bucket, headers, key } = call;
  const source = decode(headers.get('x-amz-copy-source') ?? '').replace(/^\//, '');
  const [name = '', sourceKey] = [source.split('/')[0], source.slice(source.indexOf('/') + 1)];
  if (sourceKey.includes('?versionId=')) throw new S3Error('NotImplemented', 'Versions are not known here');
  cloud.authorise(call.caller, 's3:GetObject', name, sourceKey);
  const replace = headers.get('x-amz-metadata-directive') === 'REPLACE';
  if (!replace && name === bucket.name && sourceKey === key)
    throw new S3Error('InvalidRequest', 'This copy request changes nothing.');
  const from = openObject(call, cloud.bucket(name), sourceKey);
  const match = headers.get('x-amz-copy-source-if-match');
  if (match !== undefined && unquoted(match) !== from.meta.etag) {
    closeSync(from.fd);
    throw preconditionFailed('x-amz-copy-source-If-Match');
  }
  const received = nothing();
  const facts = replace ? { ...described(call), tags: from.meta.tags } : from.meta;
  const describe = (): Meta => ({ ...facts, key, ...measuredMeta(received, call.cloud) });
  const { etag, lastModified } = await bucket.storeObject(
    measured(streamOf(from), unpromised, received),
    describe,
    writeGuard(call),
  );
  return xmlAnswer('CopyObjectResult', { ETag: quoted(etag), LastModified: lastModified });
}

export function deleteObject(call: Call): Answer {
  call.bucket.remove(call.key, call.headers.has('if-match') ? writeGuard(call) : undefined);
  return { status: 204 };
}

export async function deleteObjects(call: Call): Promise<Answer> {
  const { cloud, caller, bucket, headers } = call;
  const sealed =
    headers.has('content-md5') ||
    headers.has('x-amz-trailer') ||
    [...headers.keys()].some((name) => /^x-amz-checksum-/.test(name));
  if (!sealed) throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5');
  const request = await xmlOf(call, 'Delete');
  const objects = request.children.filter(({ name }) => name === 'Object');
  if (objects.some(({ children }) => children.length !== 1))
    throw new S3Error('NotImplemented', 'Objects are deleted by Key only');
  const keys = objects.flatMap((object) => textsOf(object, 'Key'));
  if (keys.length === 0 || keys.length > 1000)
    throw new S3Error('MalformedXML', 'Between 1 and 1000 objects can be deleted at once');
  const [allowed, denied] = [true, false].map((wanted) =>
    keys.filter((key) => cloud.allows(caller, 's3:DeleteObject', bucket.name, key) === wanted),
  );
  for (const key of allowed ?? []) bucket.remove(key);
  return xmlAnswer('DeleteResult', {
    Deleted: textsOf(request, 'Quiet')[0] === 'true' ? [] : allowed?.map((Key) => ({ Key })),
    Error: denied?.map((Key) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' })),
  });
}

export async function putTagging(call: Call): Promise<Answer> {
  const request = await xmlOf(call, 'Tagging');
  const set = request.children.flatMap(({ children }) => children);
  const stored = openObject(call, call.bucket, call.key);
  const { meta } = stored;
  const tags = Object.fromEntries(set.map((tag) => [textsOf(tag, 'Key')[0] ?? '', textsOf(tag, 'Value')[0] ?? '']));
  await call.bucket.storeObject(
    streamOf(stored),
    () => ({ ...meta, tags }),
    (current) => {
      if (current?.etag !== meta.etag) throw new S3Error('OperationAborted', 'The object changed while it was tagged');
    },
  );
  return {};
}
