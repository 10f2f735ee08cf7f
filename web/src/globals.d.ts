/// <reference types="svelte" />
/// <reference types="vite/client" />

/** Set while the service worker is built (see `vite-sw.ts`): paths of all hashed files, and their hash. */
declare const __ASSETS__: readonly string[];
declare const __VERSION__: string;
