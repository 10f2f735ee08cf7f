/** kill -9 after something was written and before anybody reacted to it: the reaction comes, once, and nothing is lost. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Health } from '#contracts/operations.ts';
import { courses } from '#contracts/courses.ts';
import { buildAssembly, root } from '../../infra/local/build.ts';
import { Client } from '../../infra/local/client.ts';
import { newImport, smallBundle, upload, type Import } from '../support/bundle.ts';
import { firstAdministrator, testPassword } from '../support/first-administrator.ts';
import { ask, TableInside } from '../support/operator.ts';
import { freePorts } from '../support/ports.ts';
import { until } from '../support/stack.ts';

let dataDir: string;
let port: number;
let running: ChildProcess | undefined;

beforeEach(async () => {
  await buildAssembly();
  dataDir = mkdtempSync(join(tmpdir(), 'kurs-kill-'));
  port = await freePorts();
}, 120_000);
afterEach(async () => {
  await kill();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts in a process group of its own; answers the administrator, signed in. */
async function start(hold?: 'stream' | 'queues'): Promise<Client> {
  const args = [join(root, 'tests/support/held-stack.ts'), dataDir, String(port), ...(hold ? [hold] : [])];
  const child = spawn(process.execPath, args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}\n${said}`)));
  });
  return new Client(`http://localhost:${port}`).signIn(firstAdministrator.administrator.login, testPassword);
}

/** kill -9 of the stack and its database. */
async function kill(): Promise<void> {
  const child = running;
  running = undefined;
  if (!child?.pid || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

/** Asks for a course to be brought in; the import itself is the reaction. */
async function order(client: Client): Promise<Import> {
  const ids = newImport(firstAdministrator.organisation.id);
  const from = smallBundle();
  const { uploads } = await client.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
  await upload(uploads, from.bytes);
  await client.call(courses.runImport, { params: { jobId: ids.jobId } });
  return ids;
}

const stateOf = (client: Client, { jobId }: Import) => client.call(courses.importJob, { params: { jobId } });
const health = () => ask<Health>(dataDir, 'ops', 'health');
const waitingAt = async (room: string) => (await health()).rooms.find((one) => one.room === room)?.waiting;

it.each(['stream', 'queues'] as const)(
  'killed while reactions wait at the %s: after the start each happens once',
  async (hold) => {
    const held = await start(hold);
    const orders = [await order(held), await order(held), await order(held)];
    if (hold === 'queues') {
      // chaos doubles some
      await until(
        () => waitingAt('courses'),
        (count) => (count ?? 0) >= orders.length,
      );
    }
    for (const one of orders) expect((await stateOf(held, one)).state).toBe('running');

    await kill();
    const client = await start();

    for (const one of orders) {
      await until(
        () => stateOf(client, one),
        (job) => job.state === 'succeeded',
      );
    }
    await until(health, ({ rooms }) => rooms.every(({ waiting }) => waiting === 0));
    const table = new TableInside(dataDir);
    for (const { courseId } of orders) {
      const imported = (await table.below(`$record#${courseId}`)).filter(({ type }) => type === 'authoring.imported');
      expect(imported).toHaveLength(1);
    }
    expect((await health()).rooms.map(({ deadLetters }) => deadLetters).every((count) => count === 0)).toBe(true);
  },
  120_000,
);
