import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { contractsWithoutValidator } from './vite-contracts.ts';
import { serviceWorker } from './vite-sw.ts';
import { chunkName, wordsInParts } from './vite-words.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}../package.json`, 'utf8')) as { version: string };
/** `npm run dev` tells where the local cloud listens. */
const backend = process.env['KURS_ORIGIN'] ?? 'http://localhost:4000';

/** Oldest browsers we promise; Safari 15.4 is the one that decides most. */
const target = ['chrome90', 'safari15.4', 'firefox90'];

export default defineConfig({
  root,
  plugins: [
    contractsWithoutValidator(),
    wordsInParts(),
    svelte(),
    serviceWorker({ entry: `${root}src/sw.ts`, target }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target,
    cssTarget: target,
    // our CSP has no unsafe-inline, and the polyfill is an inline script
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { output: { chunkFileNames: chunkName } },
  },
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(version) },
  json: { namedExports: false, stringify: true },
  server: { fs: { allow: [`${root}..`] }, proxy: { '/api': backend, '/media': backend } },
});
