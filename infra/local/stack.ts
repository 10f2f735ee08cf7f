/** The local cloud: starts what the synthesized template describes, in order, and stops it in reverse. */
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AwsApis } from './aws-apis.ts';
import { cloudWatchCalls, openMetrics } from './aws/cloudwatch.ts';
import { lambdaCalls } from './aws/lambda.ts';
import { sqsCalls } from './aws/sqs.ts';
import { backupCalls } from './backups.ts';
import type { Middleware, Page } from './cloudfront.ts';
import { startDynamoDb, type TableProperties } from './dynamodb.ts';
import { EventBus, type BusEvent, type DeadLetter, type EventOptions } from './events.ts';
import { environmentOf, functionsOf } from './functions.ts';
import { enforcementOf, noEnforcement } from './iam/enforcement.ts';
import type { LambdaFunction } from './lambda.ts';
import type { UserPool } from './provider.ts';
import type { LocalS3 } from './s3.ts';
import { openSecrets } from './secrets.ts';
import {
  startAccounts,
  startBuckets,
  startFront,
  startOthers,
  type Base,
  type Closing,
  type Ports,
} from './services.ts';
import { Template } from './template.ts';

export interface StackOptions {
  dataDir: string;
  /** the app; the other services take the four ports that follow */
  port: number;
  /** tables live in memory: for tests */
  inMemory?: boolean;
  /** the template's policies hold (the default); benches do without */
  enforce?: boolean;
  /** events arrive shuffled, doubled and late; a number is the seed */
  chaos?: boolean | number;
  /** see `EventOptions` */
  retryMs?: number;
  /** holds reactions back at the stream or before the queues: for tests of a kill in between */
  hold?: EventOptions['hold'];
  /** folder of the synthesized CDK app */
  assembly: string;
  /** functions are taken from `functionsDir` and loaded again when they change */
  dev?: boolean;
  functionsDir?: string;
  siteMiddleware?: Middleware;
  ffmpeg?: string;
  /** deploys with transcription, whose jobs then end when a test says so */
  transcription?: boolean;
  log?(line: Record<string, unknown>): void;
}

export interface LocalStack {
  origin: string;
  ports: Ports;
  clock: { now(): number; shift(ms: number): void };
  /** Waits until nothing is under way: stream, queues, functions, jobs of the stand-ins. */
  settled(): Promise<void>;
  /** Ends the workers of all functions in the middle of what they do: for tests. Answers how many. */
  crash(): number;
  /** Lets every schedule fire now. */
  tick(): void;
  /** Invokes a function by its construct's id, as an operator would; throws the function's error. */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** Adds a page of the local cloud itself, e.g. `/dev/mail`. */
  page(path: string, show: Page): void;
  accounts: UserPool;
  mail: AwsApis['mail'];
  transcribe: AwsApis['transcribe'];
  /** Puts an event on the default bus, as AWS services do. */
  putEvent(event: BusEvent): void;
  s3: LocalS3;
  endpoints: Record<'app' | 's3' | 'identity' | 'dynamodb' | 'aws', string>;
  template: Template;
  /** what the SDK needs to work on this stack as its operator */
  operator: Record<string, string>;
  deadLetters(): DeadLetter[];
  /** CPU seconds since the start */
  cpu(): { gateway: number; functions: Record<string, number>; dynamodb: number };
  close(): Promise<void>;
}

