// Operations on a bucket: lists, CORS, lifecycle.
import { type Answer, type Call, quoted, xmlAnswer, xmlOf } from './call.ts';
import { uriEncode } from './signature.ts';
import type { Bucket } from './store.ts';
import { lookUp } from './store.ts';
import { S3Error, textsOf } from './xml.ts';

export function countIn(query: Map<string, string>, name: string): number {
  const count = Number(query.get(name) || 1000);
  if (!Number.isInteger(count) || count < 0)
    throw new S3Error('InvalidArgument', `${name} must be a whole number from 0`);
  return Math.min(count, 1000);
}

export function listObjects({ bucket, query }: Call): Answer {
  const given = (name: string): string => query.get(name) ?? '';
  const encode =
    given('encoding-type') === 'url'
      ? (text: string) => text.split('/').map(uriEncode).join('/')
      : (text: string) => text;
  const [prefix, delimiter, token, max] = [
    given('prefix'),
    given('delimiter'),
    given('continuation-token'),
    countIn(query, 'max-keys'),
  ];
  const plainToken = Buffer.from(token, 'base64url').toString();
  const { names, truncated } = bucket.list({
    prefix,
    delimiter,
    startAfter: given('start-after'),
    token: plainToken,
    max,
  });
  const isPrefix = (name: string): boolean => delimiter !== '' && name.indexOf(delimiter, prefix.length) >= 0;
  const metas = names.filter((name) => !isPrefix(name)).flatMap((name) => lookUp(bucket.pathOf(name)) ?? []);
  return xmlAnswer('ListBucketResult', {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: encode(delimiter) || undefined,
    MaxKeys: max,
    KeyCount: names.length,
    EncodingType: given('encoding-type') || undefined,
    StartAfter: encode(given('start-after')) || undefined,
    ContinuationToken: token || undefined,
    IsTruncated: truncated,
    NextContinuationToken: truncated ? Buffer.from(names.at(-1) ?? '').toString('base64url') : undefined,
    Contents: metas.map((meta) => ({
      Key: encode(meta.key),
      LastModified: meta.lastModified,
      ETag: quoted(meta.etag),
      Size: meta.size,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: names.filter(isPrefix).map((name) => ({ Prefix: encode(name) })),
  });
}

export async function putCors(call: Call): Promise<Answer> {
  const request = await xmlOf(call, 'CORSConfiguration');
  const cors = request.children
    .filter(({ name }) => name === 'CORSRule')
    .map((rule) => ({
      AllowedOrigins: textsOf(rule, 'AllowedOrigin'),
      AllowedMethods: textsOf(rule, 'AllowedMethod'),
      AllowedHeaders: textsOf(rule, 'AllowedHeader'),
      ExposedHeaders: textsOf(rule, 'ExposeHeader'),
      ...(textsOf(rule, 'MaxAgeSeconds')[0] && { MaxAge: Number(textsOf(rule, 'MaxAgeSeconds')[0]) }),
    }));
  await call.bucket.configure({ cors });
  return {};
}

/** Lifecycle rules are kept and shown, not carried out. */
export async function putLifecycle(call: Call): Promise<Answer> {
  await call.bucket.configure({ lifecycle: JSON.stringify(await xmlOf(call, 'LifecycleConfiguration')) });
  return {};
}

const fits = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  ).test(value);

/** The CORS headers for an origin and method, or undefined when no rule of the bucket fits. */
export function corsHeaders(
  bucket: Bucket,
  origin: string,
  method: string,
  asked: string[],
): Record<string, string> | undefined {
  const rule = bucket.settings.cors.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
      AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
      AllowedMethods.includes(method) &&
      asked.every((name) => AllowedHeaders.some((pattern) => fits(pattern, name))),
  );
  if (!rule) return undefined;
  const any = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(!any && { 'access-control-allow-credentials': 'true' }),
    ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
    ...(rule.ExposedHeaders?.length && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

export function preflight(bucket: Bucket, headers: Map<string, string>): Answer {
  const asked = (headers.get('access-control-request-headers') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const allowed = corsHeaders(
    bucket,
    headers.get('origin') ?? '',
    headers.get('access-control-request-method') ?? '',
    asked,
  );
  if (!allowed) throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  return { headers: allowed };
}
