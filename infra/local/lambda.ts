/** Lambda: functions in worker threads with their own environment, memory and timeout; one request at a time in each. */
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface FunctionOptions {
  name: string;
  arn: string;
  /** folder of the bundle */
  dir: string;
  /** `file.export` */
  handler: string;
  environment: Record<string, string>;
  /** MB */
  memory: number;
  /** seconds */
  timeout: number;
  /** look for a new bundle at each request */
  reload?: boolean;
  log(line: Record<string, unknown>): void;
}
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}
export type Answer = { payload: string; error?: undefined } | { error: FunctionError; payload?: undefined };
export interface Request {
  id: string;
  event: string;
  deadline: number;
}
/** Which handler a worker runs, and the word by which it is put to sleep and woken. */
export type WorkerData = Pick<FunctionOptions, 'name' | 'arn' | 'memory'> & {
  file: string;
  exported: string;
  awake: Int32Array;
};
export type Message = (Answer & { cpu: number; log?: undefined }) | Line | { ready: true; log?: undefined };
interface Line {
  log: string;
  level: string;
  requestId: string;
}

interface Instance {
  worker: Worker;
  awake: Int32Array;
  version: number;
  /** its handler is imported */
  ready: boolean;
  cpu: number;
  job?: Job | undefined;
}
interface Job {
  request: Request;
  since: number;
  timer?: NodeJS.Timeout;
  answer(answer: Answer): void;
}

/** Lambda's limit for an event and for an answer. */
const payloadLimit = 6_291_556;
const mostWorkers = 4;
/** seconds */
const longestTimeout = 900;
/** A busy worker is usually free again sooner than a new one has started. */
const patience = 50;

export class LambdaFunction {
  readonly #options: FunctionOptions;
  readonly #instances = new Set<Instance>();
  readonly #waiting: Job[] = [];
  #cpuOfEnded = 0;
  #growing: NodeJS.Timeout | undefined;

  constructor(options: FunctionOptions) {
    const { name, timeout, memory } = options;
    if (timeout > longestTimeout) throw new Error(`${name}: Lambda lets no function run longer than 15 minutes`);
    if (memory < 128 || memory > 10_240) throw new Error(`${name}: Lambda gives a function 128 to 10,240 MB of memory`);
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }
  get arn(): string {
    return this.#options.arn;
  }
  /** What the template gives it; what the runtime adds is left out. */
  get environment(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.#options.environment).filter(([name]) => !name.startsWith('AWS_')));
  }

  /** Never rejects: errors of the function are answers, as in Lambda. */
  invoke(event: unknown): Promise<Answer> {
    const text = JSON.stringify(event) ?? 'null';
    if (Buffer.byteLength(text) > payloadLimit)
      return Promise.resolve(failure(tooLarge, 'the event is larger than 6 MB'));
    return new Promise((answer) => {
      this.#waiting.push({ request: { id: randomUUID(), event: text, deadline: 0 }, since: Date.now(), answer });
      this.#dispatch();
    });
  }

  busy(): boolean {
    return this.#waiting.length > 0 || [...this.#instances].some((one) => one.job);
  }

