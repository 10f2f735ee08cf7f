/** How long `npm start` takes: the first time with everything to build and fresh data, and again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../infra/local/build.ts';
import { freePorts } from '../support/ports.ts';
import { atEnd, freshFolder } from './closings.ts';
import { notes, printTable, rounded, seconds } from './report.ts';

const limits = { firstReadySeconds: 60, nextReadySeconds: 30, stopSeconds: 5 } as const;
/** Nothing waits longer than this. */
const patienceMs = { ready: 300_000, lectures: 600_000, stop: 15_000 };
const left = new Set(['.git', '.build', '.kurs', 'node_modules', 'cdk.out', 'coverage', join('web', 'dist')]);

export async function start(): Promise<object> {
  const copy = copyOfRepository();
  const port = await freePorts();
  const first = await begin(copy, port);
  const lecturesReadySeconds = seconds(await first.line(/lectures are ready/, patienceMs.lectures));
  const firstStop = await first.stop();
  const next = await begin(copy, port);
  const nextStop = await next.stop();
  const figures = {
    firstReadySeconds: seconds(first.readyMs),
    nextReadySeconds: seconds(next.readyMs),
    lecturesReadySeconds,
    stopSeconds: seconds(Math.max(firstStop, nextStop)),
    ratios: {
      nextToFirst: rounded(next.readyMs / first.readyMs),
      firstOfLimit: rounded(first.readyMs / 1000 / limits.firstReadySeconds),
      nextOfLimit: rounded(next.readyMs / 1000 / limits.nextReadySeconds),
    },
    steps: { first: first.steps, next: next.steps },
  };
  show(figures);
  return figures;
}

function show(
  figures: Record<keyof typeof limits | 'lecturesReadySeconds', number> & { steps: Record<string, string[]> },
): void {
  printTable('npm start, seconds', [
    { what: 'first start, until ready', seconds: figures.firstReadySeconds, limit: limits.firstReadySeconds },
    { what: 'the same, until the demo’s lectures can be watched', seconds: figures.lecturesReadySeconds, limit: '–' },
    {
      what: 'next start on the same data, until ready',
      seconds: figures.nextReadySeconds,
      limit: limits.nextReadySeconds,
    },
    { what: 'Ctrl-C, the slower of two', seconds: figures.stopSeconds, limit: limits.stopSeconds },
  ]);
  notes(
    'From the start of the launcher in a copy of the working tree: packages are installed, nothing is built,',
    'no data, no transcoded lectures. Included: site, functions and cloud app built, all services, the demo.',
    ...Object.entries(figures.steps).map(([name, steps]) => `${name}: ${steps.join(' · ')}`),
  );
}

/** As after a fresh clone and an install: the sources, and the installed packages by a link. */
function copyOfRepository(): string {
  const copy = join(freshFolder(), 'kurs');
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !left.has(relative(root, path)) && !path.includes(`${sep}.git${sep}`),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

interface Begun {
  readyMs: number;
  /** what the start said it did, with times */
  steps: string[];
  /** milliseconds from the start until this was said */
  line(pattern: RegExp, patience: number): Promise<number>;
  /** interrupts as Ctrl-C does; answers how long it took */
  stop(): Promise<number>;
}

async function begin(copy: string, port: number): Promise<Begun> {
  const begun = performance.now();
  // lectures are transcoded anew: no cache of ours, nor one that the caller's environment names
  const { KURS_MEDIA_CACHE: _cache, KURS_DYNAMODB_ENDPOINT: _endpoint, ...env } = process.env;
  const launcher = join(copy, 'infra/local/kurs.mjs');
  const args = [launcher, 'start', '--port', String(port), '--data', join(copy, '.kurs')];
  const child = spawn(process.execPath, args, {
    cwd: copy,
    env: { ...env, INIT_CWD: copy },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = atEnd(() => interrupt(child));
  const said: { text: string; at: number }[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => said.push({ text, at: performance.now() - begun }));
  }
  const line = (pattern: RegExp, patience: number) => waitFor(child, said, pattern, patience);
  const readyMs = await line(/^Kurs is ready: /, patienceMs.ready);
  const steps = said.filter(({ text }) => text.startsWith('✓')).map(({ text }) => text.slice(2));
  return {
    readyMs,
    steps,
    line,
    stop: async () => {
      const asked = performance.now();
      await end();
      return performance.now() - asked;
    },
  };
}

async function waitFor(
  child: ChildProcess,
  said: { text: string; at: number }[],
  pattern: RegExp,
  patience: number,
): Promise<number> {
  for (let waited = 0; waited < patience; waited += 20) {
    const found = said.find(({ text }) => pattern.test(text));
    if (found) return found.at;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(
    `npm start never said ${pattern}; its last words:\n${said
      .slice(-15)
      .map(({ text }) => text)
      .join('\n')}`,
  );
}

async function interrupt(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const killer = setTimeout(() => child.kill('SIGKILL'), patienceMs.stop);
  await ended;
  clearTimeout(killer);
}
