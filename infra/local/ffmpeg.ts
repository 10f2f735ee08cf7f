/** Runs whatever ffmpeg the machine has. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A fault of the input, with MediaConvert's error code. */
export class MediaFault extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Running {
  ffmpeg: string;
  pidFile: string;
  signal: AbortSignal;
}

/** FFMPEG_PATH, else the one on the PATH, else the npm package's. */
export function findFfmpeg(): string {
  if (process.env.FFMPEG_PATH) return process.env.FFMPEG_PATH;
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return 'ffmpeg';
  } catch {
    const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve(`@ffmpeg-installer/${process.platform}-${process.arch}/package.json`)), name);
  }
}

/** What it said on the way, and how it ended. */
export async function run({ ffmpeg, pidFile, signal }: Running, args: string[], onLine?: (line: string) => void) {
  signal.throwIfAborted();
  const child = spawn(ffmpeg, ['-hide_banner', '-nostdin', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
  const lines = createInterface({ input: child.stdout }).on('line', (line) => onLine?.(line));
  if (child.pid) {
    mkdirSync(dirname(pidFile), { recursive: true });
    writeFileSync(pidFile, String(child.pid));
    // the person at the machine goes first
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    return { code, said };
  } finally {
    lines.close();
    rmSync(pidFile, { force: true });
  }
}
