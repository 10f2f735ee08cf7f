// What Kurs relies on in its local S3, asked through the real SDK: the cloud's behaviour, above all its refusals.
import { type ChildProcess, fork } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unchunk } from '../../infra/local/s3/payload.ts';
import { authenticate } from '../../infra/local/s3/signature.ts';
import { type LocalS3, startS3 } from '../../infra/local/s3.ts';

const Bucket = 'kurs-media';
const folder = mkdtempSync(join(tmpdir(), 'kurs-s3-'));
const root = join(folder, 'root');
const denied = new Set<string>();
const logged: string[] = [];
let s3: LocalS3;
let client: S3Client;

const clientFor = (
  endpoint: string,
  secretAccessKey = 'secret',
  accessKeyId = 'api',
  systemClockOffset = 0,
): S3Client => {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials,
    systemClockOffset,
  });
};

beforeAll(async () => {
  s3 = await startS3({
    root,
    secretOf: (id) => (id === 'api' ? 'secret' : undefined),
    allow: (caller, action, resource) => !denied.has(`${caller} ${action} ${resource}`),
    log: (line) => logged.push(JSON.stringify(line)),
  });
  await s3.createBucket(Bucket, {
    cors: [
      {
        AllowedOrigins: ['http://localhost:*'],
        AllowedMethods: ['PUT'],
        AllowedHeaders: ['*'],
        ExposedHeaders: ['ETag'],
      },
    ],
  });
  client = clientFor(s3.url);
});

afterAll(async () => {
  client.destroy();
  await s3.close();
  rmSync(folder, { recursive: true });
});

