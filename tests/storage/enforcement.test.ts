/** The laptop refuses what the cloud would refuse: the template's policies hold, and what they lack is named. */
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { identity } from '#contracts/identity.ts';
import { progress } from '#contracts/progress.ts';
import { requestOf } from '#contracts/request.ts';
import { buildAssembly } from '../../infra/local/build.ts';
import { Client } from '../../infra/local/client.ts';
import { checkBetweenServices } from '../../infra/local/iam/between-services.ts';
import { Guard } from '../../infra/local/iam/guard.ts';
import { openSecrets } from '../../infra/local/secrets.ts';
import { startStack, type LocalStack } from '../../infra/local/stack.ts';
import { region, Template } from '../../infra/local/template.ts';
import { smallBundle } from '../support/bundle.ts';
import { testPassword } from '../support/global-setup.ts';
import { freePorts } from '../support/ports.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, string | string[]>>;
}
interface Raw {
  Type: string;
  Properties: { Roles?: { Ref: string }[]; PolicyDocument: { Statement: Statement[] } };
}
type Line = Record<string, unknown>;

const parameters = {
  PublicOrigin: 'https://kurs.example',
  MediaPublicKey: 'public',
  CertificateArn: 'none',
  MailFrom: 'kurs@kurs.example',
};
const folder = mkdtempSync(join(tmpdir(), 'kurs-enforcement-'));
const organisationId = `org_${ulid()}`;
const login = 'first@kurs.test';
const lines: Line[] = [];
let built: string;
let stack: LocalStack;
let admin: Client;

beforeAll(async () => {
  built = await buildAssembly();
  const assembly = altered('courses-api-role', (statement) => without(statement, 'dynamodb:PutItem', '$record#*'));
  const port = await freePorts();
  stack = await startStack({
    dataDir: join(folder, 'data'),
    port,
    inMemory: true,
    assembly,
    log: (one) => lines.push(one),
  });
  const organisation = { id: organisationId, name: { uk: 'Служба' }, timeZone: 'Europe/Kyiv' };
  const administrator = { id: `per_${ulid()}`, givenName: 'Перша', familyName: 'Особа', login };
  await stack.invoke('identity-bootstrap', { organisation, administrator, now: stack.clock.now() });
  await stack.accounts.setPassword(login, testPassword);
  admin = await new Client(stack.origin).signIn(login, testPassword);
}, 120_000);
afterAll(async () => {
  await stack?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a grant taken away from the template', () => {
  const jobId = `job_${ulid()}`;
  const begin = () =>
    admin.call(courses.startImport, {
      body: { jobId, courseId: `crs_${ulid()}`, organisationId, bundle: smallBundle().bundle },
    });
  const run = () => {
    const { path, ...init } = requestOf(courses.runImport, { params: { jobId } });
    return admin.fetch(path, { ...init, body: init.body ?? null });
  };

  it('fails what needed it, with a number to ask about, and names the missing action in the log', async () => {
    await begin();
    lines.length = 0;
    const answer = await run();
    const { error } = (await answer.json()) as { error: { code: string; requestId: string } };
    expect([answer.status, error.code, error.requestId]).toEqual([
      500,
      'internal',
      expect.stringMatching(/^[\w-]{20,}/),
    ]);
    const denials = lines.filter((one) => one.from === 'iam');
    expect(denials).toMatchObject([
      {
        level: 'error',
        function: 'courses-api',
        action: 'dynamodb:PutItem',
        resource: stack.template.of('AWS::DynamoDB::GlobalTable')[0]!.arn,
        leadingKeys: [`$record#${jobId}`],
      },
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ requestId: error.requestId, level: 'error' }));
  });
  it('changes nothing, and leaves everything else as it was', async () => {
    const job = await admin.call(courses.importJob, { params: { jobId } });
    expect(job.state).toBe('waiting');
    expect((await admin.call(courses.catalogue, {})).items).toEqual([]);
    expect((await admin.call(progress.home, {})).next).toBeNull();
    expect((await admin.call(identity.me, {})).login).toBe(login);
  });
});

describe('DynamoDB', () => {
  const TableName = () => stack.template.of('AWS::DynamoDB::GlobalTable')[0]!.physicalId;
  const client = (accessKeyId: string) =>
    new DynamoDBClient({ endpoint: stack.endpoints.dynamodb, region, credentials: keyOf(accessKeyId) });
  const query = (pk: string) =>
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: pk } },
    });

  it('refuses a function what lies outside its keys, as AWS words it', async () => {
    await expect(client('coursesapi').send(query('$courses#x'))).resolves.toMatchObject({ Count: 0 });
    await expect(client('coursesapi').send(query('$progress#x'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        /^User: arn:aws:sts::\d+:assumed-role\/.+\/courses-api is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:/,
      ),
    });
  });
  it('lets nobody scan', async () => {
    const scan = client('identityapi').send(new ScanCommand({ TableName: TableName() }));
    await expect(scan).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
  it('does not know a stranger, and lets the operator do everything', async () => {
    await expect(client('somebody').send(query('$courses#x'))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    const { Count } = await client('operator').send(new ScanCommand({ TableName: TableName() }));
    expect(Count).toBeGreaterThan(0);
  });
  it('still keeps its own limits', async () => {
    const Item = { pk: { S: '$courses#x' }, sk: { S: 'large' }, text: { S: 'x'.repeat(410_000) } };
    const put = client('coursesapi').send(new PutItemCommand({ TableName: TableName(), Item }));
    await expect(put).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining('size') });
  });
});

