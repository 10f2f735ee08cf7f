/** What the launcher says when it cannot start: one clear sentence, exit code 1, nothing left behind. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CannotStart, takeFolder } from '../../infra/local/data-folder.ts';
import { root } from '../../infra/local/build.ts';
import { freePorts } from '../support/ports.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'kurs-launcher-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  said: string[];
}

function start(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: root, timeout: 25_000 };
    const child = execFile(process.execPath, ['infra/local/kurs.mjs', 'start', ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode, said: `${out}${err}`.trim().split('\n') }),
    );
  });
}

it.each([
  [['--porty', '1'], /There is no option "--porty"/],
  [['--port', 'many'], /--port takes a number/],
  [['--port'], /needs a value/],
  [['--reset=yes'], /takes no value/],
  [['--data', '/proc/kurs/data'], /cannot be written/],
])('says what is wrong with %j', async (args, sentence) => {
  const { code, said } = await start(...args);
  expect(said).toEqual([expect.stringMatching(sentence)]);
  expect(code).toBe(1);
});

it('says which port is taken', async () => {
  const port = await freePorts();
  const server = createServer().listen(port + 2, '127.0.0.1');
  const { code, said } = await start('--data', data, '--port', String(port));
  server.close();
  expect(said).toEqual([expect.stringContaining(`Port ${port + 2} is taken`)]);
  expect(code).toBe(1);
});

it('does not start a second time on the same data', async () => {
  const release = await takeFolder(data, false);
  await expect(takeFolder(data, false)).rejects.toThrow(CannotStart);
  await expect(takeFolder(data, false)).rejects.toThrow(/already runs on .* stop it first/);
  release();
  (await takeFolder(data, false))();
});

it('does not touch a folder that is not its own, whatever it is told to reset', async () => {
  writeFileSync(join(data, 'thesis.docx'), 'years of work');
  await expect(takeFolder(data, true)).rejects.toThrow(/holds files that are not Kurs's/);
  expect(readdirSync(data)).toEqual(['thesis.docx']);
});

it('begins anew on its own folder when told to reset', async () => {
  (await takeFolder(data, false))();
  writeFileSync(join(data, 'demo.json'), '{}');
  (await takeFolder(data, true))();
  expect(readdirSync(data)).not.toContain('demo.json');
});
