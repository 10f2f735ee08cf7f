/** What CloudFront does at its edge: the template's functions, signed cookies, compression, response headers. */
import { createVerify } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { OriginAnswer, ViewerRequest } from './http-api.ts';
import type { ObjectRead } from './s3.ts';
import type { Template } from './template.ts';

interface EdgeRequest {
  method: string;
  uri: string;
  querystring: Record<string, unknown>;
  headers: Record<string, { value: string }>;
  cookies: Record<string, { value: string }>;
}
interface EdgeResponse {
  statusCode: number;
  headers?: Record<string, { value: string }>;
  body?: string | { data: string };
}
export interface EdgeFunction {
  request(request: ViewerRequest): Promise<ViewerRequest | OriginAnswer>;
  response(request: ViewerRequest, status: number, headers: OriginAnswer['headers']): Promise<void>;
}

/** A CloudFront Function; as there, it sees no modules, no network and no clock of ours. */
export function edgeFunction(code: string): EdgeFunction {
  const handler = runInContext(`${code}\n;handler`, createContext({ console })) as (event: unknown) => unknown;
  return {
    async request(request) {
      const result = (await handler(edgeEvent('viewer-request', request))) as EdgeRequest | EdgeResponse;
      if ('statusCode' in result) return edgeAnswer(result);
      const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
      const { cookie } = request.headers;
      return {
        ...request,
        url: result.uri + query,
        headers: { ...plain(result.headers), ...(cookie ? { cookie } : {}) },
      };
    },
    async response(request, statusCode, headers) {
      const single = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      const event = {
        ...edgeEvent('viewer-response', request),
        response: { statusCode, headers: values(single), cookies: {} },
      };
      const result = (await handler(event)) as EdgeResponse;
      for (const [name] of single) delete headers[name];
      Object.assign(headers, plain(result.headers ?? {}));
    },
  };
}

const values = (entries: Iterable<[string, string]>) =>
  Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
const plain = (headers: Record<string, { value: string }>) =>
  Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]));

function edgeEvent(eventType: string, request: ViewerRequest) {
  return { version: '1.0', context: { eventType }, viewer: { ip: request.sourceIp }, request: edgeRequest(request) };
}

function edgeRequest({ method, url, headers }: ViewerRequest): EdgeRequest {
  const [uri = '/', query = ''] = url.split('?', 2);
  const { cookie, ...others } = headers;
  return {
    method,
    uri,
    querystring: values(new URLSearchParams(query)),
    headers: values(Object.entries(others)),
    cookies: values(cookiesOf(cookie ?? '')),
  };
}

function edgeAnswer({ statusCode, headers, body }: EdgeResponse): OriginAnswer {
  return {
    status: statusCode,
    headers: plain(headers ?? {}),
    body: Buffer.from(typeof body === 'object' ? body.data : (body ?? '')),
  };
}

function cookiesOf(header: string): Map<string, string> {
  const pairs = header
    .split(/; */)
    .filter(Boolean)
    .map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]);
  return new Map(pairs);
}

interface Policy {
  Statement: {
    Resource?: string;
    Condition: { DateLessThan: { 'AWS:EpochTime': number }; DateGreaterThan?: { 'AWS:EpochTime': number } };
  }[];
}

/** Checks the three cookies of a custom policy; true lets the viewer in. */
export function cookieGuard(
  template: Template,
  keyGroups: string[],
  clock: { now(): number },
): (url: string, cookie: string) => boolean {
  const groups = template
    .of<{ KeyGroupConfig: { Items: string[] } }>('AWS::CloudFront::KeyGroup')
    .filter((one) => keyGroups.includes(one.ref));
  const ids = groups.flatMap((group) => group.properties.KeyGroupConfig.Items);
  const publicKeys = template
    .of<{ PublicKeyConfig: { EncodedKey: string } }>('AWS::CloudFront::PublicKey')
    .filter((one) => ids.includes(one.ref));
  const keys = new Map(publicKeys.map((one) => [one.ref, one.properties.PublicKeyConfig.EncodedKey]));
  return (url, cookie) => {
    const cookies = cookiesOf(cookie);
    const key = keys.get(cookies.get('CloudFront-Key-Pair-Id') ?? '');
    const policy = unescape64(cookies.get('CloudFront-Policy'));
    const signature = unescape64(cookies.get('CloudFront-Signature'));
    return (
      key !== undefined &&
      createVerify('RSA-SHA1').update(policy).verify(key, signature) &&
      allows(policy, url, clock.now() / 1000)
    );
  };
}

function unescape64(text = ''): Buffer {
  return Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');
}

