/**
 * From the table of endpoints to a Lambda handler. One place for: origin secret, own header and Origin, session,
 * permission, sizes, parsing, answering, errors. A room's handler only looks up, asks its rules and stores.
 */
import { gzipSync } from 'node:zlib';
import { Hono, type Context as HonoContext } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { getCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BodyOf, Endpoint, EndpointTable, OutputOf, ParamsOf, QueryOf } from '#contracts/endpoint.ts';
import { AppError, errorCodes, errorStatus, type ErrorBody, type ErrorCode } from '#contracts/errors.ts';
import { mayAnywhere } from '#contracts/permissions.ts';
import { ownHeader } from '#contracts/request.ts';
import { z } from '#contracts/z.ts';
import { createContext, type Context } from './context.ts';
import { environment } from './environment.ts';
import { errorFields, log } from './log.ts';
import { withSecret } from './secrets.ts';
import { countCall, countStrictly } from './rate-limit.ts';
import { askerOfSession, sessionCookie, type Asker } from './session.ts';
import { isThrottled } from './table.ts';

export interface Input<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  /** a cookie sent along; the session's for sign-out and sign-in only */
  cookie(name: string): string | undefined;
  /** what a browser knows already: `if-none-match` */
  header?(name: 'if-none-match'): string | undefined;
}
export type Handlers<T extends EndpointTable> = {
  [Name in keyof T]: (ctx: Context, input: Input<T[Name]>) => Promise<OutputOf<T[Name]> | Response>;
};

type Env = { Bindings: { event: LambdaEvent } };

/** The Lambda handler of a room. */
export function serve<T extends EndpointTable>(endpoints: T, handlers: Handlers<T>) {
  const app = new Hono<Env>();
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const handler = handlers[name as keyof T] as (ctx: Context, input: Input<Endpoint>) => Promise<unknown>;
    app.on(endpoint.method, endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => respond(c, name, endpoint, handler));
  }
  app.notFound((c) => failure(c, new AppError('notFound')));
  app.onError((error, c) => failure(c, error));
  // whatever is not ours to be read as text leaves as the bytes it is: a file would lose its byte order mark
  return handle(app, { isContentTypeBinary: (type) => !type.startsWith('application/json') });
}

async function respond(
  c: HonoContext<Env>,
  name: string,
  endpoint: Endpoint,
  handler: (ctx: Context, input: Input<Endpoint>) => Promise<unknown>,
): Promise<Response> {
  const { now, requestId } = moment(c);
  await checkOrigin(c, endpoint);
  // set by CloudFront's function: whoever knows the origin's secret
  const address = c.req.header('x-viewer-address');
  const cookies: string[] = [];
  const asker = await askerOfSession(getCookie(c, sessionCookie), now);
  await checkRate(asker?.person.id ?? address ?? 'nowhere', name, endpoint, now);
  admit(endpoint, asker);
  const ctx = createContext({ now, requestId, address, ...asker, setCookie: (cookie) => cookies.push(cookie) });
  const output = await handler(ctx, {
    params: parse(endpoint.params, c.req.param(), 'params'),
    query: parse(endpoint.query, c.req.query(), 'query'),
    body: parse(endpoint.body, await body(c, endpoint), 'body'),
    cookie: (cookieName) => getCookie(c, cookieName),
    header: (headerName) => c.req.header(headerName),
  });
  log('info', { message: 'answered', operation: name, requestId, status: 200 });
  const response = output instanceof Response ? output : c.json(z.parse(endpoint.output, output) as object);
  return finish(await packed(response, c.req.header('accept-encoding')), cookies, requestId);
}

/** what fits into one packet anyway */
const packedFrom = 1_400;

/** Longer JSON goes out packed: on its way from here CloudFront packs nothing that it does not keep. */
async function packed(response: Response, accepted = ''): Promise<Response> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  if (!isJson || !/\bgzip\b/.test(accepted)) return response;
  const bytes = await response.arrayBuffer();
  const { status, headers } = response;
  if (bytes.byteLength < packedFrom) return new Response(bytes.byteLength ? bytes : null, { status, headers });
  headers.set('content-encoding', 'gzip');
  headers.append('vary', 'accept-encoding');
  return new Response(gzipSync(bytes), { status, headers });
}

