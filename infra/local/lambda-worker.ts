/** The runtime inside a function's thread: imports the handler once, answers one request at a time, sleeps in between. */
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Request, WorkerData } from './lambda.ts';

const port = parentPort!;
const { file, exported, name: functionName, arn, memory, awake } = workerData as WorkerData;
let requestId = '';

for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
  console[level] = (...parts: unknown[]) => port.postMessage({ log: format(...parts), level, requestId });
}

const handler = import(pathToFileURL(file).href).then((module: Record<string, unknown>) => {
  if (typeof module[exported] !== 'function') throw new Error(`${file} exports no function ${exported}`);
  return module[exported] as (event: unknown, context: unknown) => unknown;
});
const ready = () => port.postMessage({ ready: true });
handler.then(ready, ready);

port.on('message', (request: Request) => {
  requestId = request.id;
  void run(request).then((answer) => {
    Atomics.store(awake, 0, 0);
    port.postMessage({ ...answer, cpu: cpuSeconds() });
    // As in Lambda: nothing of this request goes on until the next one thaws the thread.
    Atomics.wait(awake, 0, 0);
  });
});

async function run({ event, id, deadline }: Request): Promise<Answer> {
  try {
    const context = {
      awsRequestId: id,
      callbackWaitsForEmptyEventLoop: true,
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      logGroupName: `/aws/lambda/${functionName}`,
      logStreamName: 'local',
      memoryLimitInMB: String(memory),
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    return { payload: JSON.stringify(await (await handler)(JSON.parse(event), context)) ?? 'null' };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { error: { errorType: name, errorMessage: message, trace: stack?.split('\n') ?? [] } };
  }
}

function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
