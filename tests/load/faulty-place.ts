/** Gateway with function workers, and database, each of which can be killed -9 and started again on what it had kept. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAssembly, root } from '../../infra/local/build.ts';
import { startDynamoDb, type DynamoDb } from '../../infra/local/dynamodb.ts';
import { atEnd } from './closings.ts';
import type { Answered, Asked, Command } from './faulty-stack.ts';

const script = fileURLToPath(new URL('./faulty-stack.ts', import.meta.url));
const gone = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export class FaultyPlace {
  readonly origin: string;
  readonly #folder: string;
  readonly #port: number;
  #databasePort = 0;
  #assembly = '';
  #database: DynamoDb | undefined;
  #stack: ChildProcess | undefined;
  #asked = 0;
  readonly #waiting = new Map<number, (answered: Answered) => void>();

  /** The stack takes five ports from this one on, the database any that is free, and keeps it. */
  constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.origin = `http://localhost:${port}`;
    for (const name of ['stack', 'database']) mkdirSync(join(folder, name), { recursive: true });
    atEnd(() => this.stop());
  }

  get databaseUrl(): string {
    return `http://127.0.0.1:${this.#databasePort}`;
  }

  async start(): Promise<void> {
    this.#databasePort = await freePort();
    this.#assembly = await buildAssembly();
    await this.#startDatabase();
    await this.#startStack();
  }

  async killGateway(): Promise<void> {
    await this.#killStack();
    await this.#startStack();
  }

  async killDatabase(): Promise<void> {
    const pid = Number(readFileSync(join(this.#folder, 'database/pids/dynamodb'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await this.#startDatabase();
  }

  /** Asks the stack to do something; fails where it is killed meanwhile. */
  ask<T = unknown>(command: Command, value?: string | number): Promise<T> {
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ value: answer, error }) =>
        error === undefined ? resolve(answer as T) : reject(new Error(error)),
      );
      this.#stack?.send({ id, command, value } satisfies Asked);
    });
  }

  async stop(): Promise<void> {
    await this.#killStack();
    await this.#database?.close();
    this.#database = undefined;
  }

  async #startDatabase(): Promise<void> {
    this.#database = await startDynamoDb({ port: this.#databasePort, dataDir: join(this.#folder, 'database') });
  }

  async #startStack(): Promise<void> {
    const env = { ...process.env, KURS_DYNAMODB_ENDPOINT: this.databaseUrl };
    const args = [join(this.#folder, 'stack'), String(this.#port), this.#assembly];
    const child = fork(script, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#stack = child;
    const ready = new Promise<void>((resolve) => this.#waiting.set(0, () => resolve()));
    child.on('message', (answered: Answered) => {
      this.#waiting.get(answered.id)?.(answered);
      this.#waiting.delete(answered.id);
    });
    const ended = gone(child).then(() => Promise.reject(new Error('the stack did not start')));
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
  }

  async #killStack(): Promise<void> {
    const child = this.#stack;
    this.#stack = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const end = gone(child);
    child.kill('SIGKILL');
    await end;
    for (const answer of this.#waiting.values()) answer({ id: 0, error: 'killed' });
    this.#waiting.clear();
  }
}
