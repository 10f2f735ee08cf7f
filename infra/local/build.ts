/** Builds what the local cloud runs (site, function bundles, cloud assembly); what has not changed is not built again. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, '.build');
/** In development functions are bundled here and loaded from here. */
export const devFunctionsDir = join(out, 'functions-dev');
const kept = 4;

/** Runs a step; says its name when it takes more than a second, and how long it took. */
export async function step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const begun = Date.now();
  const late = setTimeout(() => console.log(`… ${name}`), 1000);
  try {
    const result = await work();
    if (Date.now() - begun > 1000) console.log(`✓ ${name} ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    return result;
  } finally {
    clearTimeout(late);
  }
}

/** Builds site, functions and assembly; answers the assembly's folder, named by its inputs. */
export async function buildAssembly(): Promise<string> {
  const site = hashOf(['web', 'functions/contracts', 'package-lock.json']);
  const assembly = join(out, 'assembly', `${hashOf(['functions', 'infra', 'package-lock.json'])}-${site}`);
  const isReady = () => existsSync(join(assembly, 'ready'));
  if (!isReady()) await alone(async () => isReady() || (await build(assembly, site)));
  return assembly;
}

async function build(assembly: string, site: string): Promise<void> {
  const functionsDir = join(out, 'functions');
  await Promise.all([
    step('building the site', () => buildSite(site)),
    step('bundling the functions', async () =>
      (await import('../bundle.ts')).bundleFunctions({ outDir: functionsDir }),
    ),
  ]);
  await synth({ functionsDir, webDir: join(root, 'web/dist'), outdir: assembly });
  forgetOld(join(out, 'assembly'));
}

/** One build at a time on this checkout: a start and a test run may come together. */
async function alone(work: () => Promise<unknown>): Promise<void> {
  const lock = join(out, 'lock');
  mkdirSync(out, { recursive: true });
  await step('waiting for another build', async () => {
    for (;;) {
      try {
        return writeFileSync(lock, String(process.pid), { flag: 'wx' });
      } catch {
        if (!isAlive(Number(existsSync(lock) && readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
        else await sleep(200);
      }
    }
  });
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** In development the site comes from Vite and functions are bundled anew at each change. */
export async function buildDevAssembly(
  onChange: (names: string) => void,
): Promise<{ assembly: string; stop(): Promise<void> }> {
  const { bundleFunctions } = await import('../bundle.ts');
  const bundles = await step('bundling the functions', () =>
    bundleFunctions({
      outDir: devFunctionsDir,
      watch: (functions) => onChange(functions.map((one) => one.name).join(', ')),
    }),
  );
  const assembly = join(out, 'assembly-dev');
  await synth({ functionsDir: devFunctionsDir, webDir: join(root, 'web/public'), outdir: assembly });
  return { assembly, stop: bundles.stop };
}

async function synth(options: { functionsDir: string; webDir: string; outdir: string }): Promise<void> {
  await step('synthesizing the cloud app', async () => {
    const { buildApp } = await import('../app.ts');
    rmSync(options.outdir, { recursive: true, force: true });
    buildApp(options).synth();
    writeFileSync(join(options.outdir, 'ready'), '');
  });
}

async function buildSite(hash: string): Promise<void> {
  const stamp = join(out, 'site-stamp');
  const present = existsSync(join(root, 'web/dist/index.html')) && existsSync(stamp);
  if (present && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  const vite = await import('vite');
  // a test run says otherwise, and would get a site without its service worker
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await vite.build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'error' }).finally(() => {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  });
  mkdirSync(out, { recursive: true });
  writeFileSync(stamp, hash);
}

/** Hash of names and contents of all files below some paths; built, local and test files aside. */
function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesOf(join(root, path)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const wanted = entries.filter(({ name }) => name !== 'dist' && name !== 'local' && !name.endsWith('.test.ts'));
  return wanted.flatMap((entry) => filesOf(join(path, entry.name)));
}

function forgetOld(folder: string): void {
  const byAge = readdirSync(folder)
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byAge.slice(kept)) rmSync(old, { recursive: true, force: true });
}
