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
export interface WorkerData {
  file: string;
  exported: string;
  functionName: string;
  arn: string;
  memory: number;
  frozen: SharedArrayBuffer;
}

export interface LambdaFunction {
  name: string;
  arn: string;
  timeout: number;
  /** Never rejects: errors of the function are answers, as in Lambda. */
  invoke(event: unknown): Promise<Answer>;
  busy(): boolean;
  cpuSeconds(): number;
  close(): Promise<void>;
}

interface Instance {
  worker: Worker;
  awake: Int32Array;
  version: number;
  cpu: number;
  fail(error: FunctionError): void;
  current: Job | undefined;
}
interface Job {
  request: Request;
  timer?: NodeJS.Timeout;
  answer(answer: Answer): void;
}
type Message = (Answer & { cpu: number; log?: undefined }) | { log: string; level: string; requestId: string };

/** Lambda's limit for the payload of a request and of an answer. */
export const payloadLimit = 6 * 1024 * 1024 + 1024;
const mostWorkers = 4;
/** A busy worker is usually free again sooner than a new one has started. */
const patience = 50;

export function createFunction(options: FunctionOptions): LambdaFunction {
  const { name, arn, timeout, log } = options;
  const instances = new Set<Instance>();
  const waiting: Job[] = [];
  let cpuOfEnded = 0;

  return {
    name,
    arn,
    timeout,
    invoke,
    busy: () => waiting.length > 0 || [...instances].some((one) => one.current),
    cpuSeconds: () => [...instances].reduce((sum, one) => sum + one.cpu, cpuOfEnded),
    close: async () => {
      for (const job of waiting.splice(0)) job.answer(ended);
      await Promise.all([...instances].map((one) => end(one, ended.error)));
    },
  };

  function invoke(event: unknown): Promise<Answer> {
    const text = JSON.stringify(event) ?? 'null';
    if (Buffer.byteLength(text) > payloadLimit) return Promise.resolve(failure('RequestTooLargeException', `the event is larger than 6 MB: ${name}`));
    return new Promise((answer) => {
      waiting.push({ request: { id: randomUUID(), event: text, deadline: 0 }, answer });
      dispatch();
    });
  }

  function dispatch(): void {
    const version = versionOf(options);
    for (const one of instances) if (one.version !== version && !one.current) void end(one, ended.error);
    for (const one of instances) {
      if (one.current || one.version !== version) continue;
      const job = waiting.shift();
      if (!job) return;
      give(one, job);
    }
    if (waiting.length) grow(version);
  }

  function grow(version: number): void {
    const usable = [...instances].filter((one) => one.version === version);
    if (usable.length === 0) {
      instances.add(start(version));
      return dispatch();
    }
    const [first] = waiting;
    if (usable.length >= mostWorkers || usable.some((one) => one.cpu === 0)) return;
    setTimeout(() => {
      if (waiting[0] !== first || instances.size >= mostWorkers) return;
      instances.add(start(version));
      dispatch();
    }, patience).unref();
  }

  function give(one: Instance, job: Job): void {
    one.current = job;
    job.request.deadline = Date.now() + timeout * 1000;
    const late = `RequestId: ${job.request.id} Error: Task timed out after ${timeout.toFixed(2)} seconds`;
    job.timer = setTimeout(() => void end(one, failure('Sandbox.Timedout', late).error), timeout * 1000);
    Atomics.store(one.awake, 0, 1);
    Atomics.notify(one.awake, 0);
    one.worker.postMessage(job.request);
  }

  function start(version: number): Instance {
    const [file = '', exported = ''] = options.handler.split('.');
    const frozen = new SharedArrayBuffer(4);
    const workerData: WorkerData = { file: fileOf(options.dir, file), exported, functionName: name, arn, memory: options.memory, frozen };
    const worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
      name,
      workerData,
      env: { TZ: ':UTC', ...options.environment, AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(options.memory) },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.memory - 64, maxYoungGenerationSizeMb: 32 },
    });
    const one: Instance = { worker, version, cpu: 0, current: undefined, awake: new Int32Array(frozen), fail: (error) => settle(one, { error }) };
    worker.on('message', (message: Message) => receive(one, message));
    worker.on('error', (error) => void end(one, failure(crashName(error), error.message, error.stack).error));
    worker.on('exit', () => void end(one, failure('Runtime.ExitError', 'the function ended its process').error));
    return one;
  }

  function receive(one: Instance, message: Message): void {
    if (message.log !== undefined) return log({ function: name, ...lineOf(message) });
    one.cpu = message.cpu;
    const tooLarge = message.payload !== undefined && Buffer.byteLength(message.payload) > payloadLimit;
    settle(one, tooLarge ? failure('Function.ResponseSizeTooLarge', 'Response payload size exceeded maximum allowed payload size (6291556 bytes).') : message);
    dispatch();
  }

  function settle(one: Instance, answer: Answer): void {
    const job = one.current;
    if (!job) return;
    one.current = undefined;
    clearTimeout(job.timer);
    if (answer.error) log({ function: name, level: 'error', requestId: job.request.id, ...answer.error });
    job.answer(answer);
  }

  async function end(one: Instance, error: FunctionError): Promise<void> {
    if (!instances.delete(one)) return;
    cpuOfEnded += one.cpu;
    settle(one, { error });
    if (waiting.length) dispatch();
    await one.worker.terminate();
  }
}

const ended = failure('Runtime.Closed', 'the local cloud is stopping');

function failure(errorType: string, errorMessage: string, stack?: string): { error: FunctionError } {
  return { error: { errorType, errorMessage, ...(stack ? { trace: stack.split('\n') } : {}) } };
}

function crashName(error: Error & { code?: string }): string {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'Runtime.OutOfMemory' : 'Runtime.UnhandledError';
}

function fileOf(dir: string, base: string): string {
  const file = ['.mjs', '.js', '.cjs'].map((ending) => join(dir, base + ending)).find(existsSync);
  if (!file) throw new Error(`no ${base}.mjs in ${dir}`);
  return file;
}

function versionOf({ reload, dir, handler }: FunctionOptions): number {
  return reload ? statSync(fileOf(dir, handler.split('.')[0] ?? '')).mtimeMs : 0;
}

/** A line of a function's own logger is JSON already; anything else becomes a message. */
function lineOf({ log, level, requestId }: { log: string; level: string; requestId: string }): Record<string, unknown> {
  try {
    const line: unknown = JSON.parse(log);
    if (line && typeof line === 'object') return line as Record<string, unknown>;
  } catch {
    // plain text
  }
  return { level, requestId, message: log };
}
