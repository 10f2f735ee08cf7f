/** One stack and one browser for the whole run; tests in other threads reach it over HTTP and a small control server. */
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import type { TestProject } from 'vitest/node';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { people } from '#contracts/people.ts';
import { Client } from '../../infra/local/client.ts';
import { buildAssembly, root } from '../../infra/local/build.ts';
import { startStack, type LocalStack } from '../../infra/local/stack.ts';
import { region } from '../../infra/local/template.ts';
import { launchBrowser } from './browser-server.ts';
import { freePorts } from './ports.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
    /** the control server: `POST /settled`, `/shift`, `/invoke` … */
    control: string;
    /** where Playwright connects to; empty when no journey runs */
    browser: string;
    /** the first administrator and the national body, made by the bootstrap function */
    national: { organisationId: string; login: string };
    /** who reviews for the whole service, and has written nothing */
    reviewer: { login: string };
    /** all lines the stack logged */
    logFile: string;
  }
}

/** Password of every account a test makes. */
export const testPassword = 'only-for-tests-2026';

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const names = project.vitest.projects.map((one) => one.name);
  const needsBrowser = names.includes('journeys');
  if (!needsBrowser && !names.includes('api') && !names.includes('clock')) return undefined;
  process.env.KURS_MEDIA_CACHE ??= join(root, '.build/media-cache');
  const dataDir = mkdtempSync(join(tmpdir(), 'kurs-test-'));
  mkdirSync(join(root, '.build'), { recursive: true });
  const logFile = join(root, '.build/test.log');
  const lines = createWriteStream(logFile);
  const chaos = Number(process.env.KURS_CHAOS_SEED ?? Date.now() % 100_000);
  console.log(`stack: events in chaos mode, KURS_CHAOS_SEED=${chaos}; log in ${logFile}`);
  const log = (line: object) => void lines.write(`${JSON.stringify(line)}\n`);
  const [assembly, port] = [await buildAssembly(), await freePorts()];
  const [stack, browser] = await Promise.all([
    startStack({ dataDir, port, inMemory: true, chaos, assembly, log }),
    needsBrowser ? launchBrowser() : undefined,
  ]);
  const control = await startControl(stack, dataDir);
  project.provide('origin', stack.origin);
  project.provide('control', control.url);
  project.provide('browser', browser?.wsEndpoint() ?? '');
  const national = await bootstrap(stack);
  project.provide('national', national);
  project.provide('reviewer', await createReviewer(stack, national));
  project.provide('logFile', logFile);
  return async () => {
    await browser?.close();
    control.close();
    await stack.close();
    lines.end();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function bootstrap(stack: LocalStack): Promise<{ organisationId: string; login: string }> {
  const organisation = {
    id: `org_${ulid()}`,
    name: { uk: 'Національна служба', en: 'National service' },
    timeZone: 'Europe/Kyiv',
  };
  const login = 'first@kurs.test';
  const administrator = { id: `per_${ulid()}`, givenName: 'Перша', familyName: 'Адміністраторка', login };
  await stack.invoke('identity-bootstrap', { organisation, administrator, now: stack.clock.now() });
  await stack.accounts.setPassword(login, testPassword);
  return { organisationId: organisation.id, login };
}

async function createReviewer(stack: LocalStack, national: { organisationId: string; login: string }) {
  const login = 'reviewer@kurs.test';
  const administrator = await new Client(stack.origin).signIn(national.login, testPassword);
  await administrator.call(people.createPerson, {
    body: {
      ...{ id: `per_${ulid()}`, login, givenName: 'Уважна', familyName: 'Рецензентка', locale: 'uk' },
      ...{ timeZone: 'Europe/Kyiv', memberships: [{ organisationId: national.organisationId, roles: ['reviewer'] }] },
    },
  });
  await stack.accounts.setPassword(login, testPassword);
  return { login };
}

type Command = (input: Record<string, unknown>) => unknown;

async function startControl(stack: LocalStack, dataDir: string): Promise<{ url: string; close(): void }> {
  const commands: Record<string, Command> = {
    settled: () => stack.settled(),
    tick: () => stack.tick(),
    shift: ({ ms }) => stack.clock.shift(Number(ms)),
    now: () => stack.clock.now(),
    invoke: ({ name, event }) => stack.invoke(String(name), event),
    setPassword: ({ login, password }) => stack.accounts.setPassword(String(login), String(password)),
    createAccount: ({ login, password }) => stack.accounts.create({ login: String(login), password: String(password) }),
    disable: ({ login }) => stack.accounts.disable(String(login)),
    mail: () => stack.mail.list(),
    deadLetters: () => stack.deadLetters(),
    cpu: () => stack.cpu(),
    ...inspection(stack, dataDir),
  };
  const server = createServer((request, response) => {
    const answer = async () => {
      const text = Buffer.concat(await request.toArray()).toString();
      return commands[request.url?.slice(1) ?? '']?.(text ? (JSON.parse(text) as Record<string, unknown>) : {});
    };
    answer().then(
      (result) => response.end(JSON.stringify(result ?? null)),
      (error: Error) => response.writeHead(500).end(JSON.stringify({ name: error.name, message: error.message })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** What no endpoint shows: items of the table, objects in S3, the secret that only CloudFront knows. */
function inspection(stack: LocalStack, dataDir: string): Record<string, Command> {
  const [table, content] = [
    stack.template.of('AWS::DynamoDB::GlobalTable')[0]!,
    stack.template.of('AWS::S3::Bucket').find((one) => /content/i.test(one.logicalId))!,
  ];
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  const client = new DynamoDBClient({ endpoint: stack.endpoints.dynamodb, region, credentials });
  const database = DynamoDBDocumentClient.from(client);
  const TableName = table.physicalId;
  return {
    async items({ pk }) {
      const values = { ':pk': pk };
      const found = await database.send(
        new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: values }),
      );
      return found.Items;
    },
    async remove({ pk, sk }) {
      await database.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    },
    async isKept({ sha256 }) {
      const object = await stack.s3.read(content.physicalId, `sha256/${String(sha256)}`);
      object?.stream.destroy();
      return object !== undefined;
    },
    loseMedia({ lectureId }) {
      const { physicalId } = stack.template.of('AWS::S3::Bucket').find((one) => /media/i.test(one.logicalId))!;
      const folder = join(dataDir, 's3', physicalId, 'objects');
      const lost = readdirSync(folder).filter((name) =>
        decodeURIComponent(name).startsWith(`media/lec/${String(lectureId)}/`),
      );
      for (const name of lost) rmSync(join(folder, name), { recursive: true });
      if (lost.length === 0) throw new Error(`there are no media of ${String(lectureId)}`);
    },
    originSecret() {
      interface Distribution {
        DistributionConfig: { Origins: { OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[] }[] };
      }
      const all = stack.template.of<Distribution>('AWS::CloudFront::Distribution');
      const headers = all
        .flatMap((one) => one.properties.DistributionConfig.Origins)
        .flatMap((origin) => origin.OriginCustomHeaders ?? []);
      return headers.find((one) => one.HeaderName.toLowerCase() === 'x-origin-secret')?.HeaderValue;
    },
  };
}
