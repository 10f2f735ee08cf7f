/** CloudFront: behaviours, functions, signed cookies and response headers of the template, before the site, the API and the media. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { compressor, cookieGuard, edgeFunction, type Compressor, type EdgeFunction } from './edge.ts';
import { requestLimit, type HttpApi, type OriginAnswer, type ViewerRequest } from './http-api.ts';
import type { LocalS3, ObjectRead } from './s3.ts';
import type { Template } from './template.ts';

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

export interface CloudFrontOptions {
  template: Template;
  port: number;
  s3: LocalS3;
  apis: HttpApi[];
  clock: { now(): number };
  /** cloud URL → local URL, for policies that name another service's origin */
  addresses: Record<string, string>;
  /** in development: answers what would go to the site bucket */
  siteMiddleware?: Middleware;
  /** pages of the local cloud itself, by path (`/dev/mail`) */
  pages: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  log(line: Record<string, unknown>): void;
}

interface BehaviorProperties {
  PathPattern?: string;
  TargetOriginId: string;
  AllowedMethods?: string[];
  CachePolicyId?: string;
  Compress?: boolean;
  FunctionAssociations?: { EventType: string; FunctionARN: string }[];
  ResponseHeadersPolicyId?: string;
  TrustedKeyGroups?: string[];
}
interface DistributionProperties {
  DistributionConfig: {
    DefaultCacheBehavior: BehaviorProperties;
    CacheBehaviors?: BehaviorProperties[];
    DefaultRootObject?: string;
    Origins: { Id: string; DomainName: string; OriginPath?: string; OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[]; S3OriginConfig?: unknown }[];
  };
}
interface HeaderPolicy {
  ResponseHeadersPolicyConfig: {
    SecurityHeadersConfig?: Record<string, { Override: boolean } & Record<string, unknown>>;
    CustomHeadersConfig?: { Items: { Header: string; Value: string; Override: boolean }[] };
    RemoveHeadersConfig?: { Items: { Header: string }[] };
  };
}
interface Behavior {
  pattern: RegExp;
  isDefault: boolean;
  methods: string[];
  compress: Compressor | undefined;
  edge: { request?: EdgeFunction | undefined; response?: EdgeFunction | undefined };
  guard: ((url: string, cookie: string) => boolean) | undefined;
  finish(headers: Headers): void;
  origin: Origin;
}
type Headers = Record<string, string | string[]>;
type Origin = (request: ViewerRequest) => Promise<OriginAnswer | ObjectAnswer>;
interface ObjectAnswer {
  status: number;
  headers: Headers;
  object?: ObjectRead;
  body?: undefined;
}

export async function startCloudFront(options: CloudFrontOptions): Promise<{ server: Server; close(): Promise<void> }> {
  const [distribution] = options.template.of<DistributionProperties>('AWS::CloudFront::Distribution');
  if (!distribution) throw new Error('the template has no distribution');
  const config = distribution.properties.DistributionConfig;
  const all = [...(config.CacheBehaviors ?? []), config.DefaultCacheBehavior];
  const behaviors = all.map((one) => behaviorOf(options, config, one));
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    serve(options, behaviors, request, response).catch((error: Error) => fail(options, request, response, error));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, '127.0.0.1', resolve));
  return { server, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function fail(options: CloudFrontOptions, request: IncomingMessage, response: ServerResponse, error: Error): void {
  if (request.destroyed || response.destroyed) return void response.destroy();
  options.log({ level: 'error', from: 'cloudfront', url: request.url, error: error.stack });
  if (response.headersSent) response.destroy();
  else response.writeHead(502).end();
}

async function serve(options: CloudFrontOptions, behaviors: Behavior[], incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (incoming.url ?? '/').split('?')[0] ?? '/';
  const page = options.pages.get(path);
  if (page) return page(incoming, response);
  const behavior = behaviors.find((one) => one.pattern.test(path));
  if (!behavior) throw new Error('no behaviour fits');
  if (behavior.isDefault && options.siteMiddleware) return options.siteMiddleware(incoming, response, () => response.writeHead(404).end());
  const request = await readRequest(incoming);
  if (!request) return void response.writeHead(413, { connection: 'close' }).end();
  const answer = await answerTo(behavior, request);
  await send(behavior, request, response, answer);
}

/** Collects the body up to the API's limit; a larger one is answered before it has come in. */
async function readRequest(incoming: IncomingMessage): Promise<ViewerRequest | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > requestLimit) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > requestLimit) return undefined;
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]));
  const sourceIp = (incoming.socket.remoteAddress ?? '127.0.0.1').replace('::ffff:', '');
  return { method: incoming.method ?? 'GET', url: incoming.url ?? '/', headers, body: Buffer.concat(chunks), sourceIp };
}