function allows(policy: Buffer, url: string, now: number): boolean {
  const { Statement } = JSON.parse(policy.toString()) as Policy;
  return Statement.some(({ Resource = '*', Condition }) => {
    const pattern = new RegExp(
      `^${Resource.replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    );
    const begun = (Condition.DateGreaterThan?.['AWS:EpochTime'] ?? 0) <= now;
    return pattern.test(url.split('?')[0] ?? '') && begun && now < Condition.DateLessThan['AWS:EpochTime'];
  });
}

export type Compressor = (
  request: ViewerRequest,
  headers: OriginAnswer['headers'],
  object: ObjectRead,
) => Promise<Buffer | undefined>;
type Coding = 'br' | 'gzip';

const codecs = {
  br: (data: Buffer) => promisify(brotliCompress)(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (data: Buffer) => promisify(gzip)(data),
};
const text =
  /^(text\/(css|csv|html|javascript|plain|xml)|application\/(javascript|json|xml|wasm|vnd\.apple\.mpegurl)|image\/svg)/;
const sizes = { least: 1000, most: 10_000_000, kept: 64_000_000 };
const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/** Compresses what CloudFront would: listed text types of 1 kB to 10 MB, where the cache policy lets it. The results are kept. */
export function compressor(template: Template, cachePolicyId: string | undefined): Compressor | undefined {
  const allowed = codingsOf(template, cachePolicyId);
  if (allowed.length === 0) return undefined;
  const cache = new Map<string, Promise<Buffer>>();
  let kept = 0;
  return async (request, headers, object) => {
    const coding = allowed.find((one) => request.headers['accept-encoding']?.includes(one));
    if (!text.test(object.contentType) || object.size < sizes.least || object.size > sizes.most) return undefined;
    headers.vary = 'Accept-Encoding';
    if (!coding) return undefined;
    headers['content-encoding'] = coding;
    headers.etag = `W/${object.etag}`;
    const key = `${coding} ${object.etag}`;
    const ready = cache.get(key);
    if (ready) object.stream.destroy();
    if (!ready) kept += object.size;
    if (kept > sizes.kept) {
      cache.clear();
      kept = object.size;
    }
    const made = ready ?? buffer(object.stream).then(codecs[coding]);
    cache.set(key, made);
    made.catch(() => cache.delete(key));
    return made;
  };
}

function codingsOf(template: Template, id: string | undefined): Coding[] {
  if (id === cachingOptimized) return ['br', 'gzip'];
  const own = template.of<{ CachePolicyConfig: { ParametersInCacheKeyAndForwardedToOrigin: Record<string, unknown> } }>(
    'AWS::CloudFront::CachePolicy',
  );
  const given = own.find((one) => one.ref === id)?.properties.CachePolicyConfig
    .ParametersInCacheKeyAndForwardedToOrigin;
  return [
    ...(given?.EnableAcceptEncodingBrotli ? (['br'] as const) : []),
    ...(given?.EnableAcceptEncodingGzip ? (['gzip'] as const) : []),
  ];
}

interface HeaderPolicy {
  ResponseHeadersPolicyConfig: {
    SecurityHeadersConfig?: Record<string, { Override: boolean } & Record<string, unknown>>;
    CustomHeadersConfig?: { Items: { Header: string; Value: string; Override: boolean }[] };
    RemoveHeadersConfig?: { Items: { Header: string }[] };
  };
}

const securityHeaders: Record<string, [name: string, value: (given: Record<string, unknown>) => string]> = {
  ContentSecurityPolicy: ['content-security-policy', (given) => String(given.ContentSecurityPolicy)],
  ContentTypeOptions: ['x-content-type-options', () => 'nosniff'],
  FrameOptions: ['x-frame-options', (given) => String(given.FrameOption)],
  ReferrerPolicy: ['referrer-policy', (given) => String(given.ReferrerPolicy)],
  StrictTransportSecurity: [
    'strict-transport-security',
    (given) =>
      `max-age=${given.AccessControlMaxAgeSec}${given.IncludeSubdomains ? '; includeSubDomains' : ''}${given.Preload ? '; preload' : ''}`,
  ],
  XSSProtection: [
    'x-xss-protection',
    (given) => (given.Protection ? `1${given.ModeBlock ? '; mode=block' : ''}` : '0'),
  ],
};

/** The response headers policy; `addresses` turns the cloud's URLs in it into local ones. */
export function headersPolicy(
  template: Template,
  id: string | undefined,
  addresses: Record<string, string>,
): (headers: OriginAnswer['headers']) => void {
  if (!id) return () => undefined;
  const policy = template
    .of<HeaderPolicy>('AWS::CloudFront::ResponseHeadersPolicy')
    .find((one) => one.physicalId === id);
  if (!policy) throw new Error(`the response headers policy ${id} is not known to the local cloud`);
  const { SecurityHeadersConfig, CustomHeadersConfig, RemoveHeadersConfig } =
    policy.properties.ResponseHeadersPolicyConfig;
  const security = Object.entries(SecurityHeadersConfig ?? {}).map(([kind, given]) => {
    const [name, value] = securityHeaders[kind] ?? [];
    if (!name || !value) throw new Error(`the security header ${kind} is not known to the local cloud`);
    return { Header: name, Value: value(given), Override: given.Override };
  });
  const set = [...security, ...(CustomHeadersConfig?.Items ?? [])].map((one) => ({
    ...one,
    Header: one.Header.toLowerCase(),
    Value: Object.entries(addresses).reduce((value, [cloud, here]) => value.replaceAll(cloud, here), one.Value),
  }));
  const removed = RemoveHeadersConfig?.Items.map((one) => one.Header.toLowerCase()) ?? [];
  return (headers) => {
    for (const name of removed) delete headers[name];
    for (const { Header, Value, Override } of set) if (Override || !(Header in headers)) headers[Header] = Value;
  };
}