const put = (Key: string, Body: string | Buffer, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string, more: object = {}) => {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return (await answer.Body?.transformToString()) ?? '';
};
const unfinished = (bucketFolder = join(root, Bucket)): string[] => readdirSync(join(bucketFolder, 'temporary'));
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('writing', () => {
  test('of many writers who each want to be first, one is; the others get 412', async () => {
    const tries = await Promise.allSettled(['a', 'b', 'c', 'd'].map((text) => put('once', text, { IfNoneMatch: '*' })));
    const won = tries.findIndex(({ status }) => status === 'fulfilled');
    expect(
      tries
        .filter(({ status }) => status === 'rejected')
        .map((lost) => ((lost as PromiseRejectedResult).reason as Error).name),
    ).toEqual(Array(3).fill('PreconditionFailed'));
    expect(await get('once')).toBe('abcd'[won]);
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: 'once' }));
    await put('once', 'second', { IfMatch: ETag });
    await expect(put('once', 'third', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  test.each([
    ['CRC32', { ChecksumCRC32: 'AAAAAA==' }],
    ['SHA-256', { ChecksumSHA256: createHash('sha256').update('other').digest('base64') }],
    ['MD5', { ContentMD5: createHash('md5').update('other').digest('base64') }],
  ])('a body that is not what its %s says is refused and nothing is stored', async (_, promise) => {
    await expect(put('broken', 'hello', promise)).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(get('broken')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(unfinished()).toEqual([]);
  });

  test('an object keeps its headers, also through a copy', async () => {
    await put('kept', 'text', { ContentType: 'text/vtt', CacheControl: 'max-age=3', Metadata: { by: 'anna' } });
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/kept` }));
    const copy = await client.send(new GetObjectCommand({ Bucket, Key: 'copy' }));
    expect(copy).toMatchObject({ ContentType: 'text/vtt', CacheControl: 'max-age=3', Metadata: { by: 'anna' } });
    expect(await copy.Body?.transformToString()).toBe('text');
  });

  test('a sender who goes away in the middle leaves nothing', async () => {
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'half' }));
    const sender = request(url, { method: 'PUT', headers: { 'content-length': 1_000_000 } });
    sender.on('error', () => undefined).write(Buffer.alloc(500_000));
    await until(() => unfinished().length === 1);
    sender.destroy();
    await until(() => unfinished().length === 0);
    await expect(get('half')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test.each([
    '../../outside',
    '..',
    '/etc/passwd',
    'a//b/',
    'A/курс ä+&<\r>.txt',
    '%2e%2e%2f',
    'k'.repeat(1020),
    'a',
    'a/b',
    'con~/x=',
  ])('the key %j is only a name: it comes back as it was and stays inside the bucket', async (Key) => {
    await put(`odd:${Key}`, Key);
    await s3.put(Bucket, Key, Buffer.from('in process'));
    expect(await get(`odd:${Key}`)).toBe(Key);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, EncodingType: undefined }));
    expect(Contents.map((object) => object.Key)).toEqual(expect.arrayContaining([Key, `odd:${Key}`]));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key: `odd:${Key}` }] } }));
    expect(await s3.read(Bucket, Key)).toBeUndefined();
    expect(readdirSync(folder).concat(readdirSync(root))).toEqual(['root', Bucket]);
  });
});

describe('who may', () => {
  test('a presigned URL works until it expires and not when forged', async () => {
    await put('signed', 'text');
    const status = async (url: string) => (await fetch(url)).status;
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'signed' }), { expiresIn: 60 });
    const old = { expiresIn: 60, signingDate: new Date(Date.now() - 61_000) };
    expect(await status(url)).toBe(200);
    expect(await status(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'signed' }), old))).toBe(403);
    expect(await status(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).toBe(403);
    expect(await status(url.replace('/signed', '/once'))).toBe(403);
    expect(await status(`${s3.url}/${Bucket}/signed`)).toBe(403);
  });

  test('a wrong secret, an unknown key and a wrong clock are told apart', async () => {
    const head = (who: S3Client) => who.send(new GetObjectCommand({ Bucket, Key: 'signed' }));
    await expect(head(clientFor(s3.url, 'wrong'))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    await expect(head(clientFor(s3.url, 'secret', 'nobody'))).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    await expect(head(clientFor(s3.url, 'secret', 'api', -16 * 60_000))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
  });

  test('what IAM denies is 403, and who may not list is not told what is missing', async () => {
    denied.add(`api s3:GetObject arn:aws:s3:::${Bucket}/once`).add(`api s3:ListBucket arn:aws:s3:::${Bucket}`);
    await expect(get('once')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(get('missing')).rejects.toMatchObject({ name: 'AccessDenied' });
    denied.clear();
    await expect(get('missing')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('a form does what its policy says and nothing else', async () => {
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const credential = `api/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const signed = { 'x-amz-algorithm': 'AWS4-HMAC-SHA256', 'x-amz-credential': credential, 'x-amz-date': date };
    const policy = Buffer.from(
      JSON.stringify({
        expiration: new Date(Date.now() + 60_000).toISOString(),
        conditions: [
          { bucket: Bucket },
          ['starts-with', '$key', 'in/'],
          ['content-length-range', 2, 10],
          ...Object.entries(signed).map(([k, v]) => ({ [k]: v })),
        ],
      }),
    ).toString('base64');
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const key = credential.split('/').slice(1).reduce<string | Buffer>(hmac, 'AWS4secret');
    const post = async (fields: object, text: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({
        ...signed,
        policy,
        'x-amz-signature': hmac(key, policy).toString('hex'),
        ...fields,
      }))
        form.append(name, value);
      form.append('file', new Blob([text]), 'a.txt');
      const answer = await fetch(`${s3.url}/${Bucket}`, { method: 'POST', body: form });
      return answer.ok ? answer.status : /<Code>(\w+)/.exec(await answer.text())?.[1];
    };
    expect(await post({ key: 'in/${filename}' }, 'hello')).toBe(204);
    expect(await get('in/a.txt')).toBe('hello');
    expect(await post({ key: 'out' }, 'hello')).toBe('AccessDenied');
    expect(await post({ key: 'in/b', acl: 'public-read' }, 'hello')).toBe('AccessDenied');
    expect(await post({ key: 'in/b' }, 'hello, hello')).toBe('EntityTooLarge');
    expect(await post({ key: 'in/b', 'x-amz-signature': '0'.repeat(64) }, 'hello')).toBe('SignatureDoesNotMatch');
  });

  test('signed chunks are read as in the example of the S3 manual, and refused when one byte differs', async () => {
    const headers = new Map(
      Object.entries({
        host: 's3.amazonaws.com',
        'x-amz-date': '20130524T000000Z',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': '66560',
        'content-length': '66824',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;' +
          'content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,' +
          'Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
      }),
    );
    const verifier = {
      region: 'us-east-1',
      now: Date.UTC(2013, 4, 24),
      secretOf: () => 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    };
    const caller = authenticate(
      { method: 'PUT', path: '/examplebucket/chunkObject.txt', query: [], headers },
      verifier,
    );
    const body = (letter: string) =>
      [
        ['10000', 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648', letter + 'a'.repeat(65_535)],
        ['400', '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497', 'a'.repeat(1024)],
        ['0', 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9', ''],
      ]
        .map(([size, signature, text]) => `${size};chunk-signature=${signature}\r\n${text}\r\n`)
        .join('');
    const read = (text: string) => buffer(unchunk(Readable.from([Buffer.from(text)]), caller, new Map()));
    expect((await read(body('a'))).toString()).toBe('a'.repeat(66_560));
    await expect(read(body('b'))).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('a browser gets CORS headers from an allowed origin only', async () => {
    const ask = (origin: string) =>
      fetch(`${s3.url}/${Bucket}/x`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT' },
      });
    expect((await ask('http://localhost:5173')).headers.get('access-control-allow-origin')).toBe(
      'http://localhost:5173',
    );
    expect((await ask('http://evil.example')).status).toBe(403);
  });

  test('what is not built is refused with 501 and said in the log', async () => {
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'once', VersionId: '3' }));
    expect((await fetch(url)).status).toBe(501);
    expect(logged.at(-1)).toContain('GET key versionId is not implemented');
  });
});

describe('reading', () => {
  test('ranges from the front, the middle and the end; 416 beyond', async () => {
    await put('range', '0123456789');
    expect(await get('range', { Range: 'bytes=2-4' })).toBe('234');
    expect(await get('range', { Range: 'bytes=7-' })).toBe('789');
    expect(await get('range', { Range: 'bytes=-2' })).toBe('89');
    const ukrainian = { ResponseContentDisposition: 'attachment; filename="Лекція.pdf"' };
    await expect(get('range', ukrainian)).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(get('range', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
    const part = await s3.read(Bucket, 'range', { start: 3, end: 99 });
    expect(part).toMatchObject({ size: 10, start: 3, end: 9 });
    expect((await buffer(part?.stream ?? Readable.from([]))).toString()).toBe('3456789');
  });

  test('a list comes page by page, in the order of bytes, folders once', async () => {
    const keys = ['p/a/1', 'p/a/2', 'p/b', 'p/c/1', 'p/z', 'p/ä', 'p/😀', 'p/\uffee'];
    for (const key of keys) await put(key, 'x');
    const names: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'p/', Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      );
      names.push(
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ''),
        ...(page.Contents ?? []).map(({ Key }) => Key ?? ''),
      );
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(names).toEqual(['p/a/', 'p/b', 'p/c/', 'p/z', 'p/ä', 'p/\uffee', 'p/😀']);
  });
});

describe('multipart', () => {
  const start = async (Key: string, sizes: number[]) => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const parts = await Promise.all(
      sizes.map(async (size, index) => {
        const PartNumber = index + 1;
        const { ETag } = await client.send(
          new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: Buffer.alloc(size, PartNumber) }),
        );
        return { PartNumber, ETag };
      }),
    );
    const complete = (Parts: object[]) =>
      client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
    return { parts, complete };
  };

  test('a missing, changed, misplaced or small part is refused, and the upload can still be completed', async () => {
    const { parts, complete } = await start('video', [5 * 2 ** 20, 10, 20]);
    const [first, second, third] = parts as [object, object, object];
    await expect(complete([first, { ...third, PartNumber: 4 }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([{ ...first, ETag: '"x"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([second, first])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([first, second, third])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(get('video')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await complete([first, third]);
    expect((await s3.read(Bucket, 'video', { start: -21 }))?.size).toBe(5 * 2 ** 20 + 20);
    await expect(complete([first, third])).rejects.toMatchObject({ name: 'NoSuchUpload' });
    expect(readdirSync(join(root, Bucket, 'uploads'))).toEqual([]);
  });
});

describe('a server in its own process', () => {
  const script = join(folder, 'server.mjs');
  const home = join(folder, 'other');

  const launch = async (): Promise<{ child: ChildProcess; other: S3Client }> => {
    writeFileSync(
      script,
      `
      import { startS3 } from ${JSON.stringify(new URL('../../infra/local/s3.ts', import.meta.url).href)};
      const s3 = await startS3({ root: ${JSON.stringify(home)}, secretOf: () => 'secret' });
      await s3.createBucket('other');
      process.on('message', () => process.send(process.resourceUsage().maxRSS / 1024));
      process.on('disconnect', () => process.exit());
      process.send(s3.url);`,
    );
    const child = fork(script);
    const [url] = (await once(child, 'message')) as [string];
    return { child, other: clientFor(url) };
  };

  const peakMegabytes = async (child: ChildProcess): Promise<number> => {
    child.send('');
    return ((await once(child, 'message')) as [number])[0];
  };

  test('killed in mid-upload it keeps what it acknowledged and no half object', { timeout: 30_000 }, async () => {
    const { child, other } = await launch();
    await other.send(new PutObjectCommand({ Bucket: 'other', Key: 'whole', Body: 'text' }));
    const url = await getSignedUrl(other, new PutObjectCommand({ Bucket: 'other', Key: 'half' }));
    const sender = request(url, { method: 'PUT', headers: { 'content-length': 1_000_000 } });
    sender.on('error', () => undefined).write(randomBytes(900_000));
    await until(() => unfinished(join(home, 'other')).length === 1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await launch();
    const list = await again.other.send(new ListObjectsV2Command({ Bucket: 'other' }));
    expect(list.Contents?.map(({ Key }) => Key)).toEqual(['whole']);
    expect(unfinished(join(home, 'other'))).toEqual([]);
    again.child.kill();
  });

  test('a big object passes through without being held in memory', { timeout: 30_000 }, async () => {
    const { child, other } = await launch();
    const size = 256 * 2 ** 20;
    const before = await peakMegabytes(child);
    const piece = Buffer.alloc(2 ** 20, 7);
    const Body = Readable.from(Array.from({ length: 256 }, () => piece));
    await other.send(new PutObjectCommand({ Bucket: 'other', Key: 'big', Body, ContentLength: size }));
    const answer = await other.send(new GetObjectCommand({ Bucket: 'other', Key: 'big' }));
    let read = 0;
    for await (const chunk of answer.Body as Readable) read += (chunk as Buffer).length;
    expect(read).toBe(size);
    expect((await peakMegabytes(child)) - before).toBeLessThan(120);
    child.kill();
  });
});

test('the files under the root carry the whole truth: a second start shows the same', async () => {
  const second = await startS3({ root, secretOf: () => undefined });
  const found = await second.read(Bucket, 'range');
  expect((await buffer(found?.stream ?? Readable.from([]))).toString()).toBe('0123456789');
  expect(existsSync(join(root, Bucket, 'settings')) && readFileSync(join(root, Bucket, 'settings'), 'utf8')).toContain(
    'http://localhost:*',
  );
  await second.close();
});