describe('S3', () => {
  const Bucket = () => stack.template.of('AWS::S3::Bucket').find((one) => /content/i.test(one.logicalId))!.physicalId;
  const client = (accessKeyId: string) =>
    new S3Client({ endpoint: stack.endpoints.s3, region, forcePathStyle: true, credentials: keyOf(accessKeyId) });
  const put = (Key: string) => new PutObjectCommand({ Bucket: Bucket(), Key, Body: 'x' });
  const get = (Key: string) => new GetObjectCommand({ Bucket: Bucket(), Key });

  it('lets a function into its own folders only', async () => {
    await expect(client('coursesapi').send(put('incoming/a'))).resolves.toBeTruthy();
    lines.length = 0;
    await expect(client('coursesapi').send(put('sha256/a'))).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(lines.filter((one) => one.from === 'iam')).toMatchObject([
      { function: 'courses-api', action: 's3:PutObject', resource: `arn:aws:s3:::${Bucket()}/sha256/a` },
    ]);
  });
  it('takes a presigned address for what its signer may do', async () => {
    const address = (key: string) => getSignedUrl(client('coursesapi'), put(key), { expiresIn: 60 });
    const upload = async (key: string) => (await fetch(await address(key), { method: 'PUT', body: 'x' })).status;
    expect([await upload('incoming/b'), await upload('exports/b')]).toEqual([200, 403]);
  });
  it('tells only who may list that something is not there', async () => {
    await expect(client('coursesapi').send(get('sha256/absent'))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(client('operator').send(get('sha256/absent'))).rejects.toMatchObject({ name: 'NoSuchKey' });
    const list = client('coursesapi').send(new ListObjectsV2Command({ Bucket: Bucket() }));
    await expect(list).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('the other APIs', () => {
  it('give a secret to those who were given it', async () => {
    const { arn: SecretId } = stack.template
      .of('AWS::SecretsManager::Secret')
      .find((one) => /origin/i.test(one.logicalId))!;
    const ask = (accessKeyId: string) =>
      new SecretsManagerClient({ endpoint: stack.endpoints.aws, region, credentials: keyOf(accessKeyId) }).send(
        new GetSecretValueCommand({ SecretId }),
      );
    await expect(ask('coursesapi')).resolves.toMatchObject({ SecretString: expect.any(String) });
    await expect(ask('coursesevents')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('a start', () => {
  const read = (assembly: string) => {
    const template = new Template({ assembly, parameters, secret: () => '' });
    template.setAttribute(template.of('AWS::DynamoDB::GlobalTable')[0]!, 'StreamArn', 'arn:aws:dynamodb:stream');
    template.setAttribute(template.of('AWS::Cognito::UserPool')[0]!, 'ProviderURL', 'https://issuer.test');
    const guard = new Guard({ template, log: () => undefined });
    guard.read();
    checkBetweenServices(template, guard);
  };

  it('goes well with the template as it is', () => {
    expect(() => read(built)).not.toThrow();
  });
  it.each([
    ['pipe-role', 'events:PutEvents', /pipe lacks events:PutEvents on /],
    ['progress-events-role', 'sqs:ReceiveMessage', /progress-events lacks sqs:ReceiveMessage on /],
    ['courses-queue', 'sqs:SendMessage', /courses-records lacks sqs:SendMessage on /],
  ])('stops where %s lacks %s', (policy, action, message) => {
    expect(() => read(altered(policy, (statement) => lacking(statement, action)))).toThrow(message);
  });
  it('stops at a policy that is not understood, by name', () => {
    const denying = altered('courses-api-role', (statement) => ({ ...statement, Effect: 'Deny' }));
    expect(() => read(denying)).toThrow('courses-api-role: the policy effect Deny is not known to the local cloud');
  });
});

/** Credentials that the local cloud gave a function. */
function keyOf(accessKeyId: string) {
  const key = openSecrets(join(folder, 'data')).value('access-keys');
  return { accessKeyId, secretAccessKey: createHmac('sha256', key).update(accessKeyId).digest('hex') };
}

/** A copy of the assembly in which the policies below a construct of this name are changed, statement by statement. */
function altered(construct: string, change: (statement: Statement) => Statement | undefined): string {
  const copy = mkdtempSync(join(folder, 'assembly-'));
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(built)) {
    if (!name.endsWith('.template.json')) symlinkSync(join(built, name), join(copy, name));
    else writeFileSync(join(copy, name), alteredTemplate(readFileSync(join(built, name), 'utf8'), construct, change));
  }
  return copy;
}

function alteredTemplate(
  text: string,
  construct: string,
  change: (statement: Statement) => Statement | undefined,
): string {
  const template = JSON.parse(text) as { Resources: Record<string, Raw & { Metadata?: Record<string, string> }> };
  for (const { Type, Properties, Metadata } of Object.values(template.Resources)) {
    const path = Metadata?.['aws:cdk:path']?.split('/') ?? [];
    if (!/::(Policy|QueuePolicy)$/.test(Type) || !path.includes(construct)) continue;
    const { PolicyDocument } = Properties;
    PolicyDocument.Statement = PolicyDocument.Statement.flatMap((statement) => change(statement) ?? []);
  }
  return JSON.stringify(template);
}

const listed = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** The statement without one of its actions; undefined where none is left. */
function lacking(statement: Statement, action: string): Statement | undefined {
  const Action = listed(statement.Action).filter((one) => one !== action);
  return Action.length ? { ...statement, Action } : undefined;
}

/** The statement with one partition less for an action. */
function without(statement: Statement, action: string, keys: string): Statement {
  const operator = 'ForAllValues:StringLike';
  const leading = statement.Condition?.[operator]?.['dynamodb:LeadingKeys'];
  if (!listed(statement.Action).includes(action) || !leading) return statement;
  const left = { 'dynamodb:LeadingKeys': listed(leading).filter((one) => one !== keys) };
  return { ...statement, Condition: { ...statement.Condition, [operator]: left } };
}
