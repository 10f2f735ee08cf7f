/** Stream → pipe → bus → queue → function: nothing acknowledged is lost, neither by failures nor by kill -9. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDynamoDb, type DynamoDb, type TableProperties } from '../../infra/local/dynamodb.ts';
import { EventBus } from '../../infra/local/events.ts';
import { LambdaFunction } from '../../infra/local/lambda.ts';
import { Template } from '../../infra/local/template.ts';

const folder = mkdtempSync(join(tmpdir(), 'kurs-events-'));
const seenFile = join(folder, 'seen');
let database: DynamoDb;
let number = 0;
let running: { events: EventBus; functions: LambdaFunction[]; streamArn: string }[] = [];

beforeAll(async () => {
  database = await startDynamoDb({ port: await freePort(), dataDir: join(folder, 'database'), inMemory: true });
  writeHandler();
}, 60_000);
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  number += 1;
  writeFileSync(seenFile, '');
  writeAssembly(number);
  mkdirSync(data(), { recursive: true });
});
afterEach(async () => {
  for (const one of running.splice(0)) await stop(one);
});

describe('records on their way to the rooms', () => {
  test('a record reaches the functions whose rule wants its type, other items reach none', async () => {
    const { events } = await start();
    await put('$record#1', 'a', 'course.released');
    await put('$record#1', 'b', 'case.closed');
    await put('$course#1', 'c', 'course.released');
    await events.settled();
    expect(seen().sort()).toEqual(['every a', 'every b', 'exact a']);
  });

  test('what fails is tried five times and then kept as a dead letter; its neighbours are not tried again', async () => {
    const { events } = await start();
    await Promise.all(['good', 'poison', 'fine'].map((id) => put('$record#1', id, 'case.opened')));
    await events.settled();
    expect(seen().filter((line) => line === 'every poison')).toHaveLength(5);
    expect(
      seen()
        .filter((line) => line !== 'every poison')
        .sort(),
    ).toEqual(['every fine', 'every good']);
    expect(events.deadLetters()).toMatchObject([
      { queue: expect.stringContaining('every-queue'), receives: 5, body: expect.stringContaining('poison') },
    ]);
  });

  test('chaos doubles and shuffles, and still everything arrives', async () => {
    const { events } = await start({ chaos: 11 });
    const ids = Array.from({ length: 20 }, (_, index) => `r${String(index).padStart(2, '0')}`);
    for (const id of ids) await put('$record#1', id, 'case.opened');
    await events.settled();
    const came = seen().map((line) => line.replace('every ', ''));
    expect([...new Set(came)].sort()).toEqual(ids);
    expect(came.length).toBeGreaterThan(ids.length);
    expect(came).not.toEqual([...came].sort());
  });
});

describe('the next start', () => {
  test('goes on where the last one stopped', async () => {
    const first = await start();
    await put('$record#1', 'before', 'case.opened');
    await first.events.settled();
    await stop(first);
    await put('$record#1', 'between', 'case.opened');
    const second = await start();
    await second.events.settled();
    expect(seen()).toEqual(['every before', 'every between']);
  });

  test('tries again what was failing, and remembers how often it has', async () => {
    const first = await start();
    await put('$record#1', 'poison', 'case.opened');
    while (seen().length < 2) await sleep(10);
    await stop(first);
    await (await start()).events.settled();
    expect(seen().length).toBeLessThanOrEqual(6);
    expect((await start()).events.deadLetters()).toHaveLength(1);
  });

  test('delivers an event that was put before a kill', async () => {
    await killedChild(
      `events.putEvent('default', { source: 'aws.mediaconvert', 'detail-type': 'done', detail: { id: 'video' } })`,
    );
    await (await start()).events.settled();
    expect(seen()).toEqual(['every video']);
  });

  test('finishes what kill -9 interrupted', async () => {
    const { streamArn } = await start();
    await stop(running[0]!);
    const ids = Array.from({ length: 12 }, (_, index) => `k${index}`);
    for (const id of ids) await put('$record#1', id, 'case.opened');
    await killedChild(
      `events.start(database, functions); while (!readFileSync(${JSON.stringify(seenFile)}).length) await sleep(2)`,
      streamArn,
    );
    const reactedBefore = seen().length;
    await (await start()).events.settled();
    expect(reactedBefore).toBeLessThan(ids.length);
    expect([...new Set(seen())].sort()).toEqual(ids.map((id) => `every ${id}`).sort());
  });
});

const data = () => join(folder, `data-${number}`);
const assembly = () => join(folder, `assembly-${number}`);
const seen = () => readFileSync(seenFile, 'utf8').split('\n').filter(Boolean);

async function start({ chaos = false as boolean | number } = {}) {
  const template = new Template({ assembly: assembly(), parameters: {}, secret: () => '' });
  const [table] = template.of<TableProperties>('AWS::DynamoDB::GlobalTable');
  const { streamArn = '' } = await database.createTable(table!);
  template.setAttribute(table!, 'StreamArn', streamArn);
  const functions = template.of('AWS::Lambda::Function').map((one) => functionNamed(one.name, one.arn));
  const events = new EventBus({ template, dataDir: data(), clock: Date, persist: true, chaos, log: () => undefined });
  events.start(database, functions);
  running.push({ events, functions, streamArn });
  return { events, functions, streamArn };
}

async function stop({ events, functions }: { events: EventBus; functions: LambdaFunction[] }): Promise<void> {
  running = running.filter((one) => one.events !== events);
  await events.close();
  await Promise.all(functions.map((one) => one.close()));
}

function functionNamed(name: string, arn: string): LambdaFunction {
  const environment = { SEEN: seenFile };
  return new LambdaFunction({
    name,
    arn,
    dir: folder,
    handler: 'index.handler',
    environment,
    memory: 128,
    timeout: 10,
    log: () => undefined,
  });
}

/** Another process on the same data, which kills itself after the given code. */
async function killedChild(code: string, streamArn = ''): Promise<void> {
  const from = (file: string) => JSON.stringify(new URL(`../../infra/local/${file}.ts`, import.meta.url).href);
  const source = `
    import { readFileSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { startDynamoDb } from ${from('dynamodb')};
    import { EventBus } from ${from('events')};
    import { LambdaFunction } from ${from('lambda')};
    import { Template } from ${from('template')};
    const log = () => undefined;
    const template = new Template({ assembly: ${JSON.stringify(assembly())}, parameters: {}, secret: () => '' });
    template.setAttribute(template.of('AWS::DynamoDB::GlobalTable')[0], 'StreamArn', ${JSON.stringify(streamArn)});
    const database = await startDynamoDb({ port: 0, dataDir: ${JSON.stringify(folder)} });
    const functions = template.of('AWS::Lambda::Function').map(({ name, arn }) => new LambdaFunction({ name, arn, dir: ${JSON.stringify(folder)},
      handler: 'index.handler', environment: { SEEN: ${JSON.stringify(seenFile)}, SLOW: '40' }, memory: 128, timeout: 10, log }));
    const events = new EventBus({ template, dataDir: ${JSON.stringify(data())}, clock: Date, persist: true, chaos: false, log });
    ${code};
    process.kill(process.pid, 'SIGKILL');`;
  const env = { ...process.env, KURS_DYNAMODB_ENDPOINT: database.url };
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += String(text)));
  const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
  expect(signal, said).toBe('SIGKILL');
}

