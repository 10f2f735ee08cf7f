/** The one esbuild run: every Lambda entry becomes `<outDir>/<name>/index.mjs`. Run as a script it prints the sizes. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { context, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { entries } from './constructs/entries.ts';
import { layNativePackages, nativePackages } from './native-packages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the bundles lie unless a caller says otherwise. */
export const functionsDir = join(root, '.build/functions');

export interface Bundled {
  name: string;
  bytes: number;
}
export interface BundleOptions {
  outDir: string;
  /** Keeps building; called after every later build that worked. The caller ends it by `stop`. */
  watch?: (functions: Bundled[]) => void;
}
export interface Bundles {
  functions: Bundled[];
  stop(): Promise<void>;
}

/** Bundles all entries whose file exists. Rejects with esbuild's list of errors when one does not build. */
export async function bundleFunctions({ outDir, watch }: BundleOptions): Promise<Bundles> {
  await rm(outDir, { recursive: true, force: true });
  layNativePackages(outDir);
  const first = Promise.withResolvers<Bundled[]>();
  let begun = false;
  const build = await context(
    options(outDir, (functions) => {
      if (begun) watch?.(functions);
      begun = true;
      first.resolve(functions);
    }),
  );
  try {
    if (watch) await build.watch();
    else await build.rebuild();
  } catch (error) {
    await build.dispose();
    throw error;
  }
  if (!watch) await build.dispose();
  return { functions: await first.promise, stop: () => build.dispose() };
}

function options(outDir: string, onBuilt: (functions: Bundled[]) => void): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present().map(({ name, file }) => [`${name}/index`, file])),
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    external: nativePackages,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    // some of the SDK's dependencies are CommonJS and ask for Node's own modules
    banner: { js: "import{createRequire as kursRequire}from'node:module';const require=kursRequire(import.meta.url);" },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: [withoutZodLocales, reporter(onBuilt)],
  };
}

/** zod brings its messages in 50 languages (264 kB in each bundle); ours are chosen in the web, by code. */
const withoutZodLocales: Plugin = {
  name: 'without-zod-locales',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {}' })),
};

const reporter = (onBuilt: (functions: Bundled[]) => void): Plugin => ({
  name: 'reporter',
  setup: ({ onEnd }) =>
    onEnd(({ errors, metafile }) => {
      if (!errors.length && metafile) onBuilt(sizes(metafile));
    }),
});

const present = () => entries.filter(({ file }) => existsSync(join(root, file)));

function sizes(metafile: Metafile): Bundled[] {
  const outputs = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('/index.mjs'));
  return outputs.map(([path, { bytes }]) => ({ name: dirname(path).split('/').at(-1) ?? path, bytes }));
}

if (import.meta.main) {
  const { functions } = await bundleFunctions({ outDir: functionsDir });
  for (const { name, bytes } of functions)
    console.log(`${name.padEnd(20)} ${(bytes / 1000).toFixed(0).padStart(6)} kB`);
  console.log(`→ ${relative(process.cwd(), functionsDir)}`);
}
