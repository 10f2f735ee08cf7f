/** `npm test`: every check in order, then all tests; the last line is `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counts } from './support/closing-reporter.ts';

const checks: { name: string; command: string[] }[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
  { name: 'lint', command: ['eslint', '--max-warnings=0', '.'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'types of the web',
    command: ['svelte-check', '--tsconfig', 'web/tsconfig.json', '--output', 'human', '--fail-on-warnings'],
  },
];
const total: Counts = { passed: 0, failed: 0 };

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.on(signal as 'SIGTERM', () => process.exit(1));
process.channel?.unref();

/** `npm test -- NAME…` runs only the tests that vitest finds by these words. */
const only = process.argv.slice(3);
const waiting = only.length ? [] : checks;
// each keeps one core busy
await Promise.all([checkOn(), checkOn()]);
const tests = await runTests();
total.passed += tests.passed;
total.failed += tests.failed;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);

async function checkOn(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const begun = Date.now();
    const isRight = (await run(check.command)) === 0;
    total[isRight ? 'passed' : 'failed'] += 1;
    console.log(`${isRight ? '✓' : '✗'} ${check.name} ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
}

async function runTests(): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'kurs-counts-'));
  const file = join(folder, 'counts.json');
  const code = await run(['vitest', 'run', ...only], { KURS_COUNTS: file });
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    return { ...counts, failed: counts.failed || Number(code !== 0) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tools lie in node_modules/.bin, which the launcher put on the PATH. */
function run([name = '', ...args]: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(name, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
}
