/** API Gateway: the HTTP API's routes, its event format 2.0, its limits and its answers. */
import { randomUUID } from 'node:crypto';
import { tooLarge, type LambdaFunction } from './lambda.ts';
import type { ObjectRead } from './s3.ts';
import { account, region, type Template } from './template.ts';

export interface ViewerRequest {
  method: string;
  /** path and query as they came */
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  sourceIp: string;
}
export interface OriginAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body?: Buffer;
  /** instead of a body */
  object?: ObjectRead;
}
export interface HttpApi {
  /** host name the template gives it */
  domain: string;
  handle(request: ViewerRequest): Promise<OriginAnswer>;
}

interface Route {
  key: string;
  method: string;
  pattern: RegExp;
  parameters: string[];
  rank: string;
  fn: LambdaFunction;
  timeout: number;
}
interface ProxyResult {
  statusCode?: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

export const requestLimit = 10 * 1024 * 1024;
const longestIntegration = 30_000;

export function createHttpApis(template: Template, functions: LambdaFunction[], clock: { now(): number }): HttpApi[] {
  return template.of<{ ProtocolType: string }>('AWS::ApiGatewayV2::Api').map((api) => {
    const routes = routesOf(template, api.physicalId, functions);
    const domain = `${api.physicalId}.execute-api.${region}.amazonaws.com`;
    return { domain, handle: (request) => handle(request) };

    async function handle(request: ViewerRequest): Promise<OriginAnswer> {
      const [rawPath = '/'] = request.url.split('?');
      const route = routes.find(
        (one) => (one.method === 'ANY' || one.method === request.method) && one.pattern.test(rawPath),
      );
      if (!route) return message(404, 'Not Found');
      if (request.body.length > requestLimit) return message(413, 'Request Entity Too Large');
      const event = eventOf(request, route, { id: api.physicalId, domain, now: clock.now() });
      const answer = await within(route.timeout, route.fn.invoke(event));
      if (!answer) return message(503, 'Service Unavailable');
      if (answer.error?.errorType === tooLarge) return message(413, 'Request Entity Too Large');
      return answer.error
        ? message(500, 'Internal Server Error')
        : answerOf(JSON.parse(answer.payload) as ProxyResult | null);
    }
  });
}

function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function routesOf(template: Template, apiId: string, functions: LambdaFunction[]): Route[] {
  const integrations = template.of<{ IntegrationUri: string; TimeoutInMillis?: number }>(
    'AWS::ApiGatewayV2::Integration',
  );
  const routes = template.of<{ ApiId: string; RouteKey: string; Target: string }>('AWS::ApiGatewayV2::Route');
  const own = routes.filter(({ properties }) => properties.ApiId === apiId);
  return own
    .map(({ properties: { RouteKey, Target } }) => {
      const integration = integrations.find((one) => Target === `integrations/${one.physicalId}`)?.properties;
      const fn = functions.find((one) => integration?.IntegrationUri.includes(one.arn));
      if (!fn) throw new Error(`the route ${RouteKey} leads to no function`);
      const timeout = integration?.TimeoutInMillis ?? longestIntegration;
      if (timeout > longestIntegration)
        throw new Error(`the route ${RouteKey} waits longer than the gateway’s 30 seconds`);
      return routeOf(RouteKey, fn, timeout);
    })
    .sort((a, b) => a.rank.localeCompare(b.rank));
}

/** The most exact route first: fixed parts before a parameter, that before {proxy+}, a method before ANY, $default last. */
function routeOf(key: string, fn: LambdaFunction, timeout: number): Route {
  const [method = 'ANY', path = ''] = key === '$default' ? ['ANY', '/{proxy+}'] : key.split(' ');
  const parameters = [...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? '');
  const source = path
    .replace(/[.$]/g, '\\$&')
    .replace(/\{\w+\+\}/g, '(.+)')
    .replace(/\{\w+\}/g, '([^/]+)');
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => (!part.startsWith('{') ? 'a' : part.endsWith('+}') ? 'c' : 'b'));
  const rank = `${key === '$default' ? 'z' : ''}${parts.join('')}~${method === 'ANY' ? 'b' : 'a'}`;
  return { key, method, pattern: new RegExp(`^${source}$`), parameters, rank, fn, timeout };
}

interface EventContext {
  id: string;
  domain: string;
  now: number;
}

function eventOf(request: ViewerRequest, route: Route, { id, domain, now }: EventContext): Record<string, unknown> {
  const [rawPath = '/', rawQueryString = ''] = request.url.split('?', 2);
  const { cookie, ...headers } = request.headers;
  const binary = request.body.length > 0 && !isText(headers);
  const values = route.pattern.exec(rawPath)?.slice(1) ?? [];
  const pathParameters = Object.fromEntries(route.parameters.map((name, index) => [name, decode(values[index] ?? '')]));
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath,
    rawQueryString,
    ...(cookie ? { cookies: cookie.split(/; */) } : {}),
    headers: {
      ...headers,
      host: domain,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'content-length': String(request.body.length),
    },
    ...(rawQueryString ? { queryStringParameters: queryOf(rawQueryString) } : {}),
    requestContext: {
      accountId: account,
      apiId: id,
      domainName: domain,
      domainPrefix: id,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(route.parameters.length ? { pathParameters } : {}),
    ...(request.body.length ? { body: request.body.toString(binary ? 'base64' : 'utf8') } : {}),
    isBase64Encoded: binary,
  };
}

function isText(headers: Record<string, string>): boolean {
  return (
    !headers['content-encoding'] &&
    /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.-]+\+(json|xml))/.test(
      headers['content-type'] ?? 'text/plain',
    )
  );
}

function queryOf(raw: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) query[name] = name in query ? `${query[name]},${value}` : value;
  return query;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function commonLogTime(now: number): string {
  const [, day, month, year, time] = new Date(now).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

function answerOf(result: ProxyResult | null): OriginAnswer {
  if (!result || typeof result !== 'object' || result.statusCode === undefined) return json(200, result);
  const headers: OriginAnswer['headers'] = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries(result.headers ?? {})) headers[name.toLowerCase()] = String(value);
  if (result.cookies?.length) headers['set-cookie'] = result.cookies;
  return {
    status: result.statusCode,
    headers,
    body: Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

const message = (status: number, text: string) => json(status, { message: text });

function json(status: number, value: unknown): OriginAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}