async function checkRate(who: string, name: string, { strictLimit }: Endpoint, now: number): Promise<void> {
  countCall(who, now);
  if (strictLimit !== undefined) await countStrictly(who, name, strictLimit, now);
}

/** The first gate: is there a session, may it change anything at all, and does it allow this action anywhere? */
function admit({ permission, method, changesInView }: Endpoint, asker: Asker | undefined): void {
  if (permission === 'public') return;
  if (!asker) throw new AppError('signInNeeded');
  if (asker.seeAs && method !== 'GET' && !changesInView) throw new AppError('readOnlyView');
  if (permission !== 'signedIn' && !mayAnywhere(asker.person.memberships, permission)) throw new AppError('notAllowed');
}

function finish(response: Response, cookies: string[], requestId: string): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  response.headers.set('x-request-id', requestId);
  return response;
}

function moment(c: HonoContext<Env>): { now: number; requestId: string } {
  const request = c.env.event.requestContext as { timeEpoch?: number; requestId?: string };
  return { now: request.timeEpoch ?? Number.NaN, requestId: request.requestId ?? '' };
}

/** Only CloudFront knows the secret; a changing request must come from our own page. */
async function checkOrigin(c: HonoContext<Env>, endpoint: Endpoint): Promise<void> {
  const shown = c.req.header('x-origin-secret');
  const fromCloudFront = shown && (await withSecret('ORIGIN_SECRET_ARN', (value) => value === shown || undefined));
  if (!fromCloudFront) throw new AppError('notFound');
  if (endpoint.method === 'GET') return;
  const origin = c.req.header('origin');
  const foreign = origin !== undefined && origin !== environment('PUBLIC_ORIGIN');
  if (foreign || c.req.header(ownHeader.name) !== ownHeader.value) throw new AppError('crossSite');
}

async function body(c: HonoContext<Env>, endpoint: Endpoint): Promise<unknown> {
  if (endpoint.method === 'GET') return {};
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > endpoint.bodyBytesMax) {
    throw new AppError('tooLarge', { maxBytes: String(endpoint.bodyBytesMax) });
  }
  if (bytes.byteLength === 0) return {};
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw new AppError('wrongMediaType');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('invalid', { field: 'body', reason: 'json' });
  }
}

/** Parses one part of the request; the first fault becomes an error with the field's name, never its value. */
function parse<S extends z.core.$ZodType>(schema: S, value: unknown, part: string): z.infer<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw faultOf(result.error, part);
}

/** A schema may name one of our codes as its message; otherwise the fault is `invalid`. */
function faultOf(error: z.core.$ZodError, part: string): AppError {
  const issue = error.issues[0];
  const field = [part, ...(issue?.path ?? [])].map(String).join('.').slice(0, 200);
  const code = errorCodes.find((known) => known === issue?.message) ?? 'invalid';
  return new AppError(code, { field, reason: reasonOf(issue) });
}

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'unknown';
  return issue.code === 'custom' ? String(issue.message).slice(0, 40) : issue.code;
}

function failure(c: HonoContext<Env>, error: unknown): Response {
  const { requestId } = moment(c);
  const code: ErrorCode = error instanceof AppError ? error.code : isThrottled(error) ? 'tooManyRequests' : 'internal';
  const details = error instanceof AppError ? error.details : undefined;
  const status = errorStatus[code];
  const fields = {
    message: 'refused',
    requestId,
    code,
    status,
    ...(details?.['field'] ? { field: details['field'] } : {}),
  };
  log(status >= 500 ? 'error' : 'info', status >= 500 ? { ...fields, ...errorFields(error) } : fields);
  const answer: ErrorBody = { error: { code, requestId, ...(details ? { details } : {}) } };
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId };
  return c.json(
    answer,
    status as ContentfulStatusCode,
    status === 429 ? { ...headers, 'retry-after': details?.['seconds'] ?? '2' } : headers,
  );
}