/** Starts everything or nothing: what had begun when a later step fails is stopped again. */
export async function startStack(options: StackOptions): Promise<LocalStack> {
  const closings: Closing[] = [];
  const close = async () => {
    for (const stop of closings.splice(0).reverse()) await stop();
  };
  try {
    return await start({ ...options, dataDir: resolve(options.dataDir) }, closings, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(options: StackOptions, closings: Closing[], close: () => Promise<void>): Promise<LocalStack> {
  const { dataDir, port, log = () => undefined } = options;
  mkdirSync(dataDir, { recursive: true });
  const ports: Ports = { app: port, s3: port + 1, identity: port + 2, dynamodb: port + 3, aws: port + 4 };
  const base: Base = {
    ...options,
    log,
    ports,
    origin: `http://localhost:${port}`,
    clock: createClock(),
    ...open({ ...options, log }, port),
  };
  const { template, clock, iam } = base;
  const dynamoDbPort = iam.hidesDynamoDb ? 0 : ports.dynamodb;
  const starting = startDynamoDb({ port: dynamoDbPort, dataDir, inMemory: options.inMemory ?? false });
  closings.push(async () => (await starting.catch(() => undefined))?.close());
  const s3 = await startBuckets(base, closings);
  const accounts = await startAccounts(base, closings);
  const metrics = openMetrics(clock);
  const events = new EventBus({
    template,
    dataDir,
    clock,
    persist: !options.inMemory,
    chaos: options.chaos ?? false,
    hold: options.hold,
    retryMs: options.retryMs,
    count: metrics.count,
    log,
  });
  const aws = await startOthers(base, closings, s3, accounts, events);
  const dynamodb = await starting;
  for (const table of template.of<TableProperties>('AWS::DynamoDB::GlobalTable')) {
    template.setAttribute(table, 'StreamArn', (await dynamodb.createTable(table)).streamArn);
  }
  const guarded = await iam.protect(dynamodb, ports.dynamodb, backupCalls(dynamodb, template, clock), () =>
    events.wake(),
  );
  closings.push(() => guarded.close());
  const endpoints = { app: base.origin, s3: s3.url, identity: accounts.issuer, dynamodb: guarded.url, aws: aws.url };
  const functions = functionsOf(base, endpoints);
  closings.push(() => Promise.all(functions.map((one) => one.close())));
  closings.push(() => events.close());
  aws.add({ ...lambdaCalls(functions), ...sqsCalls(events), ...cloudWatchCalls(metrics, events, clock) });
  events.start(dynamodb, functions);
  const pages = new Map<string, Page>();
  const front = await startFront(base, s3, functions, pages, metrics);
  closings.push(() => front.close());
  return {
    ...{
      origin: base.origin,
      ports,
      clock,
      accounts,
      mail: aws.mail,
      transcribe: aws.transcribe,
      s3,
      endpoints,
      template,
      close,
    },
    page: (path, show) => void pages.set(path, show),
    operator: environmentOf(endpoints, base.secretOf, 'operator'),
    putEvent: (event) => events.putEvent('default', event),
    deadLetters: () => events.deadLetters(),
    settled: () => settled(events, aws, functions),
    tick: () => events.tick(),
    crash: () => functions.reduce((sum, one) => sum + one.crash(), 0),
    invoke: (name, event) => invoke(functions, name, event),
    cpu: () => cpuOf(functions, dynamodb.cpuSeconds()),
  };
}

function open(
  { dataDir, assembly, enforce, transcription, log }: StackOptions & Pick<Base, 'log'>,
  port: number,
): Pick<Base, 'template' | 'secrets' | 'secretOf' | 'iam'> {
  const secrets = openSecrets(dataDir);
  const MediaPublicKey = secrets.mediaKey().publicKeyPem;
  const template = new Template({
    assembly,
    parameters: {
      PublicOrigin: `http://localhost:${port}`,
      MediaPublicKey,
      CertificateArn: 'none',
      MailFrom: 'kurs@localhost.example',
      ...(transcription ? { Transcription: 'on' } : {}),
    },
    secret: (arn) => secrets.value(arn.split(':secret:')[1] ?? arn),
  });
  const secretOf = (id: string) => createHmac('sha256', secrets.value('access-keys')).update(id).digest('hex');
  const iam = enforce === false ? noEnforcement : enforcementOf(template, log);
  return { template, secrets, secretOf, iam };
}

function createClock(): LocalStack['clock'] {
  let ahead = 0;
  return { now: () => Date.now() + ahead, shift: (ms) => void (ahead += ms) };
}

/** Reactions start videos and finished videos are events: all is quiet when a whole round has moved nothing. */
async function settled(events: EventBus, aws: AwsApis, functions: LambdaFunction[]): Promise<void> {
  let before: number;
  do {
    before = events.taken;
    await events.settled();
    await aws.settled();
    while (functions.some((one) => one.busy())) await new Promise((done) => setTimeout(done, 5));
    await events.settled();
  } while (events.taken !== before);
}

async function invoke(functions: LambdaFunction[], name: string, event: unknown): Promise<unknown> {
  const fn = functions.find((one) => one.name === name);
  if (!fn) throw new Error(`there is no function ${name}`);
  const { payload, error } = await fn.invoke(event);
  if (error) throw Object.assign(new Error(error.errorMessage), { name: error.errorType });
  return JSON.parse(payload);
}

function cpuOf(functions: LambdaFunction[], dynamodb: number): ReturnType<LocalStack['cpu']> {
  const used = Object.fromEntries(functions.map((one) => [one.name, one.cpuSeconds()]));
  const { user, system } = process.cpuUsage();
  const inFunctions = Object.values(used).reduce((sum, one) => sum + one, 0);
  return { gateway: (user + system) / 1e6 - inFunctions, functions: used, dynamodb };
}