async function answerTo(behavior: Behavior, request: ViewerRequest): Promise<OriginAnswer | ObjectAnswer> {
  if (!behavior.methods.includes(request.method)) return refusal('MethodNotAllowed');
  if (behavior.guard && !behavior.guard(`http://${request.headers.host ?? ''}${request.url}`, request.headers.cookie ?? '')) return refusal('MissingKey');
  const atEdge = (await behavior.edge.request?.request(request)) ?? request;
  return 'status' in atEdge ? atEdge : behavior.origin(atEdge);
}

function refusal(code: string, status = 403): OriginAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>Access denied</Message></Error>`;
  return { status, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
}

async function send(behavior: Behavior, request: ViewerRequest, response: ServerResponse, answer: OriginAnswer | ObjectAnswer): Promise<void> {
  const { status, headers } = answer;
  const object = 'object' in answer ? answer.object : undefined;
  const body = object && status === 200 ? await behavior.compress?.(request, headers, object) : answer.body;
  if (body || !object) headers['content-length'] = String(body?.length ?? 0);
  behavior.finish(headers);
  if (status < 400) await behavior.edge.response?.response(request, status, headers);
  if (status === 304) delete headers['content-length'];
  response.writeHead(status, headers);
  if (request.method === 'HEAD' || !object || body) {
    object?.stream.destroy();
    return void response.end(request.method === 'HEAD' ? undefined : body);
  }
  await pipeline(object.stream, response);
}

function behaviorOf(options: CloudFrontOptions, config: DistributionProperties['DistributionConfig'], properties: BehaviorProperties): Behavior {
  const { template } = options;
  const keyGroups = properties.TrustedKeyGroups;
  return {
    pattern: patternOf(properties.PathPattern ?? '*'),
    isDefault: properties.PathPattern === undefined,
    methods: properties.AllowedMethods ?? ['GET', 'HEAD'],
    compress: properties.Compress ? compressor(template, properties.CachePolicyId) : undefined,
    edge: { request: edgeOf(template, properties, 'viewer-request'), response: edgeOf(template, properties, 'viewer-response') },
    guard: keyGroups?.length ? cookieGuard(template, keyGroups, options.clock) : undefined,
    finish: headersOf(options, properties.ResponseHeadersPolicyId),
    origin: originOf(options, config, properties.TargetOriginId),
  };
}

function edgeOf(template: Template, { FunctionAssociations = [] }: BehaviorProperties, at: string): EdgeFunction | undefined {
  const arn = FunctionAssociations.find((one) => one.EventType === at)?.FunctionARN;
  const found = template.of<{ FunctionCode: string }>('AWS::CloudFront::Function').find((one) => one.arn === arn);
  return found && edgeFunction(found.properties.FunctionCode);
}

function patternOf(glob: string): RegExp {
  const source = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${glob.startsWith('/') || glob.startsWith('*') ? '' : '/'}${source}$`);
}

function originOf({ template, s3, apis }: CloudFrontOptions, config: DistributionProperties['DistributionConfig'], id: string): Origin {
  const origin = config.Origins.find((one) => one.Id === id);
  if (!origin) throw new Error(`the distribution has no origin ${id}`);
  const api = apis.find((one) => one.domain === origin.DomainName);
  const own = Object.fromEntries((origin.OriginCustomHeaders ?? []).map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), HeaderValue]));
  if (api) return (request) => api.handle({ ...request, headers: { ...forwarded(request), ...own } });
  const bucket = template.of('AWS::S3::Bucket').find((one) => origin.DomainName.startsWith(`${one.physicalId}.s3.`));
  if (!bucket) throw new Error(`the origin ${origin.DomainName} is not known to the local cloud`);
  return (request) => fromBucket(s3, bucket.physicalId, config.DefaultRootObject, request);
}

