/** The local cloud: starts what the synthesized template describes, in order, and stops it in reverse. */
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { startAwsApis, type AwsApis } from './aws-apis.ts';
import { startCloudFront, type Middleware, type Page } from './cloudfront.ts';
import { deploySites } from './deployment.ts';
import { startDynamoDb, type TableProperties } from './dynamodb.ts';
import { EventBus, type BusEvent, type DeadLetter } from './events.ts';
import { createHttpApis } from './http-api.ts';
import { functionsOf } from './functions.ts';
import type { LambdaFunction } from './lambda.ts';
import { startProvider, type UserPool } from './provider.ts';
import { startS3, type CorsRule, type LocalS3 } from './s3.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { region, Template } from './template.ts';

export interface StackOptions {
  dataDir: string;
  /** the app; the other services take the four ports that follow */
  port: number;
  /** tables live in memory: for tests */
  inMemory?: boolean;
  /** events arrive shuffled, doubled and late; a number is the seed */
  chaos?: boolean | number;
  /** folder of the synthesized CDK app */
  assembly: string;
  /** functions are taken from `functionsDir` and loaded again when they change */
  dev?: boolean;
  functionsDir?: string;
  siteMiddleware?: Middleware;
  ffmpeg?: string;
  log?(line: Record<string, unknown>): void;
}

export interface LocalStack {
  origin: string;
  ports: Ports;
  clock: { now(): number; shift(ms: number): void };
  /** Waits until nothing is under way: stream, queues, functions, jobs of the stand-ins. */
  settled(): Promise<void>;
  /** Invokes a function by its construct's id, as an operator would; throws the function's error. */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** Adds a page of the local cloud itself, e.g. `/dev/mail`. */
  page(path: string, show: Page): void;
  accounts: UserPool;
  mail: AwsApis['mail'];
  s3: LocalS3;
  endpoints: Record<'app' | 's3' | 'identity' | 'dynamodb' | 'aws', string>;
  template: Template;
  deadLetters(): DeadLetter[];
  /** CPU seconds since the start */
  cpu(): { gateway: number; functions: Record<string, number>; dynamodb: number };
  close(): Promise<void>;
}

interface Ports {
  app: number;
  s3: number;
  identity: number;
  dynamodb: number;
  aws: number;
}
type Closing = () => unknown;

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
    ...open(options, port),
  };
  const { template, clock } = base;
  const starting = startDynamoDb({ port: ports.dynamodb, dataDir, inMemory: options.inMemory ?? false });
  closings.push(async () => (await starting.catch(() => undefined))?.close());
  const s3 = await startBuckets(base, closings);
  const accounts = await startAccounts(base, closings);
  const events = new EventBus({
    template,
    dataDir,
    clock,
    persist: !options.inMemory,
    chaos: options.chaos ?? false,
    log,
  });
  const aws = await startOthers(base, closings, s3, accounts, events);
  const dynamodb = await starting;
  const endpoints = { app: base.origin, s3: s3.url, identity: accounts.issuer, dynamodb: dynamodb.url, aws: aws.url };
  for (const table of template.of<TableProperties>('AWS::DynamoDB::GlobalTable')) {
    template.setAttribute(table, 'StreamArn', (await dynamodb.createTable(table)).streamArn);
  }
  // The IAM proxies of the next issue stand here: before DynamoDB and, by `allow`, in S3; each function has a key of its own.
  const functions = functionsOf(base, endpoints);
  closings.push(() => Promise.all(functions.map((one) => one.close())));
  closings.push(() => events.close());
  events.start(dynamodb, functions);
  const pages = new Map<string, Page>();
  const front = await startFront(base, s3, functions, pages);
  closings.push(() => front.close());
  return {
    ...{ origin: base.origin, ports, clock, accounts, mail: aws.mail, s3, endpoints, template, close },
    page: (path, show) => void pages.set(path, show),
    deadLetters: () => events.deadLetters(),
    settled: () => settled(events, aws, functions),
    invoke: (name, event) => invoke(functions, name, event),
    cpu: () => cpuOf(functions, dynamodb.cpuSeconds()),
  };
}

/** What all services of one stack share. */
interface Base extends StackOptions {
  ports: Ports;
  origin: string;
  clock: LocalStack['clock'];
  template: Template;
  secrets: Secrets;
  secretOf(accessKeyId: string): string;
  log(line: Record<string, unknown>): void;
}

