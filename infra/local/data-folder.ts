/** The data folder of one installation: ours or not, in use or not, and what a killed run left behind. */
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Its message is the one sentence a person gets. */
export class CannotStart extends Error {}

const mark = 'kurs-data.json';

/** Takes the folder for this process; the answer gives it back. */
export async function takeFolder(folder: string, reset: boolean): Promise<() => void> {
  prepare(folder);
  const lock = join(folder, 'lock');
  const holder = readLock(lock);
  const inUse = () => holder !== undefined && startedAt(holder.pid) === holder.startedAt;
  // a process that was killed this very moment is still on its way out
  for (let waited = 0; waited < 2000 && inUse(); waited += 100) await sleep(100);
  if (holder && inUse()) {
    throw new CannotStart(
      `Kurs already runs on ${folder} (process ${holder.pid}); stop it first or give another --data.`,
    );
  }
  rmSync(lock, { force: true });
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) }), { flag: 'wx' });
  await clearLeftovers(folder);
  if (reset) {
    for (const name of readdirSync(folder))
      if (name !== 'lock') rmSync(join(folder, name), { recursive: true, force: true });
  }
  writeFileSync(join(folder, mark), JSON.stringify({ format: 1 }));
  return () => rmSync(lock, { force: true });
}

/** All five ports have to be free. */
export async function checkPorts(first: number): Promise<void> {
  for (let port = first; port < first + 5; port += 1) {
    for (const host of ['127.0.0.1', '::1']) {
      // what a killed run left behind gives its port back a moment after its end
      for (let waited = 0; waited < 1000 && (await isTaken(port, host)); waited += 100) await sleep(100);
      if (await isTaken(port, host))
        throw new CannotStart(`Port ${port} is taken; give another with --port (it needs ${first} to ${first + 4}).`);
    }
  }
}

/** Ends processes whose command line proves that they belong to this folder. */
export async function clearLeftovers(folder: string): Promise<void> {
  const pids = join(folder, 'pids');
  for (const name of existsSync(pids) ? readdirSync(pids) : []) {
    const pid = Number(readFileSync(join(pids, name), 'utf8'));
    const ours = () => pid > 1 && commandLine(pid).includes(folder);
    if (ours()) process.kill(pid, 'SIGKILL');
    for (let waited = 0; ours() && waited < 3000; waited += 50) await sleep(50);
    rmSync(join(pids, name), { force: true });
  }
}

function prepare(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new CannotStart(`The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (readdirSync(folder).length && !existsSync(join(folder, mark))) {
    throw new CannotStart(
      `The folder ${folder} holds files that are not Kurs's; give another or an empty one with --data.`,
    );
  }
}

/** Step by step: Node's own recursive way never ends where a parent takes no folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function readLock(file: string): { pid: number; startedAt: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; startedAt: string };
  } catch {
    return undefined;
  }
}

/** When a process began: a pid alone may have been given to another since. Undefined if there is none. */
function startedAt(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self')) {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      // killed, and only waiting for somebody to take note of it
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function commandLine(pid: number): string {
  try {
    if (existsSync('/proc/self')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES'))
      .listen(port, host, () => probe.close(() => resolve(false)));
  });
}
