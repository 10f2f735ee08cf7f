// From a request to an operation and from its answer to the line.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { corsHeaders, listObjects, preflight, putCors, putLifecycle } from './buckets.ts';
import type { Cloud } from './call.ts';
import { type Answer, checkFeatures, checkKey, decode, type Operation } from './call.ts';
import { postObject } from './form.ts';
import { abortUpload, completeUpload, createUpload, listParts, uploadPart } from './multipart.ts';
import { copyObject, deleteObject, deleteObjects, getObject, putObject, putTagging } from './objects.ts';
import { authenticate, type Caller } from './signature.ts';
import type { Source } from './store.ts';
import { S3Error } from './xml.ts';

/** Method, level and the query names that choose an operation. */
const operations: Record<string, Operation> = {
  'HEAD bucket': { action: 's3:ListBucket', run: () => ({}) },
  'GET bucket list-type': { action: 's3:ListBucket', run: listObjects },
  'POST bucket delete': { action: '', run: deleteObjects },
  'PUT bucket cors': { action: 's3:PutBucketCORS', run: putCors },
  'PUT bucket lifecycle': { action: 's3:PutLifecycleConfiguration', run: putLifecycle },
  'GET key': { action: 's3:GetObject', run: getObject },
  'HEAD key': { action: 's3:GetObject', run: getObject },
  'PUT key': { action: 's3:PutObject', run: putObject },
  'COPY key': { action: 's3:PutObject', run: copyObject },
  'DELETE key': { action: 's3:DeleteObject', run: deleteObject },
  'PUT key tagging': { action: 's3:PutObjectTagging', run: putTagging },
  'POST key uploads': { action: 's3:PutObject', run: createUpload },
  'PUT key partNumber&uploadId': { action: 's3:PutObject', run: uploadPart },
  'GET key uploadId': { action: 's3:ListMultipartUploadParts', run: listParts },
  'POST key uploadId': { action: 's3:PutObject', run: completeUpload },
  'DELETE key uploadId': { action: 's3:AbortMultipartUpload', run: abortUpload },
};

const plainParameters =
  /^(x-id|x-amz-.*|response-.*|prefix|delimiter|max-keys|continuation-token|start-after|encoding-type|max-parts|part-number-marker)$/i;

interface Target {
  path: string;
  bucketName: string;
  key: string;
  query: [string, string][];
}

/** Takes the address apart by hand: a URL object would resolve the `..` that a key may contain. */
function parseTarget(url: string): Target {
  const [rawPath = '', rawQuery = ''] = url.split(/\?(.*)/s);
  const path = decode(rawPath);
  const [, bucketName = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  checkKey(key);
  const query = rawQuery
    .split('&')
    .filter(Boolean)
    .map((pair): [string, string] => {
      const [name = '', value = ''] = pair.replaceAll('+', ' ').split(/=(.*)/s).map(decode);
      return [name, value];
    });
  return { path, bucketName, key, query };
}

/** `PUT key partNumber&uploadId` and the like. */
function routeOf(method: string, { bucketName, key, query }: Target, headers: Map<string, string>): string {
  const level = key ? 'key' : bucketName ? 'bucket' : 'service';
  const choosing = query
    .map(([name]) => name)
    .filter((name) => !plainParameters.test(name))
    .sort()
    .join('&');
  const verb = method === 'PUT' && headers.has('x-amz-copy-source') ? 'COPY' : method;
  return `${verb} ${level} ${choosing}`.trim();
}

async function answerTo(cloud: Cloud, request: IncomingMessage, body: Source): Promise<Answer> {
  const target = parseTarget(request.url ?? '');
  const { path, query, bucketName, key } = target;
  const method = request.method ?? '';
  const headers = new Map(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.join(',') ?? '']),
  );
  if (method === 'OPTIONS') return preflight(cloud.bucket(bucketName), headers);
  const isForm = /^multipart\/form-data/i.test(headers.get('content-type') ?? '') && method === 'POST' && key === '';
  const anyone: Caller = {
    accessKeyId: '',
    payloadHash: '',
    signature: '',
    stamp: '',
    scope: '',
    signingKey: Buffer.alloc(0),
  };
  const caller = isForm ? anyone : authenticate({ method, path, query, headers }, cloud.verifier);
  // In a presigned URL x-amz headers travel as parameters. S3 ignores checksums there, which SDK v3 computes
  // over no body at all.
  const hoisted = query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => /^x-amz-(?!checksum-)/.test(name));
  const effective = new Map([...hoisted, ...headers]);
  checkFeatures([...effective.keys()]);
  const route = routeOf(method, target, effective);
  if (route === 'PUT bucket') return createByRequest(cloud, caller, bucketName);
  const operation = isForm ? { action: '', run: postObject } : operations[route];
  if (!operation) throw new S3Error('NotImplemented', `${route} is not implemented here`);
  if (operation.action) cloud.authorise(caller, operation.action, bucketName, key);
  return operation.run({
    cloud,
    method,
    key,
    caller,
    body,
    bucket: cloud.bucket(bucketName),
    headers: effective,
    query: new Map(query),
  });
}

async function createByRequest(cloud: Cloud, caller: Caller, name: string): Promise<Answer> {
  cloud.authorise(caller, 's3:CreateBucket', name);
  if (cloud.buckets.has(name))
    throw new S3Error('BucketAlreadyOwnedByYou', 'You already own this bucket.', { BucketName: name });
  await cloud.createBucket(name);
  return { headers: { location: `/${name}` } };
}

function refusal(cloud: Cloud, request: IncomingMessage, requestId: string, error: unknown): Answer {
  const known = error instanceof S3Error ? error : new S3Error('InternalError', 'We encountered an internal error.');
  const resource = (request.url ?? '').replace(/\?.*/s, ''); // a query may hold a signature, which no log should
  const { code, status, message } = known;
  const cause = known === error ? {} : { cause: String(error) };
  if (!request.socket.destroyed)
    cloud.options.log?.({ s3: `${request.method} ${resource}`, status, code, message, ...cause });
  return { status, headers: { 'content-type': 'application/xml' }, body: known.toXml(resource, requestId) };
}

async function send(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  extra: Record<string, string>,
): Promise<void> {
  const { status = 200, headers = {}, body = '' } = answer;
  const given: [string, string | number | undefined][] = Object.entries({
    ...headers,
    ...extra,
    server: 'AmazonS3',
  }).filter(([, value]) => value !== undefined);
  if (typeof body === 'string' && request.method !== 'HEAD' && status !== 204 && status !== 304)
    given.push(['content-length', Buffer.byteLength(body)]);
  response.writeHead(status, Object.fromEntries(given) as Record<string, string>);
  if (typeof body !== 'string') await pipeline(body, response);
  else response.end(request.method === 'HEAD' ? undefined : body);
}

export async function serve(cloud: Cloud, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  // Not `for await` on the request: leaving such a loop early would cut the line before the refusal is out.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  const answer = await answerTo(cloud, request, body).catch((error: unknown) =>
    refusal(cloud, request, requestId, error),
  );
  await body.return?.();
  const bucket = cloud.buckets.get(request.url?.split(/[/?]/)[1] ?? '');
  const { origin } = request.headers;
  const cors =
    bucket && origin && request.method !== 'OPTIONS'
      ? corsHeaders(bucket, origin, request.method ?? '', [])
      : undefined;
  await send(answer, request, response, { 'x-amz-request-id': requestId, ...cors });
  request.resume(); // what a refused sender still sends is read away, so the connection can go on
}
