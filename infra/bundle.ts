/** The one esbuild run: every Lambda entry becomes `<outDir>/<name>/index.mjs`. Run as a script it prints the sizes. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { context, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { entries } from './constructs/entries.ts';
import { layFonts } from './fonts.ts';
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
  layFonts(outDir);
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
    entryPoints: { ...Object.fromEntries(present().map(({ name, file }) => [`${name}/index`, file])), ...apart },
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
    plugins: [withoutZodLocales, withoutBrotliWords, loadedApart, reporter(onBuilt)],
  };
}

/** zod brings its messages in 50 languages (264 kB in each bundle); ours are chosen in the web, by code. */
const withoutZodLocales: Plugin = {
  name: 'without-zod-locales',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {}' })),
};

/** What one function needs now and then and is heavy: a file of its own beside the bundle, read by the first `import()` of it. */
const apart = { 'statements-api/sheet': 'functions/statements/sheet.ops.ts' };
const loadedApart: Plugin = {
  name: 'loaded-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/sheet\.ops\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './sheet.mjs', external: true } : undefined,
    ),
};

/** The reader of fonts can open WOFF2 and brings the words that Brotli begins with (465 kB); ours are TrueType. */
const withoutBrotliWords: Plugin = {
  name: 'without-brotli-words',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]brotli[\\/]dec[\\/]dictionary-data\.js$/ }, () => ({
      contents: 'exports.init = () => new Uint8Array(0);',
    })),
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
