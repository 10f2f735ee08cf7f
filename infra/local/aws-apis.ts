/** The AWS APIs that are neither S3 nor DynamoDB, on one port: finds the call, asks whether the caller may, runs it. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  callerOf,
  Refusal,
  type Access,
  type AwsAnswer,
  type AwsCall,
  type AwsCalls,
  type AwsRequest,
} from './aws/call.ts';
import { cognitoCalls } from './aws/cognito.ts';
import { mailCalls, openOutbox, type Mail } from './aws/mail.ts';
import { mediaCalls } from './aws/media.ts';
import { secretCalls } from './aws/secrets-manager.ts';
import { openTranscribe, type Transcribe } from './aws/transcribe.ts';
import { openMediaConvert } from './mediaconvert.ts';
import type { UserPool } from './provider.ts';
import type { LocalS3 } from './s3.ts';
import type { Secrets } from './secrets.ts';

export type { Mail };
export interface AwsApis {
  url: string;
  mail: { list(): Mail[] };
  transcribe: Pick<Transcribe, 'list' | 'finish'>;
  /** Adds the calls of a stand-in that starts later. */
  add(calls: AwsCalls): void;
  /** Resolves when no video is being worked on. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
export interface AwsApisOptions {
  port: number;
  dataDir: string;
  /** objects as MediaConvert may use them with this role */
  objectsFor(roleArn: string): Pick<LocalS3, 'read' | 'put'>;
  /** objects for whoever was asked for the permission before */
  objects: Pick<LocalS3, 'read'>;
  userPool: UserPool;
  secrets: Secrets;
  ffmpeg?: string | undefined;
  clock: { now(): number };
  onMediaConvertEvent(event: object): void | Promise<void>;
  /** Answers why not, where the caller may not; everybody may everything without it. */
  refusal?(caller: string, access: Access): string | undefined;
  log(line: Record<string, unknown>): void;
}
interface Found {
  call: AwsCall;
  parameters: Record<string, string>;
}

/** Starts the server on 127.0.0.1. A call it does not know answers 501 with its name. */
export async function startAwsApis(options: AwsApisOptions): Promise<AwsApis> {
  mkdirSync(options.dataDir, { recursive: true });
  const media = openMediaConvert({ ...options, onEvent: options.onMediaConvertEvent });
  const mail = openOutbox(options.dataDir, options.clock);
  const transcribe = openTranscribe();
  const calls: AwsCalls = {
    ...secretCalls(options.secrets),
    ...cognitoCalls(options.userPool, options.clock),
    ...mailCalls(mail),
    ...mediaCalls(media),
    ...transcribe.calls,
  };
  const server = createServer((request, response) => {
    const fail = (fault: unknown) => send(response, answerOf(fault, options));
    answer(calls, options, request).then((given) => send(response, given), fail);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${options.port}`,
    mail,
    transcribe,
    add: (more) => void Object.assign(calls, more),
    settled: media.settled,
    async close() {
      await media.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(calls: AwsCalls, { refusal }: AwsApisOptions, incoming: IncomingMessage): Promise<AwsAnswer> {
  const body = Buffer.concat(await incoming.toArray());
  const [path = '', query = ''] = (incoming.url ?? '').split('?', 2);
  const { method = '', headers } = incoming;
  const target = String(headers['x-amz-target'] ?? '');
  const found = find(calls, target, `${method} ${path}`);
  if (!found)
    throw new Refusal('NotImplemented', `${target || `${method} ${path}`} is not known to the local cloud`, 501);
  const { call, parameters } = found;
  const caller = callerOf(headers.authorization);
  const plainPath = decodeURIComponent(path);
  const request: AwsRequest = {
    method,
    path: plainPath,
    parameters,
    query: new URLSearchParams(query),
    headers,
    body,
    caller,
  };
  const input = inputOf(body);
  const main = call.action && { action: call.action, resource: call.resource(input, request) };
  const needed: Access[] = main
    ? [{ ...main, context: call.context?.(input, request) ?? {} }, ...(call.also?.(input, request) ?? [])]
    : [];
  for (const access of needed) {
    const reason = refusal?.(caller, access);
    if (reason) throw new Refusal('AccessDeniedException', reason);
  }
  return call.run(input, request);
}

function find(calls: AwsCalls, target: string, route: string): Found | undefined {
  const exact = calls[target] ?? calls[route];
  if (exact) return { call: exact, parameters: {} };
  for (const [pattern, call] of Object.entries(calls)) {
    if (!pattern.includes('{')) continue;
    const parameters = new RegExp(`^${pattern.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(route)?.groups;
    if (parameters) return { call, parameters: decoded(parameters) };
  }
  return undefined;
}

const decoded = (parameters: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodeURIComponent(value)]));

function inputOf(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = body.length ? JSON.parse(body.toString()) : {};
    return value && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    // a payload of its own, which the call reads from the request
    return {};
  }
}

function answerOf(fault: unknown, { log }: AwsApisOptions): AwsAnswer {
  if (fault instanceof Refusal) return { status: fault.status, error: fault.name, body: { message: fault.message } };
  const { message, stack } = fault as Error;
  log({ level: 'error', from: 'aws-apis', error: stack });
  return { status: 500, error: 'InternalFailure', body: { message } };
}

function send(response: ServerResponse, { status, error, headers, body }: AwsAnswer): void {
  const own = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
  response.writeHead(status ?? (error ? 400 : 200), {
    ...own,
    ...(error && { 'x-amzn-errortype': error }),
    ...headers,
  });
  const plain = typeof body === 'string' || Buffer.isBuffer(body);
  response.end(plain ? body : JSON.stringify(error ? { __type: error, ...body } : body));
}