/** What CloudFront adds for the origin; the viewer cannot write these headers. */
function forwarded({ headers, sourceIp }: ViewerRequest): Record<string, string> {
  const chain = headers['x-forwarded-for'] ? `${headers['x-forwarded-for']}, ${sourceIp}` : sourceIp;
  const own = Object.entries(headers).filter(([name]) => !name.startsWith('cloudfront-') && name !== 'connection');
  return { ...Object.fromEntries(own), 'x-forwarded-for': chain, 'cloudfront-viewer-address': `${sourceIp}:0`, via: '1.1 local (CloudFront)' };
}

async function fromBucket(s3: LocalS3, bucket: string, root: string | undefined, request: ViewerRequest): Promise<OriginAnswer | ObjectAnswer> {
  const path = request.url.split('?')[0] ?? '/';
  const key = path === '/' && root ? root : decodeURI(path).slice(1);
  const range = rangeOf(request.headers.range);
  const object = await s3.read(bucket, key, range).catch((error: Error & { code?: string }) => {
    if ([error.name, error.code].includes('InvalidRange')) return 'InvalidRange' as const;
    throw error;
  });
  if (object === 'InvalidRange') return refusal('InvalidRange', 416);
  if (!object) return refusal('AccessDenied');
  const headers = objectHeaders(object);
  if (notModified(request, object)) {
    object.stream.destroy();
    return { status: 304, headers };
  }
  if (range) headers['content-range'] = `bytes ${object.start}-${object.end}/${object.size}`;
  return { status: range ? 206 : 200, headers, object };
}

function objectHeaders(object: ObjectRead): Headers {
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

const securityHeaders: Record<string, [name: string, value: (given: Record<string, unknown>) => string]> = {
  ContentSecurityPolicy: ['content-security-policy', (given) => String(given.ContentSecurityPolicy)],
  ContentTypeOptions: ['x-content-type-options', () => 'nosniff'],
  FrameOptions: ['x-frame-options', (given) => String(given.FrameOption)],
  ReferrerPolicy: ['referrer-policy', (given) => String(given.ReferrerPolicy)],
  StrictTransportSecurity: [
    'strict-transport-security',
    (given) => `max-age=${given.AccessControlMaxAgeSec}${given.IncludeSubdomains ? '; includeSubDomains' : ''}${given.Preload ? '; preload' : ''}`,
  ],
  XSSProtection: ['x-xss-protection', (given) => (given.Protection ? `1${given.ModeBlock ? '; mode=block' : ''}` : '0')],
};

function headersOf({ template, addresses }: CloudFrontOptions, id: string | undefined): (headers: Headers) => void {
  if (!id) return () => undefined;
  const policy = template.of<HeaderPolicy>('AWS::CloudFront::ResponseHeadersPolicy').find((one) => one.physicalId === id);
  if (!policy) throw new Error(`the response headers policy ${id} is not known to the local cloud`);
  const { SecurityHeadersConfig, CustomHeadersConfig, RemoveHeadersConfig } = policy.properties.ResponseHeadersPolicyConfig;
  const security = Object.entries(SecurityHeadersConfig ?? {}).map(([kind, given]) => {
    const [name, value] = securityHeaders[kind] ?? [];
    if (!name || !value) throw new Error(`the security header ${kind} is not known to the local cloud`);
    return { Header: name, Value: value(given), Override: given.Override };
  });
  const set = [...security, ...(CustomHeadersConfig?.Items ?? [])].map((one) => ({ ...one, Header: one.Header.toLowerCase(), Value: local(one.Value, addresses) }));
  const removed = RemoveHeadersConfig?.Items.map((one) => one.Header.toLowerCase()) ?? [];
  return (headers) => {
    for (const name of removed) delete headers[name];
    for (const { Header, Value, Override } of set) if (Override || !(Header in headers)) headers[Header] = Value;
  };
}

function local(text: string, addresses: Record<string, string>): string {
  return Object.entries(addresses).reduce((value, [cloud, here]) => value.replaceAll(cloud, here), text);
}
