/** What a request costs on Node's bare HTTP server on this machine, now: the ratio to it travels to other machines. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atEnd } from './closings.ts';
import { generate } from './generate.ts';

export interface Bare {
  cpuSecondsPerRequest: number;
  p50Ms: number;
}

export async function bareServer(bytes: number, seconds: number): Promise<Bare> {
  const child = fork(fileURLToPath(new URL('./bare-server.ts', import.meta.url)), [String(bytes)]);
  const stop = atEnd(() => child.kill());
  const { port } = await next<{ port: number }>(child);
  const job = { url: `http://127.0.0.1:${port}/`, cookies: Array.from({ length: 10 }, () => 'a=b'), seconds };
  await generate({ ...job, seconds: 1 });
  const before = await cpuSeconds(child);
  const load = await generate(job);
  const used = (await cpuSeconds(child)) - before;
  await stop();
  return { cpuSecondsPerRequest: used / load.requests, p50Ms: load.p50Ms };
}

async function cpuSeconds(child: ChildProcess): Promise<number> {
  const answer = next<{ cpuSeconds: number }>(child);
  child.send('cpu');
  return (await answer).cpuSeconds;
}

function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', () => reject(new Error('the bare server ended')));
  });
}
