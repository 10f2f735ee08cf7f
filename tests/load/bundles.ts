/** How large each Lambda bundle is and how long Node takes to import it: most of a cold start that is ours. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundleFunctions } from '../../infra/bundle.ts';
import { root } from '../../infra/local/build.ts';
import { freshFolder } from './closings.ts';
import { kB, median, notes, printTable, rounded } from './report.ts';

const times = 5;

interface Figure {
  kB: number;
  gzipKB: number;
  importMs: number;
  /** CPU of the import: what a busy machine does not stretch */
  importCpuMs: number;
}
interface Run {
  wall: number;
  cpu: number;
}

export async function bundles(): Promise<object> {
  const folder = freshFolder();
  const { functions } = await bundleFunctions({ outDir: folder });
  const alone = await bundleOfSdk(folder);
  const files = [...functions.map(({ name }) => join(folder, name, 'index.mjs')), alone];
  const runs = new Map<string, Run[]>(files.map((file) => [file, []]));
  // round by round, so that a busy moment of the machine meets all of them
  for (let round = 0; round < times; round += 1) for (const file of files) runs.get(file)?.push(await importOnce(file));
  const sdkAlone = figureOf(alone, runs.get(alone) ?? []);
  const ours = functions.map(({ name }, index) => {
    const file = files[index] ?? '';
    const figure = figureOf(file, runs.get(file) ?? []);
    return [name, { ...figure, importRatio: rounded(figure.importCpuMs / sdkAlone.importCpuMs) }] as const;
  });
  const rows = [...ours, ['the SDK’s DynamoDB client alone', sdkAlone] as const];
  printTable(
    'Lambda bundles',
    rows.map(([bundle, figure]) => ({ bundle, ...figure })),
  );
  notes(
    `kB: minified with the SDK; import: medians of ${times} in fresh processes, without the process's own start;`,
    'importRatio: CPU against a bundle of the SDK’s DynamoDB client alone, imported in the same rounds',
  );
  return { bundles: Object.fromEntries(ours), sdkAlone };
}

/** What every function has to carry in any case; as it is imported on the same machine, the ratio to it travels. */
async function bundleOfSdk(folder: string): Promise<string> {
  const outfile = join(folder, 'sdk-alone.mjs');
  await build({
    stdin: {
      contents: `export * from '@aws-sdk/client-dynamodb'; export * from '@aws-sdk/lib-dynamodb';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as kursRequire}from'node:module';const require=kursRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return outfile;
}

function figureOf(file: string, runs: Run[]): Figure {
  const text = readFileSync(file);
  const importMs = rounded(median(runs.map((run) => run.wall)));
  return {
    kB: kB(text.length),
    gzipKB: kB(gzipSync(text).length),
    importMs,
    importCpuMs: rounded(median(runs.map((run) => run.cpu))),
  };
}

/** Names a function asks for while it is imported; nothing is called. */
const environment = Object.fromEntries(
  [
    'TABLE_NAME',
    'CONTENT_BUCKET',
    'MEDIA_BUCKET',
    'PUBLIC_ORIGIN',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'USER_POOL_ID',
    'ROOM',
  ]
    .concat(['CURSOR_SECRET_ARN', 'ORIGIN_SECRET_ARN', 'MEDIA_KEY_SECRET_ARN', 'MEDIA_KEY_ID', 'MEDIACONVERT_ROLE_ARN'])
    .map((name) => [name, 'https://bench.test']),
);

async function importOnce(file: string): Promise<Run> {
  const script = `const cpu = process.cpuUsage(), begun = performance.now();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const wall = performance.now() - begun, { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
    process.exit();`;
  const env = {
    ...process.env,
    ...environment,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env,
    timeout: 30_000,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Run;
}
