/** A bucket behind CloudFront. */
import type { OriginAnswer, ViewerRequest } from './http-api.ts';
import type { LocalS3, ObjectRead } from './s3.ts';

/** An error as S3 and CloudFront write it. */
export function refusal(status: number, code: string): OriginAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>Access denied</Message></Error>`;
  return { status, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
}

/** Reads an object as CloudFront would: one range, validators; what is not there may not be seen (no s3:ListBucket). */
export async function fromBucket(
  s3: LocalS3,
  bucket: string,
  root: string | undefined,
  request: ViewerRequest,
): Promise<OriginAnswer> {
  const path = request.url.split('?')[0] ?? '/';
  const key = path === '/' && root ? root : decodeURI(path).slice(1);
  const range = rangeOf(request.headers.range);
  const object = await s3.read(bucket, key, range).catch((error: Error & { code?: string }) => {
    if ([error.name, error.code].includes('InvalidRange')) return 'InvalidRange' as const;
    throw error;
  });
  if (object === 'InvalidRange') return refusal(416, 'InvalidRange');
  if (!object) return refusal(403, 'AccessDenied');
  const headers = objectHeaders(object);
  if (notModified(request, object)) {
    object.stream.destroy();
    return { status: 304, headers };
  }
  if (range) headers['content-range'] = `bytes ${object.start}-${object.end}/${object.size}`;
  return { status: range ? 206 : 200, headers, object };
}

function objectHeaders(object: ObjectRead): OriginAnswer['headers'] {
  return {
    'accept-ranges': 'bytes',
    'content-type': object.contentType,
    'content-length': String(object.end - object.start + 1),
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString(),
    ...(object.cacheControl ? { 'cache-control': object.cacheControl } : {}),
    ...(object.contentDisposition ? { 'content-disposition': object.contentDisposition } : {}),
  };
}

/** One range only; anything else is answered whole, as CloudFront does. */
function rangeOf(header: string | undefined): { start: number; end?: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from) return { start: Number(from), ...(to ? { end: Number(to) } : {}) };
  return to ? { start: -Number(to) } : undefined;
}

function notModified({ headers }: ViewerRequest, object: ObjectRead): boolean {
  const plain = (etag: string) => etag.trim().replace(/^W\//, '');
  const given = headers['if-none-match'];
  if (given) return given.split(',').some((one) => plain(one) === object.etag || one.trim() === '*');
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(object.lastModified.getTime() / 1000) * 1000 <= since;
}
