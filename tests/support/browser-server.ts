/** Finds a Chromium and starts it for Playwright: $CHROMIUM_PATH, Debian's, or the one among the packages. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserServer } from 'playwright-core';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  // a container's /dev/shm is often too small for a page with video
  '--disable-dev-shm-usage',
];

/** Starts one headless browser that tests connect to. */
export async function launchBrowser(): Promise<BrowserServer> {
  const { executablePath, env } = await findChromium();
  return chromium.launchServer({ executablePath, env, args, headless: true });
}

/** What to start for a browser of one’s own. */
export const browserCommand = async () => ({ ...(await findChromium()), args });

async function findChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const own = { ...process.env } as Record<string, string>;
  const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  if (installed) return { executablePath: installed, env: own };
  // the package brings its libraries and fonts, and points the environment at them while it is imported
  process.env.AWS_LAMBDA_JS_RUNTIME = '24.x';
  const name = '@sparticuz/chromium';
  const packaged = (await import(name)) as { default: { executablePath(): Promise<string> } };
  const executablePath = await packaged.default.executablePath();
  const { LD_LIBRARY_PATH, FONTCONFIG_PATH = join(tmpdir(), 'fonts') } = process.env;
  restore('LD_LIBRARY_PATH', own.LD_LIBRARY_PATH);
  restore('AWS_LAMBDA_JS_RUNTIME', own.AWS_LAMBDA_JS_RUNTIME);
  return { executablePath, env: { ...own, FONTCONFIG_PATH, ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }) } };
}

/** Java and ffmpeg must not get the browser's libraries. */
function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
