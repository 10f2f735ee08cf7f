/** The limits of Lambda, API Gateway, EventBridge and of the template’s reader: what the cloud would not do, the laptop does not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EventBus } from '../../infra/local/events.ts';
import { createHttpApis } from '../../infra/local/http-api.ts';
import { LambdaFunction } from '../../infra/local/lambda.ts';
import { Template } from '../../infra/local/template.ts';

const folder = mkdtempSync(join(tmpdir(), 'kurs-limits-'));
const running: LambdaFunction[] = [];
let number = 0;

afterAll(async () => {
  await Promise.all(running.map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe('Lambda', () => {
  it('takes no event and gives no answer of more than six megabytes', async () => {
    const fn = functionOf('export const handler = ({ bytes }) => "x".repeat(bytes);');
    expect((await fn.invoke({ bytes: 6_291_000 })).error).toBeUndefined();
    expect((await fn.invoke({ bytes: 6_300_000 })).error?.errorType).toBe('Function.ResponseSizeTooLarge');
    expect((await fn.invoke({ text: 'x'.repeat(6_300_000) })).error?.errorType).toBe('RequestTooLargeException');
  });
  it('ends a function that wants more memory than it was given, and starts it anew', async () => {
    const fn = functionOf(`export const handler = ({ much }) => {
      const all = [];
      while (much) all.push(Array.from({ length: 100_000 }, (_, i) => i + all.length * 0.5));
      return 'well';
    };`);
    expect((await fn.invoke({ much: true })).error?.errorType).toBe('Runtime.OutOfMemory');
    expect((await fn.invoke({})).payload).toBe('"well"');
  });
  it('ends a function that takes longer than it may', async () => {
    const fn = functionOf('export const handler = () => new Promise((done) => setTimeout(done, 60_000));', {
      timeout: 1,
    });
    const { error } = await fn.invoke({});
    expect(error).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('1.00 seconds'),
    });
  });
  it('freezes a function from its answer to its next request', async () => {
    const fn = functionOf(`let ticks = 0;
      export const handler = () => {
        const before = ticks;
        setInterval(() => ticks++, 1);
        return before;
      };`);
    const busy = functionOf('export const handler = () => new Promise((done) => setTimeout(done, 300));');
    await fn.invoke({});
    await busy.invoke({});
    expect(Number((await fn.invoke({})).payload)).toBeLessThan(5);
  });
  it('lets no function run for more than fifteen minutes, or with memory it does not have', () => {
    expect(() => functionOf('', { timeout: 901 })).toThrow('15 minutes');
    expect(() => functionOf('', { memory: 64 })).toThrow('memory');
    expect(() => functionOf('', { memory: 20_480 })).toThrow('memory');
  });
});

describe('the gateway', () => {
  const request = { method: 'POST', url: '/api/slow', headers: {}, sourceIp: '127.0.0.1' };
  const slow = 'export const handler = ({ body }) => new Promise((done) => setTimeout(done, Number(body ?? 0)));';
  const gateway = (TimeoutInMillis: number) => {
    const fn = functionOf(slow);
    return createHttpApis(templateOf(gatewayOf(fn, TimeoutInMillis)), [fn], Date)[0]!;
  };

  it('answers 503 when the function takes longer than the route waits', async () => {
    const answer = await gateway(200).handle({ ...request, body: Buffer.from('5000') });
    expect([answer.status, String(answer.body)]).toEqual([503, '{"message":"Service Unavailable"}']);
  });
  it('waits for nobody longer than thirty seconds', () => {
    expect(() => gateway(30_001)).toThrow('30 seconds');
  });
  it('takes no request of more than ten megabytes, nor one that Lambda does not take', async () => {
    const api = gateway(30_000);
    for (const bytes of [10 * 1024 * 1024 + 1, 7 * 1024 * 1024])
      expect((await api.handle({ ...request, body: Buffer.alloc(bytes, '0') })).status).toBe(413);
  });
});

describe('EventBridge', () => {
  it('passes on no event of more than 256 kB, and says so', async () => {
    const lines: Record<string, unknown>[] = [];
    const options = {
      clock: Date,
      persist: false,
      chaos: false,
      log: (line: Record<string, unknown>) => lines.push(line),
    };
    const events = new EventBus({ template: templateOf(queueOf()), dataDir: join(folder, 'events'), ...options });
    const put = (bytes: number) =>
      events.putEvent('default', { source: 'test', 'detail-type': 'test', detail: { text: 'x'.repeat(bytes) } });
    put(200_000);
    expect(events.queue('queue')?.messages()).toHaveLength(1);
    put(300_000);
    expect(events.queue('queue')?.messages()).toHaveLength(1);
    expect(lines).toMatchObject([{ level: 'error', from: 'events', source: 'test' }]);
    await events.close();
  });
});

describe('a template', () => {
  it('with a type that nobody has thought of stops the start by name', () => {
    expect(() => templateOf({ strange: { Type: 'AWS::Neptune::DBCluster' } })).toThrow(
      'AWS::Neptune::DBCluster (Test/strange)',
    );
  });
  it('with a property that nobody has thought of stops the start by name', () => {
    const queue = { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } };
    expect(() => templateOf({ queue })).toThrow('AWS::SQS::Queue FifoQueue (Test/queue)');
  });
});

function functionOf(code: string, more: { timeout?: number; memory?: number } = {}): LambdaFunction {
  const name = `function-${(number += 1)}`;
  const dir = join(folder, name);
  mkdirSync(dir);
  writeFileSync(join(dir, 'index.mjs'), code);
  const rest = { handler: 'index.handler', environment: {}, memory: 128, timeout: 30, log: () => undefined, ...more };
  const made = new LambdaFunction({ name, arn: `arn:aws:lambda:function:${name}`, dir, ...rest });
  running.push(made);
  return made;
}

function templateOf(Resources: Record<string, object>): Template {
  const assembly = mkdtempSync(join(folder, 'assembly-'));
  const artifacts = { Test: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } } };
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(assembly, 'Test.template.json'), JSON.stringify({ Resources }));
  return new Template({ assembly, parameters: {}, secret: () => '' });
}

const gatewayOf = (fn: LambdaFunction, TimeoutInMillis: number) => ({
  api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: { Ref: 'api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: fn.arn, TimeoutInMillis },
  },
  route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'api' },
      RouteKey: 'ANY /api/slow',
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'integration' }]] },
    },
  },
});

const queueOf = () => ({
  queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'queue' } },
  rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['test'] },
      Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['queue', 'Arn'] } }],
    },
  },
});
