/** Requests that do not come through CloudFront: at a moment of one's own, without the origin's secret, with raw bytes. */
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import type { ErrorBody } from '#contracts/errors.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';
import { invoke, now, originSecret, type TestClient } from '../support/stack.ts';

export interface Direct {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
  cookies?: string[];
  /** the gateway's clock, in milliseconds since 1970 */
  timeEpoch?: number;
}
export interface DirectAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body: string;
}

/** Invokes a room's function with an event as the HTTP API makes it (payload 2.0). */
export async function direct(room: string, request: Direct): Promise<DirectAnswer> {
  const { method = 'GET', path, headers = {}, cookies = [], timeEpoch, ...body } = request;
  const [rawPath = '', rawQueryString = ''] = path.split('?', 2);
  const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'tests' };
  return invoke<DirectAnswer>(`${room}-api`, {
    version: '2.0',
    routeKey: `ANY /api/${room}/{proxy+}`,
    rawPath,
    rawQueryString,
    cookies,
    headers: { host: 'api.example', ...headers },
    requestContext: { http, requestId: 'direct', stage: '$default', timeEpoch: timeEpoch ?? (await now()) },
    isBase64Encoded: false,
    ...body,
  });
}

/** As `client.reply`, but at a moment relative to now, without moving anybody else's clock. */
export async function replyAt<E extends Endpoint>(client: TestClient, aheadMs: number, endpoint: E, input: InputOf<E>) {
  const { method, path, headers, body } = requestOf(endpoint, input);
  const answer = await direct(path.split('/')[2] ?? '', {
    method,
    path,
    headers: { ...headers, 'x-origin-secret': await originSecret() },
    cookies: client.cookies().map(({ name, value }) => `${name}=${value}`),
    timeEpoch: (await now()) + aheadMs,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: answer.statusCode,
    body: JSON.parse(answer.body) as OutputOf<E> & ErrorBody,
    cookies: answer.cookies ?? [],
  };
}
