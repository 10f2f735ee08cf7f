// Uploads in parts as browsers send films: signed one by one, each under its checksum, asked through the real SDK.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalS3, startS3 } from '../../infra/local/s3.ts';

const Bucket = 'kurs-content';
const root = mkdtempSync(join(tmpdir(), 'kurs-s3-parts-'));
let s3: LocalS3;
let client: S3Client;

beforeAll(async () => {
  s3 = await startS3({ root, secretOf: () => 'secret' });
  await s3.createBucket(Bucket);
  client = new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'api', secretAccessKey: 'secret' },
  });
});
afterAll(async () => {
  client.destroy();
  await s3.close();
  rmSync(root, { recursive: true });
});

describe('an upload in parts with a checksum for each', () => {
  const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
  const bodies = [Buffer.alloc(5 * 2 ** 20, 1), Buffer.from('the end')];
  const begin = async (Key: string) => {
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'SHA256' }),
    );
    const place = { Bucket, Key, UploadId };
    const address = (PartNumber: number, ChecksumSHA256: string, ContentLength: number) =>
      getSignedUrl(client, new UploadPartCommand({ ...place, PartNumber, ChecksumSHA256, ContentLength }), {
        unhoistableHeaders: new Set(['x-amz-checksum-sha256', 'content-length']),
        signableHeaders: new Set(['x-amz-checksum-sha256', 'content-length', 'host']),
      });
    const send = async (PartNumber: number, body: Buffer, sum = sumOf(body), said = sum) => {
      const url = await address(PartNumber, sum, body.length);
      const headers = { 'x-amz-checksum-sha256': said };
      const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) });
      return answer.ok ? answer.status : /<Code>(\w+)/.exec(await answer.text())?.[1];
    };
    const complete = (Parts: object[], more: object = {}) =>
      client.send(new CompleteMultipartUploadCommand({ ...place, ...more, MultipartUpload: { Parts } }));
    const list = async (more: object = {}) => client.send(new ListPartsCommand({ ...place, ...more }));
    return { place, send, complete, list };
  };

  test('a signed part takes these very bytes; what came is listed in order with its checksum', async () => {
    const { send, list } = await begin('signed-parts');
    expect(await send(2, bodies[1]!)).toBe(200);
    expect(await send(1, bodies[0]!, sumOf(bodies[1]!))).toBe('BadDigest');
    expect(await send(1, bodies[0]!, sumOf(bodies[0]!), sumOf(bodies[1]!))).toBe('SignatureDoesNotMatch');
    expect(await send(1, bodies[0]!)).toBe(200);
    expect(await send(1, bodies[0]!)).toBe(200);
    const { Parts = [] } = await list();
    expect(Parts.map(({ PartNumber, Size, ChecksumSHA256 }) => [PartNumber, Size, ChecksumSHA256])).toEqual(
      bodies.map((body, index) => [index + 1, body.length, sumOf(body)]),
    );
    const first = await list({ MaxParts: 1 });
    expect([first.IsTruncated, first.NextPartNumberMarker]).toEqual([true, '1']);
  });

  test('is put together only with all checksums, and has one of its own', async () => {
    const { place, send, complete, list } = await begin('summed');
    for (const [index, body] of bodies.entries()) await send(index + 1, body);
    const parts = (await list()).Parts!.map(({ PartNumber, ETag, ChecksumSHA256 }) => ({
      ...{ PartNumber, ETag, ChecksumSHA256 },
    }));
    const without = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    await expect(complete(without)).rejects.toMatchObject({ name: 'InvalidRequest' });
    const swapped = parts.map((part, index) => ({ ...part, ChecksumSHA256: parts[1 - index]!.ChecksumSHA256 }));
    await expect(complete(swapped)).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(parts, { ChecksumSHA256: sumOf(bodies[0]!) })).rejects.toMatchObject({ name: 'BadDigest' });
    const composite = sumOf(Buffer.concat(bodies.map((body) => Buffer.from(sumOf(body), 'base64'))));
    expect((await complete(parts, { ChecksumSHA256: composite })).ChecksumSHA256).toBe(`${composite}-2`);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: place.Key, ChecksumMode: 'ENABLED' }));
    expect([head.ContentLength, head.ChecksumSHA256]).toEqual([5 * 2 ** 20 + 7, `${composite}-2`]);
    const copy = (CopySourceIfMatch: string) =>
      client.send(new CopyObjectCommand({ Bucket, Key: 'joined', CopySource: `${Bucket}/summed`, CopySourceIfMatch }));
    await expect(copy('"another"')).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await copy(head.ETag!);
    expect((await s3.read(Bucket, 'joined'))?.size).toBe(5 * 2 ** 20 + 7);
  });

  test('a part without one is refused, and after an end there is no upload', async () => {
    const { place, send, list } = await begin('ended');
    const bare = new UploadPartCommand({ ...place, PartNumber: 1, Body: bodies[1]!, ChecksumAlgorithm: 'CRC32' });
    await expect(client.send(bare)).rejects.toMatchObject({ name: 'InvalidRequest' });
    await client.send(new AbortMultipartUploadCommand(place));
    expect(await send(1, bodies[1]!)).toBe('NoSuchUpload');
    await expect(list()).rejects.toMatchObject({ name: 'NoSuchUpload' });
    expect(readdirSync(join(root, Bucket, 'uploads'))).not.toContain(place.UploadId);
  });
});
