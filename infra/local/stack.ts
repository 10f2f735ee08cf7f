/** The local cloud: starts what the synthesized template describes, in order, and stops it in reverse. */
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startAwsApis } from './aws-apis.ts';
import { startCloudFront, type Middleware } from './cloudfront.ts';
import { deploySites } from './deployment.ts';
import { startDynamoDb, type TableProperties } from './dynamodb.ts';
import { startEvents, type DeadLetter } from './events.ts';
import { createHttpApis } from './http-api.ts';
import { createFunction, type LambdaFunction } from './lambda.ts';
import { startProvider, type UserPool } from './provider.ts';
import { startS3, type CorsRule, type LocalS3 } from './s3.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { readTemplate, type Resource, type Template } from './template.ts';

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
  page(path: string, show: (request: IncomingMessage, response: ServerResponse) => void): void;
  accounts: UserPool;
  mail: Awaited<ReturnType<typeof startAwsApis>>['mail'];
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
interface FunctionProperties {
  Code: { S3Key: string };
  Handler: string;
  Runtime: string;
  Environment?: { Variables: Record<string, string> };
  MemorySize?: number;
  Timeout?: number;
}
interface BucketProperties {
  CorsConfiguration?: { CorsRules: { AllowedOrigins: string[]; AllowedMethods: string[]; AllowedHeaders?: string[]; ExposedHeaders?: string[]; MaxAge?: number }[] };
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
  const origin = `http://localhost:${port}`;
  const clock = createClock();
  const secrets = openSecrets(dataDir);
  const secretOf = (accessKeyId: string) => createHmac('sha256', secrets.value('access-keys')).update(accessKeyId).digest('hex');
  const template = readTemplate({
    assembly: options.assembly,
    parameters: { PublicOrigin: origin, MediaPublicKey: secrets.mediaKey().publicKeyPem, CertificateArn: 'none' },
    secret: (arn) => secrets.value(arn.split(':secret:')[1] ?? arn),
  });

  const database = startDynamoDb({ port: ports.dynamodb, dataDir, inMemory: options.inMemory ?? false });
  database.then((one) => closings.push(one.close), () => undefined);
  const s3 = await startS3({ root: `${dataDir}/s3`, port: ports.s3, region: template.region, secretOf, log: (line) => log({ ...line }) });
  closings.push(() => s3.close());
  for (const bucket of template.of<BucketProperties>('AWS::S3::Bucket')) {
    const cors: CorsRule[] = bucket.properties.CorsConfiguration?.CorsRules ?? [];
    await s3.createBucket(bucket.physicalId, { cors });
  }
  await deploySites(template, s3, dataDir, options.siteMiddleware !== undefined);

  const [pool, client] = [template.of('AWS::Cognito::UserPool')[0], template.of('AWS::Cognito::UserPoolClient')[0]];
  if (!pool || !client) throw new Error('the template has no user pool with a client');
  const accounts = await startProvider({ port: ports.identity, dataDir, origin, userPoolId: pool.ref, clientId: client.ref, clock, log });
  closings.push(() => accounts.close());
  template.setAttribute(pool, 'ProviderURL', accounts.issuer);

  const events = startEvents({ template, dataDir, clock, persist: !options.inMemory, chaos: options.chaos ?? false, log });
  const aws = await startAwsApis({
    port: ports.aws,
    dataDir,
    s3,
    userPool: accounts,
    secrets: filledIn(template, secrets),
    clock,
    log,
    onMediaConvertEvent: (event) => events.putEvent('default', event as Parameters<typeof events.putEvent>[1]),
    ...(options.ffmpeg ? { ffmpeg: options.ffmpeg } : {}),
  });
  closings.push(() => aws.close());

  const dynamodb = await database;
  const endpoints = { app: origin, s3: s3.url, identity: accounts.issuer, dynamodb: dynamodb.url, aws: aws.url };
  for (const table of template.of<TableProperties>('AWS::DynamoDB::GlobalTable')) {
    const { streamArn } = await dynamodb.createTable(table);
    if (streamArn) template.setAttribute(table, 'StreamArn', streamArn);
  }
  // The IAM proxies of the next issue stand here: before DynamoDB and, by `allow`, in S3; each function has a key of its own.
  const functions = template.of<FunctionProperties>('AWS::Lambda::Function').filter(isOurs).map((one) => functionOf(one, options, environment(endpoints, secretOf, one.name), template, log));
  closings.push(() => Promise.all(functions.map((one) => one.close())));
  events.start(dynamodb, functions);
  closings.push(() => events.close());

  const pages = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const addresses = Object.fromEntries(template.of('AWS::S3::Bucket').map((one) => [`https://${one.physicalId}.s3.${template.region}.amazonaws.com`, s3.url]));
  const apis = createHttpApis(template, functions, clock);
  const front = await startCloudFront({ template, port: ports.app, s3, apis, clock, addresses, pages, log, siteMiddleware: options.siteMiddleware });
  closings.push(() => front.close());

  return {
    origin,
    ports,
    clock,
    accounts,
    mail: aws.mail,
    s3,
    endpoints,
    template,
    page: (path, show) => void pages.set(path, show),
    deadLetters: events.deadLetters,
    settled: () => settled(events, aws, functions),
    invoke: (name, event) => invoke(functions, name, event),
    cpu: () => cpuOf(functions, dynamodb.cpuSeconds()),
    close,
  };
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

/** Functions the CDK brings along for deployment have no place here. */
function isOurs({ properties, logicalId }: Resource<FunctionProperties>): boolean {
  return properties.Runtime.startsWith('nodejs') && !/^Custom/.test(logicalId);
}

function functionOf(one: Resource<FunctionProperties>, options: StackOptions, environment: Record<string, string>, template: Template, log: (line: Record<string, unknown>) => void): LambdaFunction {
  const { Code, Handler, Environment, MemorySize = 128, Timeout = 3 } = one.properties;
  return createFunction({
    name: one.name,
    arn: one.arn,
    dir: options.dev && options.functionsDir ? `${options.functionsDir}/${one.name}` : template.asset(Code.S3Key),
    handler: Handler,
    environment: { ...environment, ...Environment?.Variables },
    memory: MemorySize,
    timeout: Timeout,
    reload: options.dev ?? false,
    log,
  });
}

/** What the SDK needs to find the local services; the access key names the function. */
function environment(endpoints: LocalStack['endpoints'], secretOf: (key: string) => string, name: string): Record<string, string> {
  const accessKeyId = name.replace(/[^A-Za-z0-9]/g, '');
  const others = ['SECRETS_MANAGER', 'MEDIACONVERT', 'SESV2', 'COGNITO_IDENTITY_PROVIDER'];
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretOf(accessKeyId),
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    ...Object.fromEntries(others.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoints.aws])),
  };
}

type Settling = { settled(): Promise<void> };

async function settled(events: Settling, aws: Settling, functions: LambdaFunction[]): Promise<void> {
  do {
    await aws.settled();
    await events.settled();
    while (functions.some((one) => one.busy())) await new Promise((done) => setTimeout(done, 5));
    await events.settled();
  } while (functions.some((one) => one.busy()));
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
