/** The services of one stack, each with what the template says about it. */
import { startAwsApis, type AwsApis } from './aws-apis.ts';
import { counted, type Metrics } from './aws/cloudwatch.ts';
import { startCloudFront, type Page } from './cloudfront.ts';
import { deploySites } from './deployment.ts';
import type { BusEvent, EventBus } from './events.ts';
import { createHttpApis } from './http-api.ts';
import type { Enforcement } from './iam/enforcement.ts';
import type { LambdaFunction } from './lambda.ts';
import type { PasswordPolicy } from './password-policy.ts';
import { startProvider, type UserPool } from './provider.ts';
import { startS3, type CorsRule, type LocalS3 } from './s3.ts';
import { fillIn, type Secrets } from './secrets.ts';
import type { LocalStack, StackOptions } from './stack.ts';
import { region, type Template } from './template.ts';

export interface Ports {
  app: number;
  s3: number;
  identity: number;
  dynamodb: number;
  aws: number;
}
/** What all services of one stack share. */
export interface Base extends StackOptions {
  ports: Ports;
  origin: string;
  clock: LocalStack['clock'];
  template: Template;
  secrets: Secrets;
  secretOf(accessKeyId: string): string;
  iam: Enforcement;
  log(line: Record<string, unknown>): void;
}
/** Stops what has been started. */
export type Closing = () => unknown;

/** S3 with the template’s buckets and the site in them. */
export async function startBuckets(
  { template, dataDir, ports, secretOf, iam, log, siteMiddleware }: Base,
  closings: Closing[],
): Promise<LocalS3> {
  const s3 = await startS3({
    root: `${dataDir}/s3`,
    port: ports.s3,
    region,
    secretOf,
    allow: iam.allow,
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

/** The user pool. */
export async function startAccounts(
  { template, ports, dataDir, origin, clock, log, inMemory }: Base,
  closings: Closing[],
): Promise<UserPool> {
  const [pool, client] = ['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient'].map((type) => template.of(type)[0]);
  if (!pool || !client) throw new Error('the template has no user pool with a client');
  const ids = { userPoolId: pool.ref, clientId: client.ref };
  const { Policies } = pool.properties as { Policies?: { PasswordPolicy?: PasswordPolicy } };
  const passwordPolicy = Policies?.PasswordPolicy ?? {};
  const accounts = await startProvider({
    port: ports.identity,
    dataDir,
    origin,
    ...ids,
    passwordPolicy,
    // tests sign in a thousand times, to accounts that are gone with the stack
    ...(inMemory ? { hashCost: 1024 } : {}),
    clock,
    log,
  });
  closings.push(() => accounts.close());
  template.setAttribute(pool, 'ProviderURL', accounts.issuer);
  return accounts;
}

/** Secrets Manager, Cognito’s and MediaConvert’s calls, SES; later stand-ins add theirs. */
export async function startOthers(
  base: Base,
  closings: Closing[],
  s3: LocalS3,
  userPool: UserPool,
  events: EventBus,
): Promise<AwsApis> {
  const { ports, dataDir, template, clock, iam, log, ffmpeg } = base;
  const { secrets } = base;
  fillIn(template, secrets);
  const onMediaConvertEvent = (event: object) => events.putEvent('default', event as BusEvent);
  const aws = await startAwsApis({
    port: ports.aws,
    dataDir,
    objectsFor: (roleArn) => iam.objectsFor(s3, roleArn),
    objects: s3,
    refusal: iam.refusal,
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

/** CloudFront with the gateway behind it. */
export function startFront(
  base: Base,
  s3: LocalS3,
  functions: LambdaFunction[],
  pages: Map<string, Page>,
  metrics: Metrics,
) {
  const { template, clock, iam, log, siteMiddleware, ports } = base;
  const buckets = template.of('AWS::S3::Bucket');
  const addresses = Object.fromEntries(
    buckets.map((one) => [`https://${one.physicalId}.s3.${region}.amazonaws.com`, s3.url]),
  );
  const apis = createHttpApis(template, functions, clock).map((api) => counted(api, metrics));
  const options = { clock, addresses, pages, log, siteMiddleware };
  return startCloudFront({ template, port: ports.app, s3: iam.behindCloudFront(s3), apis, ...options });
}
