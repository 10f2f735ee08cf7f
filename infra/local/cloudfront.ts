/** CloudFront: behaviours, functions, signed cookies and response headers of the template, before the site, the API and the media. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { compressor, cookieGuard, edgeFunction, headersPolicy, type Compressor, type EdgeFunction } from './edge.ts';
import { requestLimit, type HttpApi, type OriginAnswer, type ViewerRequest } from './http-api.ts';
import type { LocalS3 } from './s3.ts';
import { fromBucket, refusal } from './s3-origin.ts';
import type { Template } from './template.ts';

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

export type Page = (request: IncomingMessage, response: ServerResponse) => void;

export interface CloudFrontOptions {
  template: Template;
  port: number;
  s3: LocalS3;
  apis: HttpApi[];
  clock: { now(): number };
  /** cloud URL → local URL, for policies that name another service's origin */
  addresses: Record<string, string>;
  /** in development: answers what would go to the site bucket */
  siteMiddleware?: Middleware | undefined;
  /** pages of the local cloud itself, by path (`/dev/mail`) */
  pages: Map<string, Page>;
  log(line: Record<string, unknown>): void;
}

interface BehaviorProperties {
  PathPattern?: string;
  TargetOriginId: string;
  AllowedMethods?: string[];
  CachePolicyId?: string;
  Compress?: boolean;
  OriginRequestPolicyId?: string;
  FunctionAssociations?: { EventType: string; FunctionARN: string }[];
  ResponseHeadersPolicyId?: string;
  TrustedKeyGroups?: string[];
}
interface Config {
  DefaultCacheBehavior: BehaviorProperties;
  CacheBehaviors?: BehaviorProperties[];
  DefaultRootObject?: string;
  Origins: { Id: string; DomainName: string; OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[] }[];
}
interface Behavior {
  pattern: RegExp;
  isDefault: boolean;
  methods: string[];
  compress: Compressor | undefined;
  edge: { request?: EdgeFunction | undefined; response?: EdgeFunction | undefined };
  guard: ((url: string, cookie: string) => boolean) | undefined;
  finish(headers: OriginAnswer['headers']): void;
  origin(request: ViewerRequest): Promise<OriginAnswer>;
}
export async function startCloudFront(options: CloudFrontOptions): Promise<{ server: Server; close(): Promise<void> }> {
  const [distribution] = options.template.of<{ DistributionConfig: Config }>('AWS::CloudFront::Distribution');
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

async function serve(
  options: CloudFrontOptions,
  behaviors: Behavior[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (incoming.url ?? '/').split('?')[0] ?? '/';
  const page = options.pages.get(path);
  if (page) return page(incoming, response);
  const behavior = behaviors.find((one) => one.pattern.test(path));
  if (!behavior) throw new Error('no behaviour fits');
  if (behavior.isDefault && options.siteMiddleware)
    return options.siteMiddleware(incoming, response, () => response.writeHead(404).end());
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
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  const sourceIp = (incoming.socket.remoteAddress ?? '127.0.0.1').replace('::ffff:', '');
  return { method: incoming.method ?? 'GET', url: incoming.url ?? '/', headers, body: Buffer.concat(chunks), sourceIp };
}

async function answerTo(behavior: Behavior, request: ViewerRequest): Promise<OriginAnswer> {
  if (!behavior.methods.includes(request.method)) return refusal(403, 'MethodNotAllowed');
  if (
    behavior.guard &&
    !behavior.guard(`http://${request.headers.host ?? ''}${request.url}`, request.headers.cookie ?? '')
  )
    return refusal(403, 'MissingKey');
  const atEdge = (await behavior.edge.request?.request(request)) ?? request;
  return 'status' in atEdge ? atEdge : behavior.origin(atEdge);
}

async function send(
  behavior: Behavior,
  request: ViewerRequest,
  response: ServerResponse,
  answer: OriginAnswer,
): Promise<void> {
  const { status, headers } = answer;
  const { object } = answer;
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

function behaviorOf(options: CloudFrontOptions, config: Config, properties: BehaviorProperties): Behavior {
  const { template } = options;
  const keyGroups = properties.TrustedKeyGroups;
  return {
    pattern: patternOf(properties.PathPattern ?? '*'),
    isDefault: properties.PathPattern === undefined,
    methods: properties.AllowedMethods ?? ['GET', 'HEAD'],
    compress: properties.Compress ? compressor(template, properties.CachePolicyId) : undefined,
    edge: {
      request: edgeOf(template, properties, 'viewer-request'),
      response: edgeOf(template, properties, 'viewer-response'),
    },
    guard: keyGroups?.length ? cookieGuard(template, keyGroups, options.clock) : undefined,
    finish: headersPolicy(options.template, properties.ResponseHeadersPolicyId, options.addresses),
    origin: originOf(options, config, properties),
  };
}

function edgeOf(
  template: Template,
  { FunctionAssociations = [] }: BehaviorProperties,
  at: string,
): EdgeFunction | undefined {
  const arn = FunctionAssociations.find((one) => one.EventType === at)?.FunctionARN;
  const found = template.of<{ FunctionCode: string }>('AWS::CloudFront::Function').find((one) => one.arn === arn);
  return found && edgeFunction(found.properties.FunctionCode);
}

function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${glob.startsWith('/') || glob.startsWith('*') ? '' : '/'}${source}$`);
}

function originOf(options: CloudFrontOptions, config: Config, behavior: BehaviorProperties): Behavior['origin'] {
  const { template, s3, apis } = options;
  const { DomainName = '', OriginCustomHeaders = [] } =
    config.Origins.find((one) => one.Id === behavior.TargetOriginId) ?? {};
  const own = Object.fromEntries(OriginCustomHeaders.map((one) => [one.HeaderName.toLowerCase(), one.HeaderValue]));
  const api = apis.find((one) => one.domain === DomainName);
  if (api && behavior.OriginRequestPolicyId === allViewerExceptHost) {
    return (request) => api.handle({ ...request, headers: { ...forwarded(request), ...own } });
  }
  const bucket = template.of('AWS::S3::Bucket').find((one) => DomainName.startsWith(`${one.physicalId}.s3.`));
  if (!bucket) throw new Error(`the origin ${DomainName} with its request policy is not known to the local cloud`);
  return (request) => fromBucket(s3, bucket.physicalId, config.DefaultRootObject, request);
}

const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** What the managed policy lets through, and what CloudFront adds; the viewer cannot write CloudFront's own headers. */
function forwarded({ headers, sourceIp }: ViewerRequest): Record<string, string> {
  const chain = headers['x-forwarded-for'] ? `${headers['x-forwarded-for']}, ${sourceIp}` : sourceIp;
  const own = Object.entries(headers).filter(([name]) => !name.startsWith('cloudfront-') && name !== 'connection');
  return { ...Object.fromEntries(own), 'x-forwarded-for': chain, via: '1.1 local (CloudFront)' };
}
