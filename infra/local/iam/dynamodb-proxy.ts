/**
 * In front of DynamoDB Local: knows the caller by the access key, judges the call, and passes on what is allowed.
 * Sizes and numbers are left to DynamoDB Local, which keeps the service's limits (items of 400 kB, transactions of 4 MB,
 * batches of 25 and 100, answers of 1 and 16 MB, keys, expressions).
 */
import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { callerOf } from '../aws/call.ts';
import type { OwnCalls } from '../backups.ts';
import { neededFor, type Partitions } from './dynamodb-calls.ts';
import type { Guard } from './guard.ts';

export interface DynamoDbProxy {
  url: string;
  close(): Promise<void>;
}
export interface DynamoDbProxyOptions {
  port: number;
  /** address of DynamoDB Local */
  target: string;
  partitions: Partitions;
  guard: Guard;
  /** calls that DynamoDB Local does not know */
  own?: OwnCalls;
  /** Hears of each write that is done. */
  written?(): void;
}
interface Fault {
  type: string;
  message: string;
}

/** DynamoDB Local hangs up after thirty seconds without a call; we do so first. */
const idleMs = 20_000;
const service = 'com.amazonaws.dynamodb.v20120810#';
const common = 'com.amazon.coral.service#';

export async function startDynamoDbProxy(options: DynamoDbProxyOptions): Promise<DynamoDbProxy> {
  const agent = new Agent({ keepAlive: true, timeout: idleMs });
  const { hostname, port } = new URL(options.target);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const fault = faultOf(request, body, options);
      const own = options.own?.[String(request.headers['x-amz-target'])];
      if (fault) refuse(response, fault);
      else if (own) void answerOwn(own, body, response);
      else passOn({ agent, hostname, port }, request, body, response, options.written);
    });
    request.on('error', () => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${options.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}

function faultOf(
  request: IncomingMessage,
  body: Buffer,
  { guard, partitions }: DynamoDbProxyOptions,
): Fault | undefined {
  const caller = callerOf(request.headers.authorization);
  if (guard.mayEverything(caller)) return undefined;
  if (!guard.knows(caller))
    return {
      type: `${common}UnrecognizedClientException`,
      message: 'The security token included in the request is invalid.',
    };
  const target = String(request.headers['x-amz-target']);
  try {
    for (const access of neededFor(target, body.toString(), partitions)) {
      const message = guard.refusal(caller, access);
      if (message) return { type: `${common}AccessDeniedException`, message };
    }
    return undefined;
  } catch (error) {
    return { type: `${service}SerializationException`, message: (error as Error).message };
  }
}

async function answerOwn(own: OwnCalls[string], body: Buffer, response: ServerResponse): Promise<void> {
  try {
    const answer = await own(JSON.parse(body.toString()) as Record<string, unknown>);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
  } catch (error) {
    const { name, message } = error as Error;
    refuse(response, { type: service + name, message });
  }
}

function refuse(response: ServerResponse, { type, message }: Fault): void {
  const body = JSON.stringify({ __type: type, message });
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function passOn(
  to: { agent: Agent; hostname: string; port: string },
  { method, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  written?: () => void,
): void {
  const writes = /\.(Put|Update|Delete|TransactWrite|BatchWrite)Items?$/.test(String(headers['x-amz-target']));
  const passed = send({ ...to, path: '/', method, headers: { ...headers, host: `${to.hostname}:${to.port}` } });
  passed.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
    if (writes) written?.();
  });
  // the SDK tries a broken connection again, as it would in the cloud
  passed.on('error', () => response.destroy());
  passed.end(body);
}
