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

let secret: Promise<string> | undefined;

/** As `client.reply`, but at a moment of its own (milliseconds since 1970), without moving anybody else's clock. */
export async function replyAt<E extends Endpoint>(
  client: TestClient,
  timeEpoch: number,
  endpoint: E,
  input: InputOf<E>,
) {
  const { method, path, headers, body } = requestOf(endpoint, input);
  const answer = await direct(path.split('/')[2] ?? '', {
    method,
    path,
    headers: { ...headers, 'x-origin-secret': await (secret ??= originSecret()) },
    cookies: client.cookies().map(({ name, value }) => `${name}=${value}`),
    timeEpoch,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: answer.statusCode,
    headers: new Headers(answer.headers),
    body: JSON.parse(answer.body) as OutputOf<E> & ErrorBody,
    cookies: answer.cookies ?? [],
  };
}

/** The same, some milliseconds from now. */
export const replyIn = async <E extends Endpoint>(
  client: TestClient,
  aheadMs: number,
  endpoint: E,
  input: InputOf<E>,
) => replyAt(client, (await now()) + aheadMs, endpoint, input);

export interface Delivered {
  /** of a record that exists; without it, one is made up */
  id?: string;
  type: string;
  subjectId: string;
  actorId?: string;
  objectId?: string;
  data?: Record<string, string | number>;
}

/** Hands records to a room's reactions, as its queue would. */
export const deliverRecords = (room: string, records: Delivered[]) =>
  deliver(
    room,
    records.map(({ type, id = `test-${type}`, subjectId, actorId = 'tests', objectId, data = {} }) => {
      const named = { subjectId, ...(objectId ? { objectId } : {}) };
      const NewImage = image({ id, kind: 'signal', type, ...named, actorId, data });
      return { source: 'kurs.records', 'detail-type': 'record', detail: { dynamodb: { NewImage } } };
    }),
  );

/** Hands states of a transcoding job to the lectures' reactions. */
export const deliverTranscoding = (userMetadata: Record<string, string>, states: object[]) =>
  deliver(
    'lectures',
    states.map((state) => ({ source: 'aws.mediaconvert', detail: { jobId: 'test', userMetadata, ...state } })),
  );

async function deliver(room: string, events: object[]): Promise<{ batchItemFailures: unknown[] }> {
  const SentTimestamp = String(await now());
  const Records = events.map((event, index) => ({
    messageId: `message-${index}`,
    body: JSON.stringify({ time: new Date(Number(SentTimestamp)).toISOString(), ...event }),
    attributes: { SentTimestamp, ApproximateFirstReceiveTimestamp: SentTimestamp },
  }));
  return invoke(`${room}-events`, { Records });
}

/** Plain values as DynamoDB's stream spells them. */
function image(values: Record<string, unknown>): Record<string, object> {
  const attribute = (value: unknown): object => {
    if (typeof value === 'number') return { N: String(value) };
    return typeof value === 'object' ? { M: image(value as Record<string, unknown>) } : { S: String(value) };
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, attribute(value)]));
}
