/** The product as a newcomer has it: `npm start` in a process group of its own, that can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../infra/local/build.ts';
import { freePorts } from './ports.ts';

const readyWithinMs = 150_000;

export class Product {
  readonly port: number;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'kurs-product-'));
  #process: ChildProcess | undefined;
  #said = '';

  constructor(port: number) {
    this.port = port;
  }

  /** On free ports, with an empty data folder. */
  static async create(): Promise<Product> {
    return new Product(await freePorts());
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }
  /** everything it has printed since the last start */
  get said(): string {
    return this.#said;
  }

  /** Starts and waits for “Kurs is ready”; throws what it said instead. */
  async start(): Promise<void> {
    const args = ['infra/local/kurs.mjs', 'start', '--data', this.dataDir, '--port', String(this.port)];
    const env = { ...process.env, KURS_MEDIA_CACHE: join(root, '.build/media-cache') };
    this.#said = '';
    const started = spawn(process.execPath, args, {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = started;
    await new Promise<void>((resolve, reject) => {
      const give = (why: string) => reject(new Error(`${why}\n${this.#said}`));
      const timer = setTimeout(() => give('not ready in time'), readyWithinMs);
      const hear = (chunk: Buffer) => {
        this.#said += chunk.toString();
        if (!this.#said.includes('Ctrl-C stops everything')) return;
        clearTimeout(timer);
        resolve();
      };
      started.stdout?.on('data', hear);
      started.stderr?.on('data', hear);
      started.once('exit', (code) => give(`ended with ${code}`));
    });
  }

  /** kill -9 of the whole group: launcher, functions, database, transcoder. */
  async kill(): Promise<void> {
    const { pid } = this.#process ?? {};
    if (!pid || this.#process?.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#process?.once('exit', resolve));
    process.kill(-pid, 'SIGKILL');
    await gone;
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