async function put(pk: string, sk: string, type: string): Promise<void> {
  const Item = { pk: { S: pk }, sk: { S: sk }, type: { S: type } };
  await database.call('DynamoDB_20120810.PutItem', { TableName: `events-${number}`, Item });
}

/** Notes what came, fails for `poison`; the name of the function tells the two rules apart. */
function writeHandler(): void {
  const code = `
    import { appendFileSync } from 'node:fs';
    export async function handler({ Records }, context) {
      const batchItemFailures = [];
      for (const { body, messageId } of Records) {
        await new Promise((done) => setTimeout(done, Number(process.env.SLOW ?? 0)));
        const { detail } = JSON.parse(body);
        const id = detail.id ?? detail.dynamodb.NewImage.sk.S;
        appendFileSync(process.env.SEEN, context.functionName + ' ' + id + '\\n');
        if (id === 'poison') batchItemFailures.push({ itemIdentifier: messageId });
      }
      return { batchItemFailures };
    }`;
  writeFileSync(join(folder, 'index.mjs'), code);
}

/** The smallest assembly that has a table with a stream, a pipe, a bus and two reacting functions. */
function writeAssembly(id: number): void {
  const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
  const key = (name: string, KeyType: string) => ({ AttributeName: name, KeyType });
  const record = { source: ['kurs.records'], 'detail-type': ['record'] };
  const typed = (type: unknown) => ({ ...record, detail: { dynamodb: { NewImage: { type: { S: [type] } } } } });
  const reacting = (name: string, rules: Record<string, object>) => ({
    [name]: {
      Type: 'AWS::Lambda::Function',
      Metadata: { 'aws:cdk:path': `Test/${name}/Resource` },
      Properties: { Handler: 'index.handler', Runtime: 'nodejs24.x' },
    },
    [`${name}Dead`]: { Type: 'AWS::SQS::Queue' },
    [`${name}Queue`]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: `${name}-queue`,
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: arn(`${name}Dead`), maxReceiveCount: 5 },
      },
    },
    [`${name}Mapping`]: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        BatchSize: 5,
        EventSourceArn: arn(`${name}Queue`),
        FunctionName: { Ref: name },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    ...Object.fromEntries(
      Object.entries(rules).map(([rule, properties]) => [
        name + rule,
        {
          Type: 'AWS::Events::Rule',
          Properties: { ...properties, State: 'ENABLED', Targets: [{ Id: 'queue', Arn: arn(`${name}Queue`) }] },
        },
      ]),
    ),
  });
  const Resources = {
    table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: `events-${id}`,
        AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
        KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'records' } },
    pipe: {
      Type: 'AWS::Pipes::Pipe',
      Properties: {
        Source: { 'Fn::GetAtt': ['table', 'StreamArn'] },
        Target: arn('bus'),
        SourceParameters: {
          FilterCriteria: {
            Filters: [
              {
                Pattern: JSON.stringify({
                  eventName: ['INSERT'],
                  dynamodb: { Keys: { pk: { S: [{ prefix: '$record#' }] } } },
                }),
              },
            ],
          },
        },
        TargetParameters: { EventBridgeEventBusParameters: { Source: 'kurs.records', DetailType: 'record' } },
      },
    },
    ...reacting('exact', { Records: { EventBusName: { Ref: 'bus' }, EventPattern: typed('course.released') } }),
    ...reacting('every', {
      Records: { EventBusName: { Ref: 'bus' }, EventPattern: typed({ prefix: 'c' }) },
      Media: { EventPattern: { source: ['aws.mediaconvert'] } },
    }),
  };
  mkdirSync(assembly(), { recursive: true });
  const artifacts = { Test: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } } };
  writeFileSync(join(assembly(), 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(assembly(), 'Test.template.json'), JSON.stringify({ Resources }));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, () => resolve()));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
