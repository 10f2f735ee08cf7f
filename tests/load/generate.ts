/** Runs the load generator in its own process. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { atEnd } from './closings.ts';
import type { Job, Load } from './generator.ts';

const generator = fileURLToPath(new URL('./generator.ts', import.meta.url));

export async function generate(job: Job): Promise<Load> {
  const child = spawn(process.execPath, [generator], { stdio: ['pipe', 'pipe', 'inherit'] });
  const stop = atEnd(() => child.kill('SIGKILL'));
  child.stdin.end(JSON.stringify(job));
  const said = await text(child.stdout);
  await stop();
  if (!said) throw new Error('the load generator ended without a result');
  return JSON.parse(said) as Load;
}