function open({ dataDir, assembly }: StackOptions, port: number): Pick<Base, 'template' | 'secrets' | 'secretOf'> {
  const secrets = openSecrets(dataDir);
  const MediaPublicKey = secrets.mediaKey().publicKeyPem;
  const template = new Template({
    assembly,
    parameters: { PublicOrigin: `http://localhost:${port}`, MediaPublicKey, CertificateArn: 'none' },
    secret: (arn) => secrets.value(arn.split(':secret:')[1] ?? arn),
  });
  const secretOf = (id: string) => createHmac('sha256', secrets.value('access-keys')).update(id).digest('hex');
  return { template, secrets, secretOf };
}

async function startBuckets(
  { template, dataDir, ports, secretOf, log, siteMiddleware }: Base,
  closings: Closing[],
): Promise<LocalS3> {
  const s3 = await startS3({
    root: `${dataDir}/s3`,
    port: ports.s3,
    region,
    secretOf,
    // no role of the template may list: an absent object answers 403, as it would in the cloud.
    // The rest of the roles' policies are enforced here with the next step.
    allow: (_caller, action) => action !== 's3:ListBucket',
    log: (line) => log({ ...line }),
  });
  closings.push(() => s3.close());
  for (const { physicalId, properties } of template.of<{ CorsConfiguration?: { CorsRules: CorsRule[] } }>(
    'AWS::S3::Bucket',
  )) {
    await s3.createBucket(physicalId, { cors: properties.CorsConfiguration?.CorsRules ?? [] });
  }
  if (!siteMiddleware) await deploySites(template, s3, dataDir);
  return s3;
}

async function startAccounts(
  { template, ports, dataDir, origin, clock, log }: Base,
  closings: Closing[],
): Promise<UserPool> {
  const [pool, client] = ['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient'].map((type) => template.of(type)[0]);
  if (!pool || !client) throw new Error('the template has no user pool with a client');
  const ids = { userPoolId: pool.ref, clientId: client.ref };
  const accounts = await startProvider({ port: ports.identity, dataDir, origin, ...ids, clock, log });
  closings.push(() => accounts.close());
  template.setAttribute(pool, 'ProviderURL', accounts.issuer);
  return accounts;
}

async function startOthers(
  base: Base,
  closings: Closing[],
  s3: LocalS3,
  userPool: UserPool,
  events: EventBus,
): Promise<AwsApis> {
  const { ports, dataDir, template, clock, log, ffmpeg } = base;
  const secrets = filledIn(template, base.secrets);
  const onMediaConvertEvent = (event: object) => events.putEvent('default', event as BusEvent);
  const aws = await startAwsApis({
    port: ports.aws,
    dataDir,
    s3,
    userPool,
    secrets,
    clock,
    log,
    ffmpeg,
    onMediaConvertEvent,
  });
  closings.push(() => aws.close());
  return aws;
}

function startFront(base: Base, s3: LocalS3, functions: LambdaFunction[], pages: Map<string, Page>) {
  const { template, clock, log, siteMiddleware, ports } = base;
  const buckets = template.of('AWS::S3::Bucket');
  const addresses = Object.fromEntries(
    buckets.map((one) => [`https://${one.physicalId}.s3.${region}.amazonaws.com`, s3.url]),
  );
  const apis = createHttpApis(template, functions, clock);
  return startCloudFront({ template, port: ports.app, s3, apis, clock, addresses, pages, log, siteMiddleware });
}

function createClock(): LocalStack['clock'] {
  let ahead = 0;
  return { now: () => Date.now() + ahead, shift: (ms) => void (ahead += ms) };
}

/** The one secret the operator fills in, instead of having it generated, is the private key of the media cookies. */
function filledIn(template: Template, secrets: Secrets): Secrets {
  const all = template.of<{ GenerateSecretString?: unknown }>('AWS::SecretsManager::Secret');
  const byHand = new Set(all.filter((one) => !one.properties.GenerateSecretString).map((one) => one.physicalId));
  return { ...secrets, value: (name) => (byHand.has(name) ? secrets.mediaKey().privateKeyPem : secrets.value(name)) };
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
