import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** S3 as it answers a role that may not list: 403 for what is not there, to HEAD without a body. */
let server: Server;
let put: string[] = [];
let blobs: typeof import('./blobs.ts');

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    if (request.method === 'PUT') put.push(request.url ?? '');
    response.statusCode = request.method === 'PUT' ? 200 : 403;
    const refusal = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
    response.end(request.method === 'GET' ? refusal : '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    CONTENT_BUCKET: 'content',
  });
  blobs = await import('./blobs.ts');
});
afterAll(() => server.close());

const hash = 'a'.repeat(64);

describe('what is not there, for a role that may not list', () => {
  it('has no size', async () => {
    expect(await blobs.contentSize(hash)).toBeUndefined();
    expect(await blobs.incomingSize('job_x', hash)).toBeUndefined();
  });
  it('is no manifest', async () => {
    expect(await blobs.incomingManifest('job_x', hash)).toBeUndefined();
  });
  it('is put as content', async () => {
    put = [];
    const kept = await blobs.putContent('text', 'text/plain');
    expect(put).toEqual([expect.stringContaining(`/sha256/${kept}`)]);
  });
});

describe('a file to save', () => {
  it('keeps its name in any letters, and the name ends no header', () => {
    expect(blobs.attachment('План (1).pdf')).toBe(
      `attachment; filename="____ (1).pdf"; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%281%29.pdf`,
    );
    const sly = blobs.attachment(`a"; filename="x.html\r\nX: 1/../'`);
    expect(sly.match(/"/g)).toHaveLength(2);
    expect(sly).not.toMatch(/[\r\n/]/);
    expect(sly).toContain("filename*=UTF-8''a_%3B%20filename%3D_x.html%0D%0AX_%201_.._%27");
  });
});
