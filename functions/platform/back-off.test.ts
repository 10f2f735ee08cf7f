import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveriesMax } from '../arrows.ts';

type Asked = Record<string, unknown>;

const asked: { target: unknown; input: Asked }[] = [];
let status = 200;
let sqs: Server;
let backOff: typeof import('./back-off.ts');

beforeAll(async () => {
  sqs = createServer((request, response) => {
    void request.toArray().then((body: Buffer[]) => {
      asked.push({
        target: request.headers['x-amz-target'],
        input: JSON.parse(Buffer.concat(body).toString()) as Asked,
      });
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => sqs.listen(0, '127.0.0.1', resolve));
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' };
  const endpoint = `http://127.0.0.1:${(sqs.address() as AddressInfo).port}`;
  Object.assign(process.env, credentials, { AWS_ENDPOINT_URL_SQS: endpoint });
  backOff = await import('./back-off.ts');
});
afterAll(() => sqs.close());

const message = (receives: number) => ({
  messageId: 'm1',
  receiptHandle: 'handle',
  eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:courses-queue',
  attributes: { ApproximateReceiveCount: String(receives) },
});

describe('a message whose reaction has failed', () => {
  it('comes back sooner than its queue would let it, and later each time', async () => {
    await backOff.comeBackSoon(message(2));
    expect(asked.splice(0)).toEqual([
      {
        target: 'AmazonSQS.ChangeMessageVisibility',
        input: {
          QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/000000000000/courses-queue',
          ReceiptHandle: 'handle',
          VisibilityTimeout: 40,
        },
      },
    ]);
    expect([1, 2, 3, 4].map(backOff.waitAfter)).toEqual([10, 40, 160, 640]);
  });
  it('is laid aside at once after its last delivery', () => {
    expect(backOff.waitAfter(deliveriesMax)).toBe(0);
  });
  it('waits for its queue where SQS does not answer well', async () => {
    status = 400;
    await expect(backOff.comeBackSoon(message(1))).resolves.toBeUndefined();
  });
});
