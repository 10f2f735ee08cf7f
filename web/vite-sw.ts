import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { build, type Plugin } from 'vite';

/**
 * Builds `src/sw.ts` into `/sw.js`: one self-contained classic script without a hash in its name (module workers are
 * missing in Firefox 90). It gets to know the files of this build: `__ASSETS__` (paths) and `__VERSION__` (their hash).
 */
export function serviceWorker(options: { entry: string; target: string[] }): Plugin {
  let assets: string[] = [];
  let outDir = '';
  return {
    name: 'kurs-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = `${config.root}/${config.build.outDir}`;
    },
    writeBundle(_, bundle) {
      assets = Object.keys(bundle)
        .filter((name) => name.startsWith('assets/'))
        .map((name) => `/${name}`)
        .sort();
    },
    async closeBundle() {
      if (!existsSync(options.entry)) return;
      const version = createHash('sha256').update(assets.join('\n')).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { __ASSETS__: JSON.stringify(assets), __VERSION__: JSON.stringify(version) },
        build: {
          outDir,
          emptyOutDir: false,
          target: options.target,
          reportCompressedSize: false,
          lib: { entry: options.entry, formats: ['iife'], name: 'kursServiceWorker', fileName: () => 'sw.js' },
        },
      });
    },
  };
}