  cpuSeconds(): number {
    return [...this.#instances].reduce((sum, one) => sum + one.cpu, this.#cpuOfEnded);
  }

  /** Ends all workers as they are, as a machine that goes down: what they were doing fails. Answers how many. */
  crash(): number {
    const all = [...this.#instances];
    for (const one of all) void this.#end(one, 'Runtime.ExitError', 'the function’s machine went down');
    return all.length;
  }

  async close(): Promise<void> {
    clearTimeout(this.#growing);
    this.#refuse('Runtime.Closed', 'the local cloud is stopping');
    await Promise.all(
      [...this.#instances].map((one) => this.#end(one, 'Runtime.Closed', 'the local cloud is stopping')),
    );
  }

  #refuse(errorType: string, message: string): void {
    for (const job of this.#waiting.splice(0)) job.answer(failure(errorType, message));
  }

  /** Idle workers take what waits; workers of an older bundle go. */
  #dispatch(): void {
    const bundle = bundleOf(this.#options);
    if (!bundle) return this.#refuse('Runtime.ImportModuleError', `no bundle in ${this.#options.dir}`);
    for (const one of this.#instances) {
      if (one.job) continue;
      if (one.version !== bundle.version) void this.#end(one, 'Runtime.Closed', 'replaced');
      else if (this.#waiting.length) this.#give(one, this.#waiting.shift()!);
    }
    if (this.#waiting.length) this.#grow(bundle);
  }

  /** One at a time, and only when the first in line has waited longer than a request usually takes. */
  #grow(bundle: Bundle): void {
    const present = [...this.#instances].filter((one) => one.version === bundle.version);
    if (present.length >= mostWorkers || present.some((one) => !one.ready)) return;
    const left = present.length ? (this.#waiting[0]?.since ?? 0) + patience - Date.now() : 0;
    if (left <= 0) return this.#start(bundle);
    this.#growing ??= setTimeout(() => {
      this.#growing = undefined;
      this.#dispatch();
    }, left);
  }

  #start({ file, version }: Bundle): void {
    const { name, arn, memory, handler, environment } = this.#options;
    const awake = new Int32Array(new SharedArrayBuffer(4));
    const workerData: WorkerData = { file, exported: handler.split('.')[1] ?? '', name, arn, memory, awake };
    const own = { AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory) };
    const worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
      name,
      workerData,
      env: { ...environment, ...own },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memory - 64, maxYoungGenerationSizeMb: 32 },
      // console goes by message; what else a function prints is read away instead of hanging on our own output
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    const one: Instance = { worker, version, ready: false, cpu: 0, awake };
    worker.on('message', (message: Message) => this.#receive(one, message));
    worker.on('error', (error) => void this.#end(one, crashName(error), error.message, error.stack));
    worker.on('exit', () => void this.#end(one, 'Runtime.ExitError', 'the function ended its process'));
    this.#instances.add(one);
    this.#dispatch();
  }

  #give(one: Instance, job: Job): void {
    const { timeout } = this.#options;
    one.job = job;
    job.request.deadline = Date.now() + timeout * 1000;
    const late = `RequestId: ${job.request.id} Error: Task timed out after ${timeout.toFixed(2)} seconds`;
    job.timer = setTimeout(() => void this.#end(one, 'Sandbox.Timedout', late), timeout * 1000);
    Atomics.store(one.awake, 0, 1);
    Atomics.notify(one.awake, 0);
    one.worker.postMessage(job.request);
  }

  #receive(one: Instance, message: Message): void {
    if (message.log !== undefined) return this.#options.log({ function: this.name, ...lineOf(message) });
    one.ready = true;
    if ('ready' in message) return this.#dispatch();
    one.cpu = message.cpu;
    const fits = message.error || Buffer.byteLength(message.payload) <= payloadLimit;
    const limit = `Response payload size exceeded maximum allowed payload size (${payloadLimit} bytes).`;
    this.#settle(one, fits ? message : failure('Function.ResponseSizeTooLarge', limit));
    this.#dispatch();
  }

  #settle(one: Instance, answer: Answer): void {
    const job = one.job;
    if (!job) return;
    one.job = undefined;
    clearTimeout(job.timer);
    const { error } = answer;
    if (error) this.#options.log({ function: this.name, level: 'error', requestId: job.request.id, ...error });
    job.answer(answer);
  }

  async #end(one: Instance, errorType: string, message: string, stack?: string): Promise<void> {
    if (!this.#instances.delete(one)) return;
    this.#cpuOfEnded += one.cpu;
    this.#settle(one, failure(errorType, message, stack));
    if (this.#waiting.length) this.#dispatch();
    await one.worker.terminate();
  }
}

/** The error of an event that is larger than Lambda takes. */
export const tooLarge = 'RequestTooLargeException';

function failure(errorType: string, errorMessage: string, stack?: string): { error: FunctionError } {
  return { error: { errorType, errorMessage, ...(stack ? { trace: stack.split('\n') } : {}) } };
}

function crashName(error: Error & { code?: string }): string {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'Runtime.OutOfMemory' : 'Runtime.UnhandledError';
}

interface Bundle {
  file: string;
  version: number;
}

function bundleOf({ reload, dir, handler }: FunctionOptions): Bundle | undefined {
  const base = join(dir, handler.split('.')[0] ?? '');
  const file = ['.mjs', '.js', '.cjs'].map((ending) => base + ending).find((one) => existsSync(one));
  return file === undefined ? undefined : { file, version: reload ? statSync(file).mtimeMs : 0 };
}

/** A line of a function's own logger is JSON already; anything else becomes a message. */
function lineOf({ log, level, requestId }: Line): Record<string, unknown> {
  try {
    const line: unknown = JSON.parse(log);
    if (line && typeof line === 'object') return line as Record<string, unknown>;
  } catch {
    // plain text
  }
  return { level, requestId, message: log };
}
